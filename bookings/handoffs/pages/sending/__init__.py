"""The pages of those who pass something on, and hold it until they were told what came of it."""
