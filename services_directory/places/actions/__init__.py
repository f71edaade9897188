"""What happens to a place: its refuge says what it can take, and it is held, taken, let go."""
