"""What is a vault's own: the names beside it that it writes, and files that are vaults themselves."""

import re
from pathlib import Path

SEEN_NAMES = re.compile(r".+\.seen")
"""Names in the folder for state of what this computer saw last."""


def own_names(vault: Path) -> re.Pattern[str]:
    """Return what matches, in small letters, the whole name of the vault and of all that is kept beside it."""
    beside = r"\.(new|lock|backups|(torn-|conflict-).*)"
    return re.compile(f"{re.escape(vault.name.casefold())}({beside})?", re.DOTALL)


def is_a_vault(start: bytes) -> bool:
    """True when a file that begins with these bytes, eight or all there are, is a vault or a spoilt one."""
    from companion.vault.format.header import begins_a_vault

    return begins_a_vault(start)
