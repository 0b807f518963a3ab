"""How MAPI itself behaves towards a provider; knows nothing of recording."""
