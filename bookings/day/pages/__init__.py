"""What the staff see of the day, and what they press."""
