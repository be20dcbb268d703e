"""What all services stand on: the store, undo, order, drafts, settings."""
