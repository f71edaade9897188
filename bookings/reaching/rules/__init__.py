"""Pure decisions about calls and about what needs a person."""
