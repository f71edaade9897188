"""What is read for handoffs, and by whom."""
