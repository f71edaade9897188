"""What happens to a case that visits are part of."""
