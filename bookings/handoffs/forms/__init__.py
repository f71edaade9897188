"""What is typed on the pages of handoffs, read and checked."""
