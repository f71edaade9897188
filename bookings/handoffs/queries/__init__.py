"""What each side may see of what is passed on; to nobody else it is there."""
