"""The desk: the record in a browser. ``serve`` runs it, ``app.create`` makes the application, ``routes/`` has one file a page."""
