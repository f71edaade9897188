"""Her journey as a table: each step with its form, its action, what it needs and what it shows."""
