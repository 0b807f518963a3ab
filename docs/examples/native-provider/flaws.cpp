// The same provider, wrong on purpose: built in place of entry.cpp.
//
// The property 0x6601001E of the provider's own profile section names a flaw, which
// departs from the pages in one way, or a fault, which happens in a StoreLogoff with
// LOGOFF_PURGE; a leaked buffer and a double free happen when a store ends.
// It serves to see what the suite says; do not start from it.
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <thread>

#include "store.h"

namespace {

constexpr ULONG kWhich = 0x6601001E;
constexpr ULONG kSize = 64;
volatile int sink;

#ifndef __clang__
#pragma GCC diagnostic ignored "-Winfinite-recursion"
#endif
__attribute__((noinline)) int fall(int depth) {
  volatile char frame[4096];
  frame[0] = static_cast<char>(depth);
  sink = frame[0];
  return fall(depth + 1) + frame[0];
}

void misuse(const Bytes& which, const Allocation& memory) {
  LPVOID block = nullptr, linked = nullptr;
  if (which == "frees-twice" || which == "double-free") {
    memory.buffer(kSize, &block);
    memory.free(block);
    memory.free(block);
  } else if (which == "frees-linked") {
    memory.buffer(kSize, &block);
    memory.more(kSize, block, &linked);
    memory.free(linked);
    memory.free(block);
  } else if (which == "links-to-freed") {
    memory.buffer(kSize, &block);
    memory.free(block);
    memory.more(kSize, block, &linked);
  } else if (which == "forgets-block" || which == "leaked-buffer") {
    memory.buffer(kSize, &block);
  }
}

class FlawedStore final : public Store {
 public:
  FlawedStore(Bytes which, IMAPISupport* support, const Allocation& memory,
              const Bytes& entryid, std::shared_ptr<OpenStores> open)
      : Store(support, memory, entryid, open), which_(std::move(which)), others_(open) {}

  ULONG MAPI_METHOD Release() override {
    if (which_ != "release-ends-at-first") return Store::Release();
    const ULONG left = drop();
    end();
    if (left == 0) let_go();
    return left;
  }

  HRESULT MAPI_METHOD StoreLogoff(ULONG* flags) override {
    if (flags && *flags == LOGOFF_PURGE) fault();
    return Store::StoreLogoff(flags);
  }

  void end() override {
    if (which_ == "leaks-support") {
      if (close()) log_off_transports();
    } else if (which_ == "support-first") {
      if (close()) {
        support_->Release();
        log_off_transports();
      }
    } else {
      Store::end();
    }
  }

  bool close() override {
    const bool closing = Store::close();
    if (closing && (which_ == "leaked-buffer" || which_ == "double-free"))
      misuse(which_, memory());
    if (closing && which_ == "forgets-one-store")
      others_->each([](Store& other) { other.forget_flag(); });
    return closing;
  }

  void remember(ULONG request) override {
    if (which_ == "first-flag-wins" && remembered_) return;
    Store::remember(which_ == "flags-merged" ? remembered_ | request : request);
    if (which_ == "transports-early") log_off_transports();
  }

  ULONG logoff_flag() const override {
    return which_ == "default-not-abort" && !remembered_ ? LOGOFF_NO_WAIT
                                                         : Store::logoff_flag();
  }

  ULONG answer() override {
    if (which_ == "eager-drops-the-answer" && !(answered_ & LOGOFF_COMPLETE))
      answered_ = ask_transports();
    return 0;
  }

  ULONG ask_transports() override {
    if (which_ == "never-called") return 0;
    if (which_ == "called-twice") Store::ask_transports();
    return Store::ask_transports();
  }

 private:
  void fault() {
    LPVOID block = nullptr;
    if (which_ == "segfault") {
      *reinterpret_cast<volatile int*>(8) = 1;
    } else if (which_ == "throw") {
      throw std::runtime_error("left the provider");
    } else if (which_ == "abort") {
      std::abort();
    } else if (which_ == "exit") {
      std::exit(3);
    } else if (which_ == "hang") {
      for (;;) std::this_thread::sleep_for(std::chrono::seconds(1));
    } else if (which_ == "stack-overflow") {
      fall(0);
    } else if (which_ == "leaked-reference") {
      support_->AddRef();
    } else if (which_ == "overrun") {
      memory().buffer(kSize, &block);
      std::memset(block, 'x', kSize + 1);
      memory().free(block);
    } else if (which_ == "use-after-free") {
      memory().buffer(kSize, &block);
      memory().free(block);
      *static_cast<volatile char*>(block) = 'x';
    } else if (which_ == "own-thread") {
      std::thread([this] {
        for (int call = 0; call < 100; ++call) support_->SpoolerYield(0);
        ULONG word = LOGOFF_PURGE;
        support_->StoreLogoffTransports(&word);
      }).join();
    }
  }

  const Bytes which_;
  const std::shared_ptr<OpenStores> others_;
  ULONG answered_ = 0;
};

class FlawedLogon final : public Logon {
 public:
  using Logon::Logon;

  HRESULT MAPI_METHOD Logoff(ULONG* flags) override {
    Logon::Logoff(flags);
    return MAPI_E_CALL_FAILED;
  }
};

class FlawedProvider final : public Provider {
 public:
  using Provider::Provider;

 protected:
  void configure(IMAPISupport*, IProfSect* own) override {
    SPropTagArray asked = {1, {kWhich}};
    ULONG count = 0;
    LPSPropValue props = nullptr;
    if (own->GetProps(&asked, 0, &count, &props) == S_OK) which_ = props[0].Value.lpszA;
    if (props) memory_.free(props);
    if (which_ != "leaked-buffer" && which_ != "double-free") misuse(which_, memory_);
  }

  std::shared_ptr<Store> make_store(IMAPISupport* support, const Bytes& entryid) override {
    return std::make_shared<FlawedStore>(which_, support, memory_, entryid, open_);
  }

  IMSLogon* make_logon(const std::shared_ptr<Store>& store) override {
    if (which_ == "logoff-fails") return new FlawedLogon(store);
    return Provider::make_logon(store);
  }

 private:
  Bytes which_;
};

}  // namespace

MAPI_EXPORT HRESULT MAPI_ENTRY MSProviderInit(HINSTANCE, LPMALLOC malloc,
                                              LPALLOCATEBUFFER allocate,
                                              LPALLOCATEMORE allocate_more,
                                              LPFREEBUFFER free, ULONG, ULONG version,
                                              ULONG* provider_version,
                                              LPMSPROVIDER* provider) {
  if (provider_version) *provider_version = CURRENT_SPI_VERSION;
  if (provider) *provider = nullptr;
  if (version < CURRENT_SPI_VERSION) return MAPI_E_VERSION;
  if (!provider) return MAPI_E_INVALID_PARAMETER;
  *provider = new FlawedProvider(malloc, Allocation{allocate, allocate_more, free});
  return S_OK;
}
