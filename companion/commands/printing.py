"""How a printed page stands: short lines, and a mark before each thing."""

from companion.domain.wrapping import wrap

WIDTH = 78
"""Columns of a printed line."""


def listed(text: str, *, mark: str = "-", indent: int = 0) -> list[str]:
    """Return `text` as wrapped lines: a mark before the first, the others standing under its words."""
    before = " " * indent + (f"{mark} " if mark else "")
    lines = wrap(text, WIDTH - len(before))
    return [f"{before if n == 0 else ' ' * len(before)}{line}" for n, line in enumerate(lines)]
