"""The pages on which a coordinator states the weekly pattern."""
