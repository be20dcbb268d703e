"""Companion: a private, offline, encrypted wellness plan for people who use mental health services."""

__version__ = "0.1.0"
