"""The words of MAPI; here, the three that the author of a provider needs.

Everything else is found where it belongs: codes, flags, identifiers, properties,
interfaces and facts are modules of this package.
"""

from mapi_conformance.mapi.properties import PropValue
from mapi_conformance.mapi.refs import UNTOUCHED, Ref


__all__ = ["UNTOUCHED", "PropValue", "Ref"]
