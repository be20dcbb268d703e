"""What things are: frozen, keyword-only dataclasses that refuse what makes no sense. Standard library only."""
