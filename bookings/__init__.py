"""A person's way through a session. It refuses to know how a page is served or who works where."""
