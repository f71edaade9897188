"""The staff's door, their own accounts, and the accounts of their organisation."""
