"""Those who carry messages out of the house. Nothing but the composition root may know them."""
