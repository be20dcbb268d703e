"""Records as documents in TinyDB tables, changed in transactions."""
