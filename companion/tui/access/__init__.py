"""Before and around an open vault: welcome, set-up, unlocking, keys, words not yet saved."""
