"""Reading cases together with the visits that belong to them."""
