"""Where files live. Nothing is made or read at import."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

APP = "companion"
VAULT_NAME = "companion.vault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """The places the program uses. ``COMPANION_HOME`` moves all of them (a USB stick, a test)."""

    vault: Path
    config: Path
    """The plain file with theme, nation, idle minutes: needed before the vault is open, and no secret."""
    state: Path
    """A folder for what belongs to this computer and holds no words of the person's."""
    documents: Path
    """Where pages are offered to be saved."""

    @property
    def card(self) -> Path:
        """Where the card is that may be read without a passphrase, if there is one: beside the vault itself."""
        vault = Path(os.path.realpath(self.vault))
        return vault.with_name(f"{vault.name}.card.txt")


def find_paths(vault: Path | None = None) -> Paths:
    """Return the places in use; `vault` names another vault file and moves nothing else."""
    home = os.environ.get("COMPANION_HOME", "").strip()
    if home:
        base = Path(home)
        with suppress(RuntimeError):  # nobody of that name on this computer: then it is a folder's name
            base = base.expanduser()
        base = base.absolute()
        return Paths(
            vault=vault or base / VAULT_NAME,
            config=base / "config.toml",
            state=base / "state",
            documents=base / "documents",
        )
    import platformdirs

    return Paths(
        vault=vault or Path(platformdirs.user_data_dir(APP, appauthor=False)) / VAULT_NAME,
        config=Path(platformdirs.user_config_dir(APP, appauthor=False)) / "config.toml",
        state=Path(platformdirs.user_state_dir(APP, appauthor=False)),
        documents=Path(platformdirs.user_documents_dir()),
    )
