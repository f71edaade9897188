"""What messages are made of, how long they are, and which words would tell."""
