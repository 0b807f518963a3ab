from mapi_conformance.port import NamedProvider, hookimpl


@hookimpl
def mapi_providers():
    return [NamedProvider(name="tiny", selector="py:adapters.tiny_store:Provider")]
