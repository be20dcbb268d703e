"""The full-screen front end: Textual screens over the services."""
