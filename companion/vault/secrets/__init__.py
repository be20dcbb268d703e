"""Keys, passphrases and the recovery code."""
