"""Getting in, line by line: set-up, unlocking, the recovery code, keys."""
