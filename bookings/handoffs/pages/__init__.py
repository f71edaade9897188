"""Pages on which something is passed on, received, and brought back."""
