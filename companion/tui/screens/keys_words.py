"""How long unlocking takes, and what a guess costs, in plain words."""

from __future__ import annotations

COSTS = (64, 128, 256, 512, 1024)
"""MiB of memory that one guess at the passphrase may be made to take."""


def cost_words(mib: int) -> str:
    """Return an amount of memory: ``256 MiB``, ``1 GiB``."""
    return f"{mib} MiB" if mib < 1024 else f"{mib // 1024} GiB"


def time_words(seconds: float) -> str:
    """Return about how long something takes: ``about half a second``, ``about 2 seconds``."""
    halves = round(seconds * 2)
    if halves < 1:
        return "less than half a second"
    if halves == 1:
        return "about half a second"
    if halves < 6 and halves % 2:
        return f"about {halves // 2} and a half seconds"
    whole = round(seconds)
    if whole < 60:
        return f"about {whole} second{'' if whole == 1 else 's'}"
    minutes = round(seconds / 60)
    return f"about {minutes} minute{'' if minutes == 1 else 's'}"


def longer(seconds: float, now_mib: int, then_mib: int) -> float:
    """Return how long unlocking will take at `then_mib`, when it took `seconds` at `now_mib`."""
    return seconds * then_mib / max(1, now_mib)
