"""People, each with rows of their own: who they are, what they said, what is known. It refuses to
know when they come and what for."""
