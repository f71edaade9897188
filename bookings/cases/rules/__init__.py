"""What a case can be and do, on plain values."""
