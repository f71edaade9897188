"""What happens: a number is shown, a call ends, a concern is settled."""
