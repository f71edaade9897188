"""What is typed about cases, read and checked."""
