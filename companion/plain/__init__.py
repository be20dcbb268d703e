"""The line-by-line front end, for screen readers, braille and pipes: ``companion.plain.run``."""
