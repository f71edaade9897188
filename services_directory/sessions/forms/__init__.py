"""What is typed about a weekly pattern: read whole, or told what to mend."""
