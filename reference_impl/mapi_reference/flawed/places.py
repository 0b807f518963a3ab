"""Where the words of Logon stand, and alike those of SpoolerLogon."""

from typing import Final


AT_ENTRYID: Final = 3
AT_FLAGS: Final = 4
AT_INTERFACE: Final = 5
#: Comes out of Logon and goes into SpoolerLogon.
AT_SECURITY: Final = 6
AT_LOGON: Final = 8
AT_STORE: Final = 9
