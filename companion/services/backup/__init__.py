"""Copies, conflicts between them, and everything as one file."""
