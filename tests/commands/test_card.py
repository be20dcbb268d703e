"""``companion safety --card``: no vault, no passphrase; and what is told on standard error when it was changed."""

import os
import sys
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.domain.text import clean_text
from companion.services.safety.lock_card_file import MOST
from tests.commands.conftest import Ask, Run
from tests.conftest import NOW, PASSPHRASE
from tests.hostile import HOSTILE, HOSTILE_IDS

CARD = """\
My card, written on 22 November 2026.

People I can ask
- Dee: 07700 900123
"""


@pytest.fixture
def made(backend: LocalBackend, recovery_code: str) -> Path:
    """The card of the filled vault, with Dee on it."""
    session = backend.open(PASSPHRASE)
    services = session.services
    (dee,) = services.safety.people()
    services.card.make(services.card.page([dee.id], on=NOW.date()), now=NOW)
    session.close()
    return backend.paths.card


def test_it_prints_the_card_and_asks_for_nothing(run: Run, made: Path) -> None:
    ended = run("safety", "--card")
    assert (ended.code, ended.out) == (0, CARD)
    assert ended.err == (
        "This card is not locked. Anyone at this computer could have changed it. "
        "`companion helplines` prints numbers to call.\n"
    )


def test_it_needs_no_vault(run: Run, made: Path, backend: LocalBackend) -> None:
    backend.vault_path.unlink()
    assert run("safety", "--card").out == CARD


def test_without_a_card_it_is_one_sentence_and_one(run: Run, home: Path) -> None:
    ended = run("safety", "--card")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("There is no card that can be read without a passphrase.")
    assert len(ended.err.splitlines()) == 1
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    "words", [["--json"], ["--format", "html"], ["--out", "page.txt"], ["--out", "a", "--force"]]
)
def test_it_goes_with_no_other_option(run: Run, made: Path, words: list[str]) -> None:
    ended = run("safety", "--card", *words)
    assert (ended.code, ended.out) == (2, "")


def test_a_good_card_is_not_spoken_of(ask: Ask, made: Path) -> None:
    assert ask("plan").err == ""
    assert ask("check-in", "--set", "mood=4").err.count("card") == 0


@pytest.mark.parametrize("words", [["plan"], ["check-in", "--set", "mood=4"]])
def test_one_that_was_changed_is_one_line_on_standard_error(ask: Ask, made: Path, words: list[str]) -> None:
    made.write_text(CARD.replace("900123", "900666"), "utf-8")
    ended = ask(*words)
    assert ended.code == 0
    assert [line for line in ended.err.splitlines() if "card" in line] == [
        "The card on the lock screen is not as you wrote it, so a number in it may be wrong. "
        "Settings, My card, writes it anew."
    ]


def test_one_that_was_planted_is_one_line_on_standard_error(ask: Ask, backend: LocalBackend) -> None:
    backend.paths.card.write_text("- Dee: 07700 900666\n", "utf-8")
    assert "and your plan has none" in ask("talk").err


def test_one_that_is_gone_is_told_to_who_can_make_it_again(ask: Ask, made: Path) -> None:
    made.unlink()
    assert ask("plan").err == ""
    assert "not there any more" in ask("check-in", "--set", "mood=4").err


def test_beside_a_vault_that_is_linked_to_it_lies_with_the_vault(
    run: Run, made: Path, home: Path, passphrase_file: str
) -> None:
    if sys.platform == "win32":
        pytest.skip("a link needs a right here")
    link = home / "linked.vault"
    link.symlink_to(made.with_name("companion.vault"))
    assert run("safety", "--card", "--vault", str(link)).out == CARD
    assert "card" not in run("plan", "--vault", str(link), "--passphrase-file", passphrase_file).err


def test_where_names_it_while_it_is_there(run: Run, made: Path) -> None:
    assert f"card: {os.path.realpath(made)} (not locked)\n" in run("where").out
    made.unlink()
    assert "card" not in run("where").out


def test_erasing_everything_takes_it_too(made: Path, backend: LocalBackend, home: Path) -> None:
    made.with_name(made.name + ".new").write_text("half written", "utf-8")
    session = backend.open(PASSPHRASE)
    gone = session.erase()
    session.close()
    assert made in gone
    left = [path.name for path in home.rglob("*") if path.is_file()]
    assert [name for name in left if "card" in name] == []


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
def test_what_a_stranger_wrote_is_printed_without_control_characters(
    run: Run, backend: LocalBackend, home: Path, words: str
) -> None:
    backend.paths.card.parent.mkdir(parents=True)
    backend.paths.card.write_bytes(words.encode("utf-8", "surrogatepass"))
    ended = run("safety", "--card")
    assert clean_text(ended.out) == ended.out
    assert len(ended.out.encode()) <= MOST * 3 + 1
    assert ended.code == (0 if ended.out else 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_in_its_place_keeps_nobody_waiting(run: Run, backend: LocalBackend) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has none of this")
    backend.paths.card.parent.mkdir(parents=True)
    os.mkfifo(backend.paths.card)
    assert run("safety", "--card").code == 1
