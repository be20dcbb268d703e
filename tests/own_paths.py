"""Every kind of file that is the program's own, on a computer where all of them are there or may come."""

import os
from pathlib import Path

from companion.backend.local import LocalBackend
from companion.services.safety.lock_card_file import names_of
from tests.conftest import PASSPHRASE


def own_paths(backend: LocalBackend, elsewhere: Path) -> list[Path]:
    """Return paths of the program's own over a vault that is there; links and other vaults are `elsewhere`."""
    vault, state = backend.vault_path, backend.paths.state
    session = backend.open(PASSPHRASE)
    copies = session.back_up(now=backend.now()), session.back_up(elsewhere, now=backend.now())
    session.close()
    backend.change_config(theme="calm-dark")
    backend.note_crash("a place")
    (card, unfinished_card) = names_of(backend.paths.card)
    card.write_text("a card", "utf-8")
    torn = vault.with_name(f"{vault.name}.torn-2026-11-01")
    torn.write_bytes(b"half a save")
    conflict = vault.with_name(f"{vault.name}.conflict-20261101-120000.vault")
    conflict.write_bytes(vault.read_bytes())
    spoilt = elsewhere / "spoilt"
    spoilt.write_bytes(b"CMPN____" + vault.read_bytes()[8:])
    links = elsewhere / "link.txt", elsewhere / "second-name.txt", elsewhere / "link-to-none.txt"
    links[0].symlink_to(vault)
    os.link(vault, links[1])
    links[2].symlink_to(vault.with_name(f"{vault.name}.new"))
    return [
        vault,
        vault.with_name(f"{vault.name}.new"),
        vault.with_name(f"{vault.name}.lock"),
        *copies,
        copies[0].with_name("page.txt"),
        card,
        unfinished_card,
        torn,
        vault.with_name(f"{vault.name}.torn-2027-01-01"),
        conflict,
        vault.with_name(f"{vault.name}.conflict-20270101-120000.vault"),
        backend.paths.config,
        backend.paths.config.with_name("config.toml.new"),
        state / "closed-on-its-own",
        *state.glob("*.seen"),
        spoilt,
        *links,
    ]


def contents(*folders: Path) -> dict[Path, bytes]:
    """Return every file below the folders with what is in it."""
    return {path: path.read_bytes() for top in folders for path in top.rglob("*") if path.is_file()}
