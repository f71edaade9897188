"""What is written down of people; each change is recorded in its own transaction (S-37)."""
