"""The weekly pattern, its dates, desks and bookable times. It refuses to know who takes them."""
