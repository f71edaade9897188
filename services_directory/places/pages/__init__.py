"""The pages on which a refuge's worker says what its places can take."""
