"""What is decided about a visit, from plain values alone. It refuses to know database and web."""
