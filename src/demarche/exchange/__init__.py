"""Exchange with partners' programs over HTTP: TAXII 2.1, read-only. ``taxii`` knows the protocol, ``routes`` the web framework."""
