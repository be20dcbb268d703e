"""What is needed before the vault is open and is no secret: theme, nation, plain mode, idle minutes."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from companion import open_files
from companion.domain.helpline import Nation
from companion.errors import NotWritten

THEMES = ("calm-light", "calm-dark", "high-contrast", "terminal")
"""`terminal` means: use my terminal's colours."""

IDLE_MINUTES = (1, 60)
"""Lowest and highest idle minutes before the program locks itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Preferences of this computer. Values out of range are brought back into it, never fatal."""

    theme: str = "calm-light"
    nation: Nation | None = None
    """None until the person says; then all four nations' lines are shown."""
    plain_at_start: bool = False
    idle_minutes: int = 10
    one_column: bool = False
    """True when cards stand under one another at every width of the window."""

    def __post_init__(self) -> None:
        low, high = IDLE_MINUTES
        object.__setattr__(self, "idle_minutes", max(low, min(high, self.idle_minutes)))
        if self.theme not in THEMES:
            object.__setattr__(self, "theme", THEMES[0])


def load_config(path: Path) -> Config:
    """Return the preferences; a file that is missing, unreadable or odd gives the defaults for what it lacks."""
    try:
        found = tomllib.loads((open_files.read(path) or b"").decode())
    except (ValueError, RecursionError):  # brackets within brackets: tomllib has no limit of its own
        return Config()
    default = Config()
    theme, idle, plain = found.get("theme"), found.get("idle_minutes"), found.get("plain_at_start")
    nation = found.get("nation")
    return Config(
        theme=theme if isinstance(theme, str) else default.theme,
        nation=Nation(nation) if isinstance(nation, str) and nation in set(Nation) else None,
        plain_at_start=plain is True,
        idle_minutes=idle if isinstance(idle, int) and not isinstance(idle, bool) else default.idle_minutes,
        one_column=found.get("one_column") is True,
    )


def save_config(path: Path, config: Config) -> None:
    """Write the preferences whole or not at all. Raises NotWritten."""
    lines = [
        f'theme = "{config.theme}"',
        *([f'nation = "{config.nation.value}"'] if config.nation else []),
        f"plain_at_start = {str(config.plain_at_start).lower()}",
        f"idle_minutes = {config.idle_minutes}",
        f"one_column = {str(config.one_column).lower()}",
    ]
    try:
        open_files.write(path, ("\n".join(lines) + "\n").encode())
    except OSError as error:
        raise NotWritten(
            "This choice holds until you close the program; it could not be kept for next time."
        ) from error
