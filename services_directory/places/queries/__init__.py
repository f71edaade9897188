"""What is read of places: by their own refuge, and by whoever looks for one."""
