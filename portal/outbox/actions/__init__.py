"""What happens to messages, one function each, always inside a transaction of the caller's."""
