"""The page for somebody else, chosen line by line."""
