"""The coordinators' pages on the people they work with. A case is opened here for somebody on the
board, and written in; nothing of it is on a page of hers, and nobody who books is known by it."""
