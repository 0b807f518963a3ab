"""The documented provider: IMSProvider, IMSLogon and IMsgStore, to be read as text.

Where two pages disagree on the end of a store it can be had in either reading:
`readings` says when the transports are told, `children` what becomes of open folders,
messages and tables. Unless told otherwise StoreLogoff remembers, the last Release
acts, and children count as users.

Nothing here depends on anything of ours but the words of MAPI.
"""
