"""One function for each thing that happens to a journey or a visit."""
