"""The safety plan, help lines and the lock-screen card."""
