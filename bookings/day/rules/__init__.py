"""What the morning decides from plain values: who is next, who runs late, what fits where."""
