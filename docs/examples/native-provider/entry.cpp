// What MAPI looks up in a provider's library.
#include "store.h"

MAPI_EXPORT HRESULT MAPI_ENTRY MSProviderInit(HINSTANCE, LPMALLOC malloc,
                                              LPALLOCATEBUFFER allocate,
                                              LPALLOCATEMORE allocate_more,
                                              LPFREEBUFFER free, ULONG, ULONG version,
                                              ULONG* provider_version,
                                              LPMSPROVIDER* provider) {
  // Our version is written in every case, so that MAPI can say why it was refused.
  if (provider_version) *provider_version = CURRENT_SPI_VERSION;
  if (provider) *provider = nullptr;
  if (version < CURRENT_SPI_VERSION) return MAPI_E_VERSION;
  if (!provider) return MAPI_E_INVALID_PARAMETER;
  *provider = new Provider(malloc, Allocation{allocate, allocate_more, free});
  return S_OK;
}
