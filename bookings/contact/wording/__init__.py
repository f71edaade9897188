"""The words that may be sent: bland, approved, in one part. It knows no person and no number."""
