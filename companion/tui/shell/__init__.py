"""The app in its parts: jobs, moving about, locking, closing, the palette, the terminal."""
