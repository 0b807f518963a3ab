#include "store.h"

#include <cstring>
#include <vector>

namespace {

// The stores that can be logged on to; their names are their identifiers.
const char* const kStores[] = {"native-store-1", "native-store-2"};
// Says of entry identifiers that they are ours.
const char kProviderUid[] = "native-store-uid";
static_assert(sizeof kProviderUid == sizeof(MAPIUID) + 1, "a MAPIUID has sixteen bytes");

constexpr ULONG kType = 0xFFFF;
constexpr ULONG kError = 0x000A;
constexpr ULONG kText = 0x001F;
constexpr ULONG kNarrowText = 0x001E;
constexpr ULONG kBinary = 0x0102;

// An entry identifier: four bytes of flags, the provider's identifier, then what we like.
Bytes inside(const Bytes& store) {
  return Bytes(4, '\0') + Bytes(kProviderUid, sizeof(MAPIUID)) + store + "/";
}
Bytes root_of(const Bytes& store) { return inside(store) + "root"; }
Bytes inbox_of(const Bytes& store) { return inside(store) + "inbox"; }

ULONG narrow(ULONG tag) { return (tag & kType) == kText ? (tag & ~kType) | kNarrowText : tag; }

// Properties of one object, and how GetProps gives them.
class Properties {
 public:
  void add(ULONG tag, ULONG number) { entries_.push_back({tag, number, {}}); }
  void add(ULONG tag, Bytes data) { entries_.push_back({tag, 0, std::move(data)}); }

  HRESULT give(const Allocation& memory, const SPropTagArray* tags, ULONG flags,
               ULONG* count, LPSPropValue* props) const {
    if (!count || !props || (tags && tags->cValues == 0)) return MAPI_E_INVALID_PARAMETER;
    const ULONG number = tags ? tags->cValues : static_cast<ULONG>(entries_.size());
    LPVOID block = nullptr;
    if (memory.buffer(number * sizeof(SPropValue), &block)) return MAPI_E_NOT_ENOUGH_MEMORY;
    auto values = static_cast<SPropValue*>(block);
    bool missing = false;
    for (ULONG index = 0; index < number; ++index) {
      const ULONG own = entries_.size() > index ? entries_[index].tag : 0;
      const ULONG tag = tags ? tags->aulPropTag[index] : flags & MAPI_UNICODE ? own : narrow(own);
      const HRESULT code = fill(memory, tag, flags, block, values[index]);
      if (code == MAPI_E_NOT_ENOUGH_MEMORY) {
        memory.free(block);
        return code;
      }
      missing |= code != S_OK;
    }
    *count = number;
    *props = values;
    return missing ? MAPI_W_ERRORS_RETURNED : S_OK;
  }

 private:
  struct Entry {
    ULONG tag;
    ULONG number;
    Bytes data;
  };

  HRESULT fill(const Allocation& memory, ULONG tag, ULONG flags, LPVOID root,
               SPropValue& value) const {
    value.dwAlignPad = 0;
    for (const Entry& entry : entries_) {
      const bool unspecified = tag == (entry.tag & ~kType);
      if (unspecified) tag = flags & MAPI_UNICODE ? entry.tag : narrow(entry.tag);
      if (tag != entry.tag && tag != narrow(entry.tag)) continue;
      value.ulPropTag = tag;
      return copy(memory, entry, tag & kType, root, value);
    }
    value.ulPropTag = (tag & ~kType) | kError;
    value.Value.err = MAPI_E_NOT_FOUND;
    return MAPI_E_NOT_FOUND;
  }

  static HRESULT copy(const Allocation& memory, const Entry& entry, ULONG type, LPVOID root,
                      SPropValue& value) {
    if (type != kBinary && type != kText && type != kNarrowText) {
      value.Value.ul = entry.number;
      return S_OK;
    }
    const size_t unit = type == kText ? sizeof(WCHAR) : 1;
    const size_t length = entry.data.size() + (type == kBinary ? 0 : 1);
    LPVOID linked = nullptr;
    if (memory.more(static_cast<ULONG>(length * unit), root, &linked))
      return MAPI_E_NOT_ENOUGH_MEMORY;
    // Our texts are ASCII, so that each character is as many units wide as it is long.
    for (size_t index = 0; index < length; ++index) {
      const char each = index < entry.data.size() ? entry.data[index] : '\0';
      if (type == kText)
        static_cast<WCHAR*>(linked)[index] = static_cast<WCHAR>(each);
      else
        static_cast<char*>(linked)[index] = each;
    }
    if (type == kBinary) {
      value.Value.bin.cb = static_cast<ULONG>(length);
      value.Value.bin.lpb = static_cast<BYTE*>(linked);
    } else {
      value.Value.lpszA = static_cast<char*>(linked);
    }
    return S_OK;
  }

  std::vector<Entry> entries_;
};

HRESULT give_bytes(const Allocation& memory, const Bytes& data, ULONG* size, LPVOID* out) {
  if (memory.buffer(static_cast<ULONG>(data.size()), out)) return MAPI_E_NOT_ENOUGH_MEMORY;
  std::memcpy(*out, data.data(), data.size());
  *size = static_cast<ULONG>(data.size());
  return S_OK;
}

HRESULT compare(ULONG size1, LPENTRYID entry1, ULONG size2, LPENTRYID entry2, ULONG* result) {
  if (!entry1 || !entry2 || !result) return MAPI_E_INVALID_PARAMETER;
  *result = bytes_of(size1, entry1) == bytes_of(size2, entry2);
  return S_OK;
}

// What a store opens: while one is open it counts as a client of the store.
template <class Interface>
class Child : public Counted<Interface> {
 public:
  explicit Child(const std::shared_ptr<Store>& store) : store_(store) { store_->AddRef(); }
  virtual ~Child() = default;

  ULONG MAPI_METHOD Release() override {
    const ULONG left = this->drop();
    if (left == 0) {
      store_->Release();
      delete this;
    }
    return left;
  }

 protected:
  const std::shared_ptr<Store> store_;
};

class Message final : public Child<IMessage> {
 public:
  Message(const std::shared_ptr<Store>& store, Bytes folder)
      : Child(store), folder_(std::move(folder)) {}

  HRESULT MAPI_METHOD QueryInterface(REFIID wanted, LPVOID* object) override {
    return query(wanted, {IID_IUnknown, IID_IMAPIProp, IID_IMessage}, object);
  }

  HRESULT MAPI_METHOD GetProps(LPSPropTagArray tags, ULONG flags, ULONG* count,
                               LPSPropValue* props) override {
    if (store_->ended()) return MAPI_E_INVALID_OBJECT;
    Properties known;
    known.add(PR_OBJECT_TYPE, MAPI_MESSAGE);
    known.add(PR_PARENT_ENTRYID, folder_);
    return known.give(store_->memory(), tags, flags, count, props);
  }

 private:
  const Bytes folder_;
};

class Table final : public Child<IMAPITable> {
 public:
  using Child::Child;

  HRESULT MAPI_METHOD QueryInterface(REFIID wanted, LPVOID* object) override {
    return query(wanted, {IID_IUnknown, IID_IMAPITable}, object);
  }

  HRESULT MAPI_METHOD GetRowCount(ULONG, ULONG* count) override {
    if (store_->ended()) return MAPI_E_INVALID_OBJECT;
    if (!count) return MAPI_E_INVALID_PARAMETER;
    *count = 0;
    return S_OK;
  }
};

class Folder final : public Child<IMAPIFolder> {
 public:
  Folder(const std::shared_ptr<Store>& store, Bytes entryid, bool writable)
      : Child(store), entryid_(std::move(entryid)), writable_(writable) {}

  HRESULT MAPI_METHOD QueryInterface(REFIID wanted, LPVOID* object) override {
    return query(wanted, {IID_IUnknown, IID_IMAPIProp, IID_IMAPIContainer, IID_IMAPIFolder},
                 object);
  }

  HRESULT MAPI_METHOD GetProps(LPSPropTagArray tags, ULONG flags, ULONG* count,
                               LPSPropValue* props) override {
    if (store_->ended()) return MAPI_E_INVALID_OBJECT;
    const bool root = entryid_ == root_of(store_->entryid());
    Properties known;
    known.add(PR_DISPLAY_NAME, Bytes(root ? "Root" : "Inbox"));
    known.add(PR_ENTRYID, entryid_);
    known.add(PR_OBJECT_TYPE, MAPI_FOLDER);
    known.add(PR_RECORD_KEY, entryid_);
    known.add(PR_PARENT_ENTRYID, root_of(store_->entryid()));
    known.add(PR_STORE_ENTRYID, store_->entryid());
    known.add(PR_STORE_RECORD_KEY, store_->entryid());
    known.add(PR_FOLDER_TYPE, root ? 0 : 1);
    known.add(PR_CONTENT_COUNT, ULONG{0});
    known.add(PR_SUBFOLDERS, ULONG{root});
    return known.give(store_->memory(), tags, flags, count, props);
  }

  HRESULT MAPI_METHOD GetContentsTable(ULONG, LPMAPITABLE* table) override {
    return open_table(table);
  }

  HRESULT MAPI_METHOD OpenEntry(ULONG size, LPENTRYID entry, LPCIID wanted, ULONG flags,
                                ULONG* type, LPUNKNOWN* object) override {
    return store_->OpenEntry(size, entry, wanted, flags, type, object);
  }

  HRESULT MAPI_METHOD CreateMessage(LPCIID wanted, ULONG, LPMESSAGE* message) override {
    if (!message) return MAPI_E_INVALID_PARAMETER;
    *message = nullptr;
    if (store_->ended()) return MAPI_E_INVALID_OBJECT;
    if (wanted && !is_one_of(*wanted, {IID_IUnknown, IID_IMAPIProp, IID_IMessage}))
      return MAPI_E_INTERFACE_NOT_SUPPORTED;
    if (!writable_) return MAPI_E_NO_ACCESS;
    *message = new Message(store_, entryid_);
    return S_OK;
  }

 private:
  HRESULT open_table(LPMAPITABLE* table) {
    if (!table) return MAPI_E_INVALID_PARAMETER;
    *table = nullptr;
    if (store_->ended()) return MAPI_E_INVALID_OBJECT;
    *table = new Table(store_);
    return S_OK;
  }

  const Bytes entryid_;
  const bool writable_;
};

}  // namespace

bool same(const GUID& one, const GUID& other) {
  return std::memcmp(&one, &other, sizeof one) == 0;
}

bool is_one_of(const GUID& wanted, std::initializer_list<GUID> known) {
  for (const GUID& each : known)
    if (same(wanted, each)) return true;
  return false;
}

Bytes bytes_of(ULONG size, LPENTRYID data) {
  return data ? Bytes(reinterpret_cast<const char*>(data), size) : Bytes();
}

std::shared_ptr<Store> OpenStores::find(const Bytes& entryid) {
  std::lock_guard<std::mutex> lock(mutex_);
  auto found = stores_.find(entryid);
  return found == stores_.end() ? nullptr : found->second;
}

void OpenStores::add(const Bytes& entryid, const std::shared_ptr<Store>& store) {
  std::lock_guard<std::mutex> lock(mutex_);
  stores_[entryid] = store;
}

void OpenStores::remove(const Bytes& entryid, const Store* store) {
  std::lock_guard<std::mutex> lock(mutex_);
  auto found = stores_.find(entryid);
  if (found != stores_.end() && found->second.get() == store) stores_.erase(found);
}

// -- IMsgStore

Store::Store(IMAPISupport* support, const Allocation& memory, Bytes entryid,
             std::shared_ptr<OpenStores> open)
    : support_(support), memory_(memory), entryid_(std::move(entryid)), open_(std::move(open)) {}

IMsgStore* Store::adopt(std::shared_ptr<Store> store) {
  Store* adopted = store.get();
  adopted->self_ = std::move(store);
  return adopted;
}

HRESULT Store::QueryInterface(REFIID wanted, LPVOID* object) {
  return query(wanted, {IID_IUnknown, IID_IMAPIProp, IID_IMsgStore}, object);
}

ULONG Store::Release() {
  const ULONG left = drop();
  if (left == 0) {
    end();
    let_go();
  }
  return left;
}

HRESULT Store::GetLastError(HRESULT, ULONG, LPMAPIERROR* error) {
  if (ended()) return MAPI_E_INVALID_OBJECT;
  if (error) *error = nullptr;
  return S_OK;
}

HRESULT Store::GetProps(LPSPropTagArray tags, ULONG flags, ULONG* count, LPSPropValue* props) {
  if (ended()) return MAPI_E_INVALID_OBJECT;
  Properties known;
  known.add(PR_DISPLAY_NAME, entryid_);
  known.add(PR_ENTRYID, entryid_);
  known.add(PR_OBJECT_TYPE, MAPI_STORE);
  known.add(PR_RECORD_KEY, entryid_);
  known.add(PR_STORE_ENTRYID, entryid_);
  known.add(PR_STORE_RECORD_KEY, entryid_);
  known.add(PR_MDB_PROVIDER, Bytes(kProviderUid, sizeof(MAPIUID)));
  known.add(PR_STORE_SUPPORT_MASK, ULONG{0});
  return known.give(memory_, tags, flags, count, props);
}

HRESULT Store::CompareEntryIDs(ULONG size1, LPENTRYID entry1, ULONG size2, LPENTRYID entry2,
                               ULONG, ULONG* result) {
  return ended() ? MAPI_E_INVALID_OBJECT : compare(size1, entry1, size2, entry2, result);
}

HRESULT Store::OpenEntry(ULONG size, LPENTRYID entry, LPCIID wanted, ULONG flags, ULONG* type,
                         LPUNKNOWN* object) {
  if (!object) return MAPI_E_INVALID_PARAMETER;
  *object = nullptr;
  if (ended()) return MAPI_E_INVALID_OBJECT;
  const Bytes asked = entry ? bytes_of(size, entry) : root_of(entryid_);
  if (asked != root_of(entryid_) && asked != inbox_of(entryid_)) {
    const Bytes ours = inside(entryid_);
    return asked.compare(0, ours.size(), ours) ? MAPI_E_UNKNOWN_ENTRYID : MAPI_E_NOT_FOUND;
  }
  if (wanted && !is_one_of(*wanted,
                           {IID_IUnknown, IID_IMAPIProp, IID_IMAPIContainer, IID_IMAPIFolder}))
    return MAPI_E_INTERFACE_NOT_SUPPORTED;
  if (flags & MAPI_MODIFY && !writable_) return MAPI_E_NO_ACCESS;
  if (type) *type = MAPI_FOLDER;
  const bool writable = writable_ && flags & (MAPI_MODIFY | MAPI_BEST_ACCESS);
  *object = new Folder(self_, asked, writable);
  return S_OK;
}

HRESULT Store::GetReceiveFolder(LPTSTR, ULONG flags, ULONG* size, LPENTRYID* entry,
                                LPTSTR* explicit_class) {
  if (entry) *entry = nullptr;
  if (explicit_class) *explicit_class = nullptr;
  if (ended()) return MAPI_E_INVALID_OBJECT;
  if (!size || !entry) return MAPI_E_INVALID_PARAMETER;
  if (explicit_class) {
    const ULONG width = flags & MAPI_UNICODE ? sizeof(WCHAR) : 1;
    LPVOID text = nullptr;
    if (memory_.buffer(width, &text)) return MAPI_E_NOT_ENOUGH_MEMORY;
    std::memset(text, 0, width);
    *explicit_class = static_cast<LPTSTR>(text);
  }
  return give_bytes(memory_, inbox_of(entryid_), size, reinterpret_cast<LPVOID*>(entry));
}

// imsgstore-storelogoff: the flag is kept until the store's reference count is zero; a
// later one replaces it. On return the word holds bits of the answer only.
HRESULT Store::StoreLogoff(ULONG* flags) {
  if (ended()) return MAPI_E_INVALID_OBJECT;
  if (!flags) return MAPI_E_INVALID_PARAMETER;
  const ULONG request = *flags & LOGOFF_REQUESTS;
  *flags = 0;
  if (request & (request - 1)) return MAPI_E_UNKNOWN_FLAGS;
  if (request) {
    remember(request);
    *flags = answer();
  }
  return S_OK;
}

// shutting-down-a-message-store-provider: the support object comes last. Its Release
// makes MAPI call IMSLogon::Logoff, which arrives here again and finds the store closed.
void Store::end() {
  if (close()) {
    log_off_transports();
    support_->Release();
  }
}

bool Store::close() {
  const bool closing = !ended_.exchange(true);
  if (closing) open_->remove(entryid_, this);
  return closing;
}

void Store::log_off_transports() {
  if (!told_) ask_transports();
}

// imapisupport-storelogofftransports: made once in a shutdown, with the saved flag. It
// counts as made before it is, since MAPI may call back from inside.
ULONG Store::ask_transports() {
  told_ = true;
  ULONG word = logoff_flag();
  const HRESULT code = support_->StoreLogoffTransports(&word);
  return code < 0 ? 0 : word & LOGOFF_ANSWERS;
}

ULONG Store::logoff_flag() const {
  const ULONG flag = remembered_;
  return flag ? flag : LOGOFF_ABORT;
}

// -- IMSLogon

HRESULT Logon::QueryInterface(REFIID wanted, LPVOID* object) {
  return query(wanted, {IID_IUnknown, IID_IMSLogon}, object);
}

ULONG Logon::Release() {
  const ULONG left = drop();
  if (left == 0) delete this;
  return left;
}

HRESULT Logon::GetLastError(HRESULT result, ULONG flags, LPMAPIERROR* error) {
  return store_->GetLastError(result, flags, error);
}

// imslogon-logoff: the store ends, whoever still holds it.
HRESULT Logon::Logoff(ULONG*) {
  store_->end();
  return S_OK;
}

HRESULT Logon::OpenEntry(ULONG size, LPENTRYID entry, LPCIID wanted, ULONG flags, ULONG* type,
                         LPUNKNOWN* object) {
  return store_->OpenEntry(size, entry, wanted, flags, type, object);
}

HRESULT Logon::CompareEntryIDs(ULONG size1, LPENTRYID entry1, ULONG size2, LPENTRYID entry2,
                               ULONG flags, ULONG* result) {
  return store_->CompareEntryIDs(size1, entry1, size2, entry2, flags, result);
}

// -- IMSProvider

Provider::Provider(LPMALLOC malloc, const Allocation& memory)
    : memory_(memory), malloc_(malloc) {
  if (malloc_) malloc_->AddRef();
}

HRESULT FastShutdown::QueryInterface(REFIID wanted, LPVOID* object) {
  return provider_.QueryInterface(wanted, object);
}

ULONG FastShutdown::AddRef() { return provider_.AddRef(); }

ULONG FastShutdown::Release() { return provider_.Release(); }

HRESULT Provider::QueryInterface(REFIID wanted, LPVOID* object) {
  if (object && same(wanted, IID_IMAPIProviderShutdown)) {
    AddRef();
    *object = static_cast<IMAPIProviderShutdown*>(&fast_shutdown_);
    return S_OK;
  }
  return query(wanted, {IID_IUnknown, IID_IMSProvider}, object);
}

ULONG Provider::Release() {
  const ULONG left = drop();
  if (left == 0) {
    if (malloc_) malloc_->Release();
    delete this;
  }
  return left;
}

HRESULT Provider::Shutdown(ULONG*) { return S_OK; }

// imsprovider-logon: a failure leaves every out word null. A further client of an open
// store gets the same store object; its support object is not touched.
HRESULT Provider::Logon(LPMAPISUP support, ULONG_PTR, LPTSTR, ULONG size, LPENTRYID entry,
                        ULONG flags, LPCIID wanted, ULONG* security_size, LPBYTE* security,
                        LPMAPIERROR* error, LPMSLOGON* logon, LPMDB* store) {
  if (security_size) *security_size = 0;
  if (security) *security = nullptr;
  if (error) *error = nullptr;
  if (logon) *logon = nullptr;
  if (!store) return MAPI_E_INVALID_PARAMETER;
  *store = nullptr;
  if (!entry) return MAPI_E_UNCONFIGURED;
  const Bytes entryid = bytes_of(size, entry);
  if (wanted && !is_one_of(*wanted, {IID_IUnknown, IID_IMAPIProp, IID_IMsgStore})) {
    return MAPI_E_INTERFACE_NOT_SUPPORTED;
  }
  if (auto shared = open_->find(entryid)) {
    shared->AddRef();
    *store = shared.get();
    return S_OK;
  }
  const HRESULT code = open(support, entryid, flags, logon, store, true);
  if (code == S_OK && security && security_size)
    give_bytes(memory_, "spooler of " + entryid, security_size,
               reinterpret_cast<LPVOID*>(security));
  return code;
}

// The spooler may live in another process, and gets a store object of its own.
HRESULT Provider::SpoolerLogon(LPMAPISUP support, ULONG_PTR, LPTSTR, ULONG size,
                               LPENTRYID entry, ULONG flags, LPCIID wanted, ULONG, LPBYTE,
                               LPMAPIERROR* error, LPMSLOGON* logon, LPMDB* store) {
  if (error) *error = nullptr;
  if (logon) *logon = nullptr;
  if (!store) return MAPI_E_INVALID_PARAMETER;
  *store = nullptr;
  if (!entry) return MAPI_E_UNCONFIGURED;
  if (wanted && !is_one_of(*wanted, {IID_IUnknown, IID_IMAPIProp, IID_IMsgStore})) {
    return MAPI_E_INTERFACE_NOT_SUPPORTED;
  }
  return open(support, bytes_of(size, entry), flags, logon, store, false);
}

HRESULT Provider::CompareStoreIDs(ULONG size1, LPENTRYID entry1, ULONG size2, LPENTRYID entry2,
                                  ULONG, ULONG* result) {
  return compare(size1, entry1, size2, entry2, result);
}

HRESULT Provider::open(IMAPISupport* support, const Bytes& entryid, ULONG flags,
                       LPMSLOGON* logon, LPMDB* store, bool shared) {
  bool known = false;
  for (const char* each : kStores) known |= entryid == each;
  if (!known) return MAPI_E_UNKNOWN_ENTRYID;
  support->AddRef();
  const HRESULT code = announce(support, entryid);
  if (code < 0) {
    support->Release();
    return code;
  }
  auto opened = make_store(support, entryid);
  if (flags & MDB_WRITE) opened->allow_writing();
  *store = Store::adopt(opened);
  if (shared) open_->add(entryid, opened);
  if (logon) *logon = make_logon(opened);
  return S_OK;
}

std::shared_ptr<Store> Provider::make_store(IMAPISupport* support, const Bytes& entryid) {
  return std::make_shared<Store>(support, memory_, entryid, open_);
}

IMSLogon* Provider::make_logon(const std::shared_ptr<Store>& store) {
  return new class Logon(store);
}

HRESULT Provider::announce(IMAPISupport* support, const Bytes& entryid) {
  HRESULT code = write_profile(support, entryid);
  if (code < 0) return code;
  MAPIUID uid;
  std::memcpy(uid.ab, kProviderUid, sizeof uid);
  code = support->SetProviderUID(&uid, 0);
  if (code < 0) return code;
  Bytes name = entryid;
  SPropValue row[3] = {};
  row[0].ulPropTag = narrow(PR_DISPLAY_NAME);
  row[0].Value.lpszA = &name[0];
  row[1].ulPropTag = PR_STATUS_CODE;
  row[1].Value.ul = STATUS_AVAILABLE;
  row[2].ulPropTag = PR_RESOURCE_METHODS;
  return support->ModifyStatusRow(3, row, 0);
}

// A section that opens but does not take the name is no reason to fail.
HRESULT Provider::write_profile(IMAPISupport* support, const Bytes& entryid) {
  LPPROFSECT section = nullptr;
  const HRESULT code = support->OpenProfileSection(nullptr, MAPI_MODIFY, &section);
  if (code < 0 || !section) return code;
  configure(support, section);
  Bytes name = entryid;
  SPropValue shown = {};
  shown.ulPropTag = narrow(PR_DISPLAY_NAME);
  shown.Value.lpszA = &name[0];
  section->SetProps(1, &shown, nullptr);
  section->SaveChanges(0);
  section->Release();
  return code;
}
