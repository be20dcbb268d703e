"""What a person can do. Stores are Protocols; the time and new ids come in as arguments."""
