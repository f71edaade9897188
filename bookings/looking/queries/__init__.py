"""Reading the record back by the person whom it is about, and by who read."""
