"""What is typed, read once."""
