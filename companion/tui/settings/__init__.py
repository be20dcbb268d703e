"""Settings, search and taking in other programs' files."""
