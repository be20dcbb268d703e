"""Check-ins, and what can be said of many of them."""
