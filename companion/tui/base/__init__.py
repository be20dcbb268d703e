"""What screens are made of: pages, dialogs, forms, lists, themes."""
