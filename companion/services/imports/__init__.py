"""Bringing in what a person kept in another program."""
