// A provider whose StoreLogoff needs its thread to take messages while it waits for MAPI.
#include "store.h"

extern "C" void* make_window();
extern "C" void send_from_a_thread(void* window);
extern "C" bool was_answered();

static void* window;

class WaitingStore final : public Store {
 public:
  using Store::Store;

  HRESULT MAPI_METHOD StoreLogoff(ULONG* flags) override {
    send_from_a_thread(window);
    for (int call = 0; call < 500 && !was_answered(); ++call) support_->SpoolerYield(0);
    return was_answered() ? Store::StoreLogoff(flags) : MAPI_E_TIMEOUT;
  }
};

class WaitingProvider final : public Provider {
 public:
  using Provider::Provider;

 protected:
  std::shared_ptr<Store> make_store(IMAPISupport* support, const Bytes& entryid) override {
    return std::make_shared<WaitingStore>(support, memory_, entryid, open_);
  }
};

MAPI_EXPORT HRESULT MAPI_ENTRY MSProviderInit(HINSTANCE, LPMALLOC malloc, LPALLOCATEBUFFER one,
                                              LPALLOCATEMORE two, LPFREEBUFFER three, ULONG,
                                              ULONG, ULONG* version, LPMSPROVIDER* provider) {
  if (!window) window = make_window();
  *version = CURRENT_SPI_VERSION;
  *provider = new WaitingProvider(malloc, Allocation{one, two, three});
  return S_OK;
}
