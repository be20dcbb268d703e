"""Next talk, points and past talks."""
