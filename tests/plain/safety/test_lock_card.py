"""The card that may be read without a passphrase, line by line: heard while locked, made and deleted in Settings."""

import io
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.domain.text import clean_text
from companion.plain.console import prompter
from companion.plain.run import run
from companion.services.safety.lock_card import CardState
from tests.conftest import NOW, PASSPHRASE
from tests.hostile import HOSTILE, HOSTILE_IDS
from tests.memory_backend import MemoryBackend
from tests.plain.person import type_lines

CARD = "My card, written on 22 November 2026.\n\nPeople I can ask\n- Dee: 07700 900123\n"


@pytest.fixture
def front(backend: LocalBackend) -> LocalBackend:
    """A closed vault with one person and one line in its safety plan."""
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    safety = session.services.safety
    safety.add_contact(name="Dee", number="07700 900123", new_id="dee", now=NOW)
    safety.add_line(safety.steps()[5].step, "Keys to Dee", new_id="keys", now=NOW)
    session.close()
    return backend


def type_at(backend: LocalBackend, *script: str) -> str:
    """Type these lines and return what was said, on one line."""
    out, err = io.StringIO(), io.StringIO()
    run(backend, stdin=io.StringIO("".join(f"{line}\n" for line in script)), stdout=out, stderr=err)
    assert err.getvalue() == ""
    return " ".join(out.getvalue().split())


def settings(said: str) -> str:
    """Return the number of the card in the settings, as read out."""
    before = said.partition(" My card, read without the passphrase")[0]
    return before.rpartition(" ")[2]


@pytest.fixture
def to_card(front: LocalBackend) -> list[str]:
    """What to type to get to the page of the card."""
    return [PASSPHRASE, "10", settings(type_at(front, PASSPHRASE, "10", "q"))]


def test_it_is_off_ticked_read_and_made(front: LocalBackend, to_card: list[str]) -> None:
    said = type_at(front, *to_card, "1", "f", "2", "q")
    assert "My card, read without the passphrase: off." in said
    assert "There is no card." in said and "somebody could change a number in it" in said
    assert "1 Dee: 07700 900123. Not ticked. People I can ask." in said
    assert "Taken in: Dee: 07700 900123." in said
    read = said.index("This is exactly what anyone can read.")
    assert read < said.index("Let anyone read it?") < said.index("The card is made.")
    assert front.paths.card.read_text("utf-8") == CARD


def test_enter_at_the_question_leaves_it_off(front: LocalBackend, to_card: list[str]) -> None:
    said = type_at(front, *to_card, "1", "f", "", "q")
    assert "Nothing changed." in said
    assert not front.paths.card.exists()


def test_nothing_ticked_is_said(front: LocalBackend, to_card: list[str]) -> None:
    assert "Nothing is ticked yet." in type_at(front, *to_card, "f", "w", "q")


def make(front: LocalBackend) -> None:
    """Make a card with Dee on it."""
    session = front.open(PASSPHRASE)
    session.services.card.make(session.services.card.page(["dee"], on=NOW.date()), now=NOW)
    session.close()


def test_it_is_deleted_with_one_letter(front: LocalBackend, to_card: list[str]) -> None:
    assert "d Delete the card." not in type_at(front, *to_card, "q")
    make(front)
    said = type_at(front, *to_card, "d", "q")
    assert "Your card is on the lock screen." in said
    assert "Nothing can be read without your passphrase." in said
    assert not front.paths.card.exists()


@pytest.mark.parametrize("word", ["card", "Card", "s"])
def test_it_is_heard_while_the_plan_is_locked(front: LocalBackend, word: str) -> None:
    make(front)
    said = type_at(front, word, "q")
    assert "Type card to hear the card you made for here." in said
    assert "This card is not locked. Anyone at this computer could have changed it." in said
    assert "- Dee: 07700 900123 That is the end of the card." in said
    assert "Keys to Dee" not in said


def test_without_one_the_word_is_not_offered(front: LocalBackend) -> None:
    said = type_at(front, "s", "q")
    assert "card" not in said


def test_after_the_idle_time_it_can_be_heard_too(lived_in: MemoryBackend) -> None:
    lived_in.card = CARD
    heard = type_lines(lived_in, PASSPHRASE, 11, "s", PASSPHRASE, "back", "q")
    assert "- Dee: 07700 900123" in heard.words


def test_at_unlocking_it_is_said_when_it_was_changed_or_planted(front: LocalBackend) -> None:
    front.paths.card.write_text(CARD, "utf-8")
    assert "and your plan has none: do not trust it" in type_at(front, PASSPHRASE, "q")
    make(front)
    assert "lock screen" not in type_at(front, PASSPHRASE, "q")
    front.paths.card.write_text(CARD.replace("123", "666"), "utf-8")
    assert "not as you wrote it" in type_at(front, PASSPHRASE, "q")


def test_a_change_to_the_safety_plan_says_that_the_card_is_behind(front: LocalBackend) -> None:
    make(front)
    said = type_at(front, PASSPHRASE, "s", "6", "e", "1", "e", "Keys to Jo", "back", "back", "back", "q")
    assert "old words" not in said
    said = type_at(front, PASSPHRASE, "s", "4", "e", "1", "2", "07700 900999", "back", "back", "back", "q")
    assert said.count("still shows your old words") == 1


def test_the_made_up_person_has_none(memory_backend: MemoryBackend) -> None:
    assert "My card" not in type_lines(memory_backend, "10", "q", demo=True).words


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
def test_hostile_words_in_the_file_are_read_as_they_are(lived_in: MemoryBackend, words: str) -> None:
    lived_in.card = clean_text(words).expandtabs(4)
    heard = type_lines(lived_in, "s", "q")
    assert "".join(clean_text(words).split()) in "".join(heard.out.split())


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
def test_hostile_words_of_the_plan_go_on_it(front: LocalBackend, to_card: list[str], words: str) -> None:
    if not clean_text(words).strip() or len(words) > 8000:
        return
    session = front.open(PASSPHRASE)
    session.services.safety.edit_line("keys", words, now=NOW)
    session.close()
    type_at(front, *to_card, "2", "f", "2", "q")
    again = front.open(PASSPHRASE, read_only=True)
    assert again.services.card.state() is CardState.GOOD
    again.close()
    assert "".join(clean_text(words).split()) in "".join(front.paths.card.read_text("utf-8").split())


class Slept:
    """The clock of a machine that slept, though its wall clock was set back."""

    seconds = 3600.0


def test_a_wall_clock_set_back_unlocks_nothing(
    lived_in: MemoryBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompter, "IdleClock", Slept)
    heard = type_lines(lived_in, PASSPHRASE, "p", PASSPHRASE, "q")
    assert "There was no answer for 10 minutes or more" in heard.words


def test_paths_of_two_vaults_in_one_folder_never_share_a_card(front: LocalBackend) -> None:
    assert front.paths.card == Path(f"{front.vault_path.resolve()}.card.txt")
