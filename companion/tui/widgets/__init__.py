"""Our own widgets. They take a person's words as ``str`` and draw them letter for letter."""
