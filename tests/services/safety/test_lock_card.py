"""The card that may be read without a passphrase: exactly what was previewed, and never trusted afterwards."""

import hashlib
import os
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from companion.domain.safety import SafetyStep
from companion.domain.text import clean_text
from companion.domain.wrapping import columns
from companion.errors import InvalidEntry, NothingThere, NotSaved, NotWritten
from companion.services.safety import lock_card_file
from companion.services.safety.lock_card import WIDTH, CardState
from companion.services.safety.lock_card_file import MOST, card_words, raw_card
from companion.services.services import Services, services_over
from tests.conftest import NOW
from tests.hostile import HOSTILE, HOSTILE_IDS
from tests.memory_store import MemoryStore

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the card goes."""
    (tmp_path / "beside").mkdir()
    return tmp_path / "beside" / "companion.vault.card.txt"


@pytest.fixture
def services(memory_store: MemoryStore, path: Path) -> Services:
    """Services over a safety plan with three lines and two people."""
    services = services_over(memory_store, card_path=path)
    safety = services.safety
    safety.add_line(SafetyStep.ALONE, "Sit on the back step", new_id="step", now=NOW)
    safety.add_line(SafetyStep.ALONE, "Radio on, loud", new_id="radio", now=NOW)
    safety.add_line(SafetyStep.MATTERS, "The dog", new_id="dog", now=NOW)
    safety.add_contact(
        name="Dee",
        who="sister",
        number="07700 900123",
        hours="evenings",
        checked_on=date(2026, 11, 1),
        new_id="dee",
        now=NOW,
    )
    safety.add_contact(
        step=SafetyStep.SERVICES, name="Duty desk", number="01632 960456", new_id="duty", now=NOW
    )
    return services


def make(services: Services, *ticked: str) -> str:
    """Make a card of these, and return its text as previewed."""
    page = services.card.page(ticked, on=NOW.date())
    services.card.make(page, now=NOW)
    return page.text


CARD = """\
My card, written on 22 November 2026.

Things I can do alone
- Sit on the back step

People I can ask
- Dee, sister: 07700 900123, evenings (checked on 1 November 2026)

Professionals and services
- Duty desk: 01632 960456
"""


def test_there_is_none_until_it_is_made(services: Services, path: Path) -> None:
    assert services.card.state() is CardState.OFF
    assert services.card.notice() == services.card.shown() == ""
    services.card.page(["dee"], on=NOW.date())
    assert list(path.parent.iterdir()) == []
    assert services.card.chosen() == frozenset()


def test_the_file_is_the_preview_to_the_letter_and_holds_what_was_ticked_alone(
    services: Services, path: Path
) -> None:
    previewed = make(services, "duty", "dee", "step", "no such id")
    assert path.read_text("utf-8") == previewed == services.card.shown() + "\n" == CARD
    assert services.card.state() is CardState.GOOD
    assert services.card.chosen() == {"dee", "step", "duty"}
    assert [path.name for path in path.parent.iterdir()] == [path.name]


@posix
def test_the_file_is_for_its_owner_alone(services: Services, path: Path) -> None:
    make(services, "dee")
    assert path.stat().st_mode & 0o077 == 0


def test_what_is_remembered_is_a_plain_sha_256(
    services: Services, memory_store: MemoryStore, path: Path
) -> None:
    make(services, "dee")
    (card,) = memory_store.lock_cards.all()
    assert card.seal == hashlib.sha256(path.read_bytes()).hexdigest()


def test_everything_that_can_be_ticked_is_offered_step_by_step(services: Services) -> None:
    services.safety.archive_line("radio", now=NOW)
    groups = services.card.groups({"dee"})
    assert [(g.title, [(i.id, i.ticked) for i in g.items]) for g in groups] == [
        ("Things I can do alone", [("step", False)]),
        ("People I can ask", [("dee", True)]),
        ("Professionals and services", [("duty", False)]),
        ("What matters to me", [("dog", False)]),
    ]


def test_nothing_ticked_makes_no_card(services: Services) -> None:
    with pytest.raises(InvalidEntry, match="Nothing is ticked"):
        services.card.page([], on=NOW.date())


def test_more_than_a_card_holds_is_refused(services: Services) -> None:
    for n in range(20):
        services.safety.add_line(SafetyStep.SAFER, "word " * 100, new_id=f"long{n}", now=NOW)
    with pytest.raises(InvalidEntry, match="more than a card can hold"):
        services.card.page([f"long{n}" for n in range(20)], on=NOW.date())


def edit(s: Services, path: Path) -> None:
    s.safety.edit_contact("dee", number="07700 900999", now=NOW)


def archive(s: Services, path: Path) -> None:
    s.safety.archive_contact("dee", now=NOW)


def delete(s: Services, path: Path) -> None:
    s.safety.delete_contact("dee", now=NOW)


def another_line(s: Services, path: Path) -> None:
    s.safety.edit_line("dog", "The dog and the garden", now=NOW)


def change_a_number(s: Services, path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("900123", "900666"), "utf-8")


def add_a_line(s: Services, path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"- one more\n")


def make_it_huge(s: Services, path: Path) -> None:
    path.write_bytes(path.read_bytes() + b" " * 1_000_000)


def put_a_folder(s: Services, path: Path) -> None:
    path.unlink()
    path.mkdir()


def take_it_away(s: Services, path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("happens", "state", "said"),
    [
        (edit, CardState.BEHIND, "still shows your old words"),
        (archive, CardState.BEHIND, "still shows your old words"),
        (delete, CardState.BEHIND, "still shows your old words"),
        (another_line, CardState.GOOD, ""),
        (change_a_number, CardState.CHANGED, "not as you wrote it"),
        (add_a_line, CardState.CHANGED, "not as you wrote it"),
        (make_it_huge, CardState.CHANGED, "not as you wrote it"),
        (put_a_folder, CardState.CHANGED, "not as you wrote it"),
        (take_it_away, CardState.MISSING, "not there any more"),
    ],
)
def test_what_happens_to_it_is_told_at_unlocking(
    services: Services,
    path: Path,
    happens: Callable[[Services, Path], None],
    state: CardState,
    said: str,
) -> None:
    make(services, "dee", "step")
    happens(services, path)
    assert services.card.state() is state
    assert said in services.card.notice()
    assert bool(services.card.notice()) == bool(said)
    assert services.card.notice().count(". ") == (1 if said else 0)


def test_a_card_that_was_never_made_is_named(services: Services, path: Path) -> None:
    path.write_text("- Dee: 07700 900666\n", "utf-8")
    assert services.card.state() is CardState.PLANTED
    assert "your plan has none" in services.card.notice()
    services.card.turn_off()
    assert not path.exists()
    assert services.card.state() is CardState.OFF


@posix
def test_a_link_or_a_pipe_in_its_place_is_neither_followed_nor_waited_for(
    services: Services, path: Path
) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has none of this")
    secret = path.with_name("secret")
    secret.write_text("words of another file", "utf-8")
    path.symlink_to(secret)
    assert (services.card.state(), services.card.shown()) == (CardState.PLANTED, "")
    make(services, "dee")
    assert secret.read_text("utf-8") == "words of another file"
    assert services.card.state() is CardState.GOOD
    path.unlink()
    os.mkfifo(path)
    assert (services.card.state(), services.card.shown()) == (CardState.CHANGED, "")
    services.card.turn_off()
    assert not path.exists() and secret.exists()


def test_who_opens_it_for_looking_hears_of_danger_alone(services: Services, path: Path) -> None:
    make(services, "dee")
    edit(services, path)
    assert services.card.notice(looking=True) == ""
    change_a_number(services, path)
    assert services.card.notice(looking=True)


def test_made_again_it_is_good_again_and_the_one_before_is_known_for_what_it_is(
    services: Services, path: Path
) -> None:
    make(services, "dee")
    first = path.read_bytes()
    make(services, "dee", "dog")
    assert services.card.state() is CardState.GOOD
    path.write_bytes(first)
    assert services.card.state() is CardState.OLDER
    assert "an older one" in services.card.notice()
    make(services, "dee", "dog")
    assert services.card.state() is CardState.GOOD


def test_turned_off_nothing_of_it_is_left(services: Services, memory_store: MemoryStore, path: Path) -> None:
    make(services, "dee")
    path.with_name(path.name + ".new").write_text("half written", "utf-8")
    services.card.turn_off()
    assert list(path.parent.iterdir()) == []
    assert memory_store.lock_cards.all() == ()
    assert services.card.state() is CardState.OFF


def test_it_is_no_part_of_undo(services: Services, path: Path) -> None:
    services.settings.change(name="Sam", now=NOW)
    make(services, "dee")
    services.undo.undo()
    assert services.settings.get().name == ""
    assert services.card.state() is CardState.GOOD


def test_a_disk_that_refuses_the_save_leaves_the_card_as_it_was(
    services: Services, memory_store: MemoryStore, path: Path
) -> None:
    before = make(services, "dee")
    memory_store.disk_full = True
    with pytest.raises(NotSaved):
        make(services, "dog")
    memory_store.disk_full = False
    assert path.read_text("utf-8") == before
    assert services.card.state() is CardState.GOOD
    assert len(list(path.parent.iterdir())) == 1


@pytest.mark.parametrize("refuses", ["stage", "put_in_place"])
def test_a_folder_that_refuses_the_file_leaves_all_as_it_was(
    services: Services, path: Path, refuses: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no(*_: object) -> None:
        raise NotWritten("The card could not be written.")

    monkeypatch.setattr(lock_card_file, refuses, no)
    with pytest.raises(NotWritten):
        make(services, "dog")
    assert services.card.chosen() == frozenset()
    monkeypatch.undo()
    before = make(services, "dee")
    monkeypatch.setattr(lock_card_file, refuses, no)
    with pytest.raises(NotWritten):
        make(services, "dog")
    assert path.read_text("utf-8") == before
    assert services.card.state() is CardState.GOOD
    assert services.card.chosen() == {"dee"}


def test_a_folder_in_its_place_is_told_in_a_sentence(services: Services, path: Path) -> None:
    path.mkdir()
    (path / "x").touch()
    with pytest.raises(NotWritten, match="could not be written"):
        make(services, "dee")
    with pytest.raises(NotWritten, match="could not be deleted"):
        services.card.turn_off()
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name]


def test_cut_short_between_save_and_file_it_is_never_called_changed(
    services: Services, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(lock_card_file, "put_in_place", killed)
    with pytest.raises(Killed):
        make(services, "dee")
    assert services.card.state() is CardState.MISSING
    monkeypatch.undo()
    make(services, "dee")
    monkeypatch.setattr(lock_card_file, "put_in_place", killed)
    with pytest.raises(Killed):
        make(services, "dog")
    assert services.card.state() is CardState.OLDER


def test_open_for_reading_nothing_is_made_or_deleted(
    services: Services, memory_store: MemoryStore, path: Path
) -> None:
    before = make(services, "dee")
    memory_store.read_only = True
    with pytest.raises(NotSaved):
        make(services, "dog")
    with pytest.raises(NotSaved):
        services.card.turn_off()
    assert path.read_text("utf-8") == before
    assert len(list(path.parent.iterdir())) == 1


def test_the_made_up_person_has_none(memory_services: Services) -> None:
    services = memory_services
    services.safety.add_line(SafetyStep.ALONE, "Tea", new_id="tea", now=NOW)
    assert services.card.state() is CardState.OFF
    with pytest.raises(NothingThere):
        services.card.make(services.card.page(["tea"], on=NOW.date()), now=NOW)
    with pytest.raises(NothingThere):
        services.card.turn_off()


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
def test_hostile_words_are_on_it_as_they_are_and_come_back_so(
    services: Services, path: Path, words: str
) -> None:
    def bare(text: str) -> str:
        return "".join(text.split())

    if not clean_text(words).strip() or len(words.encode("utf-8", "replace")) > MOST // 2:
        return
    services.safety.add_line(SafetyStep.SAFER, words, new_id="hostile", now=NOW)
    services.safety.add_contact(name=words, who=words, number=words, hours=words, new_id="who", now=NOW)
    services.card.make(services.card.page(["hostile", "who"], on=NOW.date()), now=NOW)
    shown = services.card.shown()
    assert bare(shown).count(bare(clean_text(words))) == 5
    assert all(columns(line) <= WIDTH for line in shown.split("\n"))
    assert services.card.state() is CardState.GOOD


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
def test_what_a_stranger_wrote_is_cleaned_and_cut(path: Path, words: str) -> None:
    path.write_bytes(words.encode("utf-8", "surrogatepass"))
    shown = card_words(path)
    assert len(shown.encode()) <= MOST * 3  # a byte that is no text becomes a sign of three
    assert clean_text(shown) == shown


def test_a_file_of_any_bytes_and_size_is_read_to_its_limit(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 4096)
    assert len(raw_card(path) or b"") == MOST + 1
    shown = card_words(path)
    assert len(shown) <= MOST
    assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in shown)


def test_the_date_on_it_is_the_day_it_was_made(services: Services) -> None:
    make(services, "dee")
    later = NOW + timedelta(days=40)
    assert "22 November 2026" in services.card.shown()
    services.card.make(services.card.page(["dee"], on=later.date()), now=later)
    assert "1 January 2027" in services.card.shown()
    assert services.card.state() is CardState.GOOD


def test_what_was_deleted_of_it_is_named(tmp_path: Path) -> None:
    card = tmp_path / "state" / "card"
    card.parent.mkdir()
    lock_card_file.stage(card, b"half")
    card.write_bytes(b"whole")
    assert set(lock_card_file.remove(card)) == set(lock_card_file.names_of(card))
    assert list(card.parent.iterdir()) == [] and lock_card_file.remove(card) == ()
