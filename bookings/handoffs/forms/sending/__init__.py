"""What those who pass something on type, read and checked."""
