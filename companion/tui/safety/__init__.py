"""Help now, the safety plan, help lines and the lock-screen card."""
