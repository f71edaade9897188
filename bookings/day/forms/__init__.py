"""What was typed on the pages of the day, read once."""
