"""Today and Check-in."""
