"""What a user may set about a library, beside what every testee has."""

from typing import Final

from mapi_conformance.port.provider import Setting


#: Of a library.
LIBRARY: Final = (
    Setting(
        name="host-python",
        about="the Python that loads the library, such as a 32-bit one; default: this",
    ),
    Setting(
        name="fence",
        about="yes: MAPI's blocks end where memory ends, and freed ones are gone, so"
        " that misuse falls where it happens",
    ),
    Setting(
        name="apartment",
        about="sta (default) or mta: of the thread that calls the library, on Windows;"
        " in sta it takes messages while it waits",
    ),
    Setting(
        name="in-process",
        about="yes: load the library into the suite's own process, for a debugger; such"
        " a run is marked, and never certified",
    ),
)
