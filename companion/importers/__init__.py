"""Other programs' files, read into plain rows. Nothing is stored here and nothing is guessed."""
