// Libraries that cannot be judged, each in one way: -DNAME chooses it.
#include "mapi_provider.h"

#ifdef DESTRUCTORS
// As headers for MAPI on Linux have it that are no COM.
struct Unknown {
  virtual ~Unknown() = default;
  virtual ULONG AddRef() { return 1; }
  virtual ULONG Release() { return 1; }
};
struct Foreign : Unknown {
  ~Foreign() override { __builtin_trap(); }
};
#endif

#ifdef MISSING_LIBRARY
extern "C" int somewhere_else();
#endif

struct Logon final : IMSLogon {
  HRESULT QueryInterface(REFIID, LPVOID*) override { return MAPI_E_INTERFACE_NOT_SUPPORTED; }
  ULONG AddRef() override { return 1; }
  ULONG Release() override { return 1; }
};

struct Provider final : IMSProvider {
  explicit Provider(LPALLOCATEBUFFER) {}
  HRESULT QueryInterface(REFIID, LPVOID*) override { return MAPI_E_INTERFACE_NOT_SUPPORTED; }
  ULONG AddRef() override { return 1; }
  ULONG Release() override { return 1; }
  HRESULT Shutdown(ULONG*) override { return S_OK; }
  HRESULT Logon(LPMAPISUP support, ULONG_PTR, LPTSTR, ULONG, LPENTRYID, ULONG, LPCIID, ULONG*,
                LPBYTE* security, LPMAPIERROR*, LPMSLOGON* logon, LPMDB* store) override {
    (void)support, (void)security;
#ifdef LOGON_GIVES_NULL
    *logon = nullptr;
    *store = nullptr;
#endif
#ifdef EMPTY_SLOTS
    static void* slots[64] = {};
    static void** object = slots;
    *logon = nullptr;
    *store = reinterpret_cast<LPMDB>(&object);
#endif
#ifdef RELEASED_TOO_OFTEN
    support->Release();
    support->Release();
    support->Release();
    (void)logon, (void)store;
    return MAPI_E_FAILONEPROVIDER;
#endif
#ifdef STRAY_THIS
    void* vtable = *reinterpret_cast<void**>(support);
    reinterpret_cast<LPMAPISUP>(&vtable)->AddRef();
    (void)logon, (void)store;
    return MAPI_E_FAILONEPROVIDER;
#endif
#ifdef FOREIGN_MEMORY
    static BYTE mine[16];
    *security = mine;
    *logon = new struct Logon;
    *store = nullptr;
#endif
    (void)logon, (void)store;
    return S_OK;
  }
};

#ifndef NO_ENTRY
MAPI_EXPORT HRESULT MAPI_ENTRY MSProviderInit(HINSTANCE, LPMALLOC, LPALLOCATEBUFFER allocate,
                                              LPALLOCATEMORE, LPFREEBUFFER free, ULONG, ULONG version,
                                              ULONG* provider_version, LPMSPROVIDER* provider) {
  *provider_version = CURRENT_SPI_VERSION;
  (void)free;
#if defined FAILS
  (void)allocate, (void)version, (void)provider;
  return MAPI_E_CALL_FAILED;
#elif defined NEWER
  if (version < 0x00020000) return MAPI_E_VERSION;
  *provider = new Provider(allocate);
  return S_OK;
#elif defined NO_OBJECT
  (void)allocate, (void)version;
  *provider = nullptr;
  return S_OK;
#elif defined NO_VTABLE
  static void* nothing[2] = {};
  (void)allocate, (void)version;
  *provider = reinterpret_cast<LPMSPROVIDER>(nothing);
  return S_OK;
#elif defined DESTRUCTORS
  (void)allocate, (void)version;
  *provider = reinterpret_cast<LPMSPROVIDER>(new Foreign);
  return S_OK;
#elif defined MISSING_LIBRARY
  (void)allocate, (void)provider;
  return somewhere_else() + static_cast<HRESULT>(version);
#elif defined OVERRUNS
  LPVOID block = nullptr;
  allocate(8, &block);
  static_cast<char*>(block)[8] = 'x';
  free(block);
  *provider = new Provider(allocate);
  return version ? S_OK : MAPI_E_VERSION;
#elif defined FALLS
  (void)allocate, (void)version, (void)provider;
  __builtin_trap();
#else
  (void)version;
  *provider = new Provider(allocate);
  return S_OK;
#endif
}
#endif
