"""Passphrases, the recovery code and the first run."""
