"""The contact page, the call list, and what needs a person."""
