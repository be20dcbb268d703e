"""The page for somebody else, and saving it."""
