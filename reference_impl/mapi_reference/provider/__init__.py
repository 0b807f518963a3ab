"""The documented provider: IMSProvider, IMSLogon and IMsgStore, to be read as text.

Its profile is the deferred one: StoreLogoff remembers, and the last Release acts.
Nothing here depends on anything of ours but the words of MAPI.
"""
