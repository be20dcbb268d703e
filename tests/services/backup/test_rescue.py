"""A vault that is gone or damaged, and the copies beside it: what is said, and what opens."""

from datetime import timedelta
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.errors import DamagedContents, DamagedHeader, NothingThere, WrongPassphrase
from companion.services.backup.copies import Rescue, damaged_words, gone_words
from tests.conftest import NOW, PASSPHRASE

WORDS = "Ring Robin on Tuesday"


@pytest.fixture
def kept(backend: LocalBackend) -> LocalBackend:
    """A closed vault with a copy of 22 November beside it, and words of 23 November in it alone."""
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    session.services.plan.add_line("toolbox", "The kettle", new_id="a", now=NOW)
    session.close()
    backend.clock = lambda: NOW + timedelta(days=1)
    later = backend.open(PASSPHRASE)
    later.services.plan.add_line("toolbox", WORDS, new_id="b", now=backend.now())
    later.close()
    return backend


def new_of(backend: LocalBackend) -> Path:
    """Return the name under which a save is written."""
    return backend.vault_path.with_name(backend.vault_path.name + ".new")


def lines(backend: LocalBackend) -> tuple[list[str], str]:
    """Open the copy, close it again, and return its lines and what was said."""
    session = backend.open_rescue_copy(PASSPHRASE)
    found = [line.text for line in session.services.plan.lines("toolbox")]
    said = " ".join(session.notices)
    session.close()
    return found, said


def test_a_killed_save_is_newer_than_the_copies(kept: LocalBackend) -> None:
    kept.vault_path.replace(new_of(kept))
    assert kept.rescue().newest is not None
    found, said = lines(kept)
    assert found == ["The kettle", WORDS]
    assert "as it was saved on Monday 23 November 2026 at" in said
    kept.open(PASSPHRASE).close()
    assert not new_of(kept).exists()


def test_a_copy_stands_in_for_a_vault_that_is_gone(kept: LocalBackend) -> None:
    kept.vault_path.unlink()
    assert gone_words(kept.rescue()).endswith("a copy of it is here, from Sunday 22 November 2026.")
    found, said = lines(kept)
    assert found == ["The kettle"]
    assert "Sunday 22 November 2026" in said
    assert kept.rescue().newest == NOW.date()
    again = kept.open(PASSPHRASE)
    again.services.plan.add_line("toolbox", "And on", new_id="c", now=kept.now())
    again.close()


def test_a_half_written_save_is_passed_over_and_kept(kept: LocalBackend) -> None:
    half = kept.vault_path.read_bytes()[:-100]
    new_of(kept).write_bytes(half)
    kept.vault_path.unlink()
    assert lines(kept)[0] == ["The kettle"]
    assert half in [path.read_bytes() for path in kept.vault_path.parent.iterdir() if path.is_file()]


@pytest.mark.parametrize("at", [100, -100])
def test_a_damaged_vault_says_so_offers_the_copy_and_is_kept(kept: LocalBackend, at: int) -> None:
    raw = bytearray(kept.vault_path.read_bytes())
    raw[at] ^= 3
    kept.vault_path.write_bytes(raw)
    with pytest.raises(
        (DamagedHeader, DamagedContents), match="A copy of it is here, from Sunday 22 November"
    ):
        kept.open(PASSPHRASE)
    found, said = lines(kept)
    assert found == ["The kettle"]
    aside = next(path for path in kept.vault_path.parent.iterdir() if ".torn-" in path.name)
    assert aside.read_bytes() == raw
    assert aside.name in said


def test_a_vault_that_is_whole_is_opened_as_it_is(kept: LocalBackend) -> None:
    found, said = lines(kept)
    assert (found, said) == (["The kettle", WORDS], "")


def test_a_wrong_passphrase_changes_nothing(kept: LocalBackend) -> None:
    kept.vault_path.unlink()
    with pytest.raises(WrongPassphrase):
        kept.open_rescue_copy("something else again")
    assert not kept.vault_path.exists()


def test_when_no_copy_can_be_used_it_says_so(kept: LocalBackend) -> None:
    for path in kept.vault_path.parent.rglob("*.vault"):
        path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(DamagedContents, match="could be opened"):
        kept.open_rescue_copy(PASSPHRASE)
    for path in kept.vault_path.parent.rglob("*.vault"):
        path.write_bytes(b"CMPNVLT1" + bytes(5000))
    with pytest.raises(DamagedHeader, match="no copy beside it"):
        kept.open(PASSPHRASE)
    kept.vault_path.unlink()
    assert "cannot be opened" in gone_words(kept.rescue())


def test_nothing_at_all(backend: LocalBackend) -> None:
    assert backend.rescue() == Rescue()
    assert gone_words(backend.rescue()) == ""
    with pytest.raises(NothingThere):
        backend.open_rescue_copy(PASSPHRASE)
    assert "no copy" in damaged_words(DamagedHeader("It is damaged."), Rescue())
