"""Copies of the vault, conflicts, and a file that went on by itself."""
