"""What a refuge can take today, as its own workers say it. It refuses to know where a refuge is,
and who is to come there."""
