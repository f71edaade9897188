"""Which reading is unusual, and what the record's words say."""
