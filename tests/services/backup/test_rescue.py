"""A vault that is gone or damaged, and the copies beside it: what is said, and what opens."""

from datetime import timedelta
from pathlib import Path

import pytest

from companion.backend.local import FrontDoor
from companion.errors import DamagedContents, DamagedHeader, NothingThere, WrongPassphrase
from companion.services.backup.copies import Spares, damaged_words, gone_words
from tests.conftest import NOW, PASSPHRASE

WORDS = "Ring Robin on Tuesday"


@pytest.fixture
def kept(door: FrontDoor) -> FrontDoor:
    """A closed vault with a copy of 22 November beside it, and words of 23 November in it alone."""
    sitting, _ = door.create(PASSPHRASE, setup_step=6)
    sitting.services.plan.add_line("toolbox", "The kettle", new_id="a", now=NOW)
    sitting.close()
    door.clock = lambda: NOW + timedelta(days=1)
    later = door.open(PASSPHRASE)
    later.services.plan.add_line("toolbox", WORDS, new_id="b", now=door.now())
    later.close()
    return door


def new_of(door: FrontDoor) -> Path:
    """Return the name under which a save is written."""
    return door.vault_path.with_name(door.vault_path.name + ".new")


def lines(door: FrontDoor) -> tuple[list[str], str]:
    """Open the copy, close it again, and return its lines and what was said."""
    sitting = door.open_spare(PASSPHRASE)
    found = [line.text for line in sitting.services.plan.lines("toolbox")]
    said = " ".join(sitting.notices)
    sitting.close()
    return found, said


def test_a_killed_save_is_newer_than_the_copies(kept: FrontDoor) -> None:
    kept.vault_path.replace(new_of(kept))
    assert kept.spares().newest is not None
    found, said = lines(kept)
    assert found == ["The kettle", WORDS]
    assert "as it was saved on Monday 23 November 2026 at" in said
    kept.open(PASSPHRASE).close()
    assert not new_of(kept).exists()


def test_a_copy_stands_in_for_a_vault_that_is_gone(kept: FrontDoor) -> None:
    kept.vault_path.unlink()
    assert gone_words(kept.spares()).endswith("a copy of it is here, from Sunday 22 November 2026.")
    found, said = lines(kept)
    assert found == ["The kettle"]
    assert "Sunday 22 November 2026" in said
    assert kept.spares().newest == NOW.date()
    again = kept.open(PASSPHRASE)
    again.services.plan.add_line("toolbox", "And on", new_id="c", now=kept.now())
    again.close()


def test_a_half_written_save_is_passed_over_and_kept(kept: FrontDoor) -> None:
    half = kept.vault_path.read_bytes()[:-100]
    new_of(kept).write_bytes(half)
    kept.vault_path.unlink()
    assert lines(kept)[0] == ["The kettle"]
    assert half in [path.read_bytes() for path in kept.vault_path.parent.iterdir() if path.is_file()]


@pytest.mark.parametrize("at", [100, -100])
def test_a_damaged_vault_says_so_offers_the_copy_and_is_kept(kept: FrontDoor, at: int) -> None:
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


def test_a_vault_that_is_whole_is_opened_as_it_is(kept: FrontDoor) -> None:
    found, said = lines(kept)
    assert (found, said) == (["The kettle", WORDS], "")


def test_a_wrong_passphrase_changes_nothing(kept: FrontDoor) -> None:
    kept.vault_path.unlink()
    with pytest.raises(WrongPassphrase):
        kept.open_spare("something else again")
    assert not kept.vault_path.exists()


def test_when_no_copy_can_be_used_it_says_so(kept: FrontDoor) -> None:
    for path in kept.vault_path.parent.rglob("*.vault"):
        path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(DamagedContents, match="could be opened"):
        kept.open_spare(PASSPHRASE)
    for path in kept.vault_path.parent.rglob("*.vault"):
        path.write_bytes(b"CMPNVLT1" + bytes(5000))
    with pytest.raises(DamagedHeader, match="no copy beside it"):
        kept.open(PASSPHRASE)
    kept.vault_path.unlink()
    assert "cannot be opened" in gone_words(kept.spares())


def test_nothing_at_all(door: FrontDoor) -> None:
    assert door.spares() == Spares()
    assert gone_words(door.spares()) == ""
    with pytest.raises(NothingThere):
        door.open_spare(PASSPHRASE)
    assert "no copy" in damaged_words(DamagedHeader("It is damaged."), Spares())
