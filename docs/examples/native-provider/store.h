// A message store provider to start from: two stores without mail, and their logoff as
// the pages of IMsgStore::StoreLogoff and IMSLogon::Logoff describe it.
#ifndef STORE_H
#define STORE_H

#include <atomic>
#include <initializer_list>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "mapi_provider.h"

using Bytes = std::string;

// MAPI's memory, as MSProviderInit was given it.
struct Allocation {
  LPALLOCATEBUFFER buffer = nullptr;
  LPALLOCATEMORE more = nullptr;
  LPFREEBUFFER free = nullptr;
};

bool same(const GUID& one, const GUID& other);
bool is_one_of(const GUID& wanted, std::initializer_list<GUID> known);
Bytes bytes_of(ULONG size, LPENTRYID data);

// References, and what QueryInterface answers. An object is made with one reference.
template <class Interface>
class Counted : public Interface {
 public:
  ULONG MAPI_METHOD AddRef() override { return ++references_; }

 protected:
  ULONG drop() { return --references_; }

  HRESULT query(const GUID& wanted, std::initializer_list<GUID> known, LPVOID* object) {
    if (!object) return MAPI_E_INVALID_PARAMETER;
    *object = nullptr;
    if (!is_one_of(wanted, known)) return MAPI_E_INTERFACE_NOT_SUPPORTED;
    AddRef();
    *object = static_cast<Interface*>(this);
    return S_OK;
  }

 private:
  std::atomic<ULONG> references_{1};
};

class Store;

// The stores that are open, by entry identifier; all logons of a provider share them.
class OpenStores {
 public:
  std::shared_ptr<Store> find(const Bytes& entryid);
  void add(const Bytes& entryid, const std::shared_ptr<Store>& store);
  void remove(const Bytes& entryid, const Store* store);
  template <class Visit>
  void each(Visit visit) {
    std::lock_guard<std::mutex> lock(mutex_);
    for (auto& entry : stores_) visit(*entry.second);
  }

 private:
  std::mutex mutex_;
  std::map<Bytes, std::shared_ptr<Store>> stores_;
};

// IMsgStore. It ends once: by its last Release or by IMSLogon::Logoff, whichever comes
// first. Its memory stays until nobody can reach it any more.
class Store : public Counted<IMsgStore> {
 public:
  Store(IMAPISupport* support, const Allocation& memory, Bytes entryid,
        std::shared_ptr<OpenStores> open);
  virtual ~Store() = default;

  // The references of its clients keep a store in memory; so do its own children and
  // its logon object.
  static IMsgStore* adopt(std::shared_ptr<Store> store);

  HRESULT MAPI_METHOD QueryInterface(REFIID wanted, LPVOID* object) override;
  ULONG MAPI_METHOD Release() override;
  HRESULT MAPI_METHOD GetLastError(HRESULT result, ULONG flags, LPMAPIERROR* error) override;
  HRESULT MAPI_METHOD GetProps(LPSPropTagArray tags, ULONG flags, ULONG* count,
                               LPSPropValue* props) override;
  HRESULT MAPI_METHOD CompareEntryIDs(ULONG size1, LPENTRYID entry1, ULONG size2,
                                      LPENTRYID entry2, ULONG flags, ULONG* result) override;
  HRESULT MAPI_METHOD OpenEntry(ULONG size, LPENTRYID entry, LPCIID wanted, ULONG flags,
                                ULONG* type, LPUNKNOWN* object) override;
  HRESULT MAPI_METHOD GetReceiveFolder(LPTSTR message_class, ULONG flags, ULONG* size,
                                       LPENTRYID* entry, LPTSTR* explicit_class) override;
  HRESULT MAPI_METHOD StoreLogoff(ULONG* flags) override;

  // The transports let go, and the support object is given back, in this order.
  virtual void end();
  // No call is let in any more; tells whether this was the call that closed the store.
  virtual bool close();
  virtual void remember(ULONG request) { remembered_ = request; }
  virtual ULONG logoff_flag() const;
  // What StoreLogoff hands back. This store has asked nobody yet, and knows of nothing.
  virtual ULONG answer() { return 0; }
  // Gives the answer's bits, none where the call failed.
  virtual ULONG ask_transports();
  void log_off_transports();
  void forget_flag() { remembered_ = 0; }
  void allow_writing() { writable_ = true; }

  bool ended() const { return ended_; }
  const Bytes& entryid() const { return entryid_; }
  const Allocation& memory() const { return memory_; }
  std::shared_ptr<Store> self() const { return self_; }

 protected:
  void let_go() { std::shared_ptr<Store> last = std::move(self_); }

  IMAPISupport* support_;
  std::atomic<ULONG> remembered_{0};
  std::atomic<bool> told_{false};

 private:
  const Allocation memory_;
  const Bytes entryid_;
  const std::shared_ptr<OpenStores> open_;
  std::atomic<bool> ended_{false};
  bool writable_ = false;
  std::shared_ptr<Store> self_;
};

// IMSLogon: MAPI's own handle on an open store.
class Logon : public Counted<IMSLogon> {
 public:
  explicit Logon(std::shared_ptr<Store> store) : store_(std::move(store)) {}
  virtual ~Logon() = default;

  HRESULT MAPI_METHOD QueryInterface(REFIID wanted, LPVOID* object) override;
  ULONG MAPI_METHOD Release() override;
  HRESULT MAPI_METHOD GetLastError(HRESULT result, ULONG flags, LPMAPIERROR* error) override;
  HRESULT MAPI_METHOD Logoff(ULONG* flags) override;
  HRESULT MAPI_METHOD OpenEntry(ULONG size, LPENTRYID entry, LPCIID wanted, ULONG flags,
                                ULONG* type, LPUNKNOWN* object) override;
  HRESULT MAPI_METHOD CompareEntryIDs(ULONG size1, LPENTRYID entry1, ULONG size2,
                                      LPENTRYID entry2, ULONG flags, ULONG* result) override;

 private:
  const std::shared_ptr<Store> store_;
};

class Provider;

// A further interface of the provider object. It counts with it and is the same object:
// QueryInterface leads from each to the other, and to one IUnknown.
class FastShutdown final : public IMAPIProviderShutdown {
 public:
  explicit FastShutdown(Provider& provider) : provider_(provider) {}

  HRESULT MAPI_METHOD QueryInterface(REFIID wanted, LPVOID* object) override;
  ULONG MAPI_METHOD AddRef() override;
  ULONG MAPI_METHOD Release() override;
  HRESULT MAPI_METHOD QueryFastShutdown() override { return S_OK; }
  HRESULT MAPI_METHOD NotifyProcessShutdown() override { return S_OK; }
  HRESULT MAPI_METHOD DoFastShutdown() override { return S_OK; }

 private:
  Provider& provider_;
};

// IMSProvider.
class Provider : public Counted<IMSProvider> {
 public:
  Provider(LPMALLOC malloc, const Allocation& memory);
  virtual ~Provider() = default;

  HRESULT MAPI_METHOD QueryInterface(REFIID wanted, LPVOID* object) override;
  ULONG MAPI_METHOD Release() override;
  HRESULT MAPI_METHOD Shutdown(ULONG* flags) override;
  HRESULT MAPI_METHOD Logon(LPMAPISUP support, ULONG_PTR window, LPTSTR profile, ULONG size,
                            LPENTRYID entry, ULONG flags, LPCIID wanted,
                            ULONG* security_size, LPBYTE* security, LPMAPIERROR* error,
                            LPMSLOGON* logon, LPMDB* store) override;
  HRESULT MAPI_METHOD SpoolerLogon(LPMAPISUP support, ULONG_PTR window, LPTSTR profile,
                                   ULONG size, LPENTRYID entry, ULONG flags, LPCIID wanted,
                                   ULONG security_size, LPBYTE security, LPMAPIERROR* error,
                                   LPMSLOGON* logon, LPMDB* store) override;
  HRESULT MAPI_METHOD CompareStoreIDs(ULONG size1, LPENTRYID entry1, ULONG size2,
                                      LPENTRYID entry2, ULONG flags, ULONG* result) override;

 protected:
  // The provider's own section of the profile: read your settings here.
  virtual void configure(IMAPISupport*, IProfSect*) {}
  virtual std::shared_ptr<Store> make_store(IMAPISupport* support, const Bytes& entryid);
  virtual IMSLogon* make_logon(const std::shared_ptr<Store>& store);

  const Allocation memory_;
  const std::shared_ptr<OpenStores> open_ = std::make_shared<OpenStores>();

 private:
  HRESULT open(IMAPISupport* support, const Bytes& entryid, ULONG flags, LPMSLOGON* logon,
               LPMDB* store, bool shared);
  HRESULT announce(IMAPISupport* support, const Bytes& entryid);
  HRESULT write_profile(IMAPISupport* support, const Bytes& entryid);

  LPMALLOC malloc_;
  FastShutdown fast_shutdown_{*this};
};

#endif
