"""What the portal promises, as sentences that a machine can check."""
