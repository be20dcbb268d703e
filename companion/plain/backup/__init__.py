"""Copies of the vault, line by line, and what two of them have in two versions."""
