"""How fast one network, and all together, may try. It refuses to know what is opened or booked."""
