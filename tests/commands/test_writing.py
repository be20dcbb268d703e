"""Commands that keep something: check-in, share, import, vault create, demo --write."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.backend.session import VaultSession
from companion.cli import main
from companion.domain.text import clean_text, folded
from companion.errors import NotWritten
from tests.commands.conftest import Ask, Run
from tests.conftest import CHEAP, NOW, PASSPHRASE
from tests.hostile import HOSTILE, HOSTILE_IDS

CSV = (
    "full_date,date,weekday,time,mood,activities,note_title,note\n"
    '2020-05-02,2 May,Saturday,22:10,good,"reading | walk","","Quiet<br>day"\n'
    '2020-05-01,1 May,Friday,9:05 pm,wobbly,"walk","","[sad]"\n'
    "2020-13-01,?,Friday,21:00,good,,,\n"
)


def test_a_check_in_adds_to_the_day(ask: Ask, backend: LocalBackend) -> None:
    ended = ask(
        "check-in", "--set", "worry=7", "--tick", "walk to", "--sign", "up past", "--note", "A long day"
    )
    assert (ended.code, ended.out) == (0, "")
    assert "Mood 4, Worry 7, 1 tick, 1 sign, a note" in ended.err
    ask("check-in", "--note", "And the cat came back")
    with_vault = backend.open(PASSPHRASE)
    kept = with_vault.services.check_ins.on(NOW.date())
    with_vault.close()
    assert kept is not None
    assert kept.answers == {"mood": 4, "worry": 7}
    assert kept.note == "A long day\nAnd the cat came back"
    assert len(kept.ticked) == len(kept.noticed) == 1


def test_an_empty_note_takes_nothing_away(ask: Ask, backend: LocalBackend) -> None:
    ask("check-in", "--note", "Kept")
    assert ask("check-in", "--note", "").code == 0
    assert _note(backend, NOW.date()) == "Kept"


def test_a_scale_can_be_left_blank_again(ask: Ask) -> None:
    assert "left blank" in ask("check-in", "--set", "mood=").err


def test_another_day_is_named_in_full(ask: Ask) -> None:
    ended = ask("check-in", "--day", "yesterday", "--set", "mood=10")
    assert "Saturday 21 November 2026: Mood 10." in ended.err


def test_each_call_is_an_answer_of_its_own(ask: Ask, backend: LocalBackend) -> None:
    day = ("--day", "5 May 2019")
    ask("check-in", *day, "--set", "mood=7")
    assert "is kept" not in ask("check-in", *day, "--set", "mood=7").err
    assert "Mood is 3 now; 7 is kept." in ask("check-in", *day, "--set", "mood=3").err


@pytest.mark.parametrize("day", ["tomorrow", "1 May 1820", "never", "", "2026-02-30"])
def test_a_day_out_of_reach_or_unreadable_is_a_usage_error(ask: Ask, day: str) -> None:
    ended = ask("check-in", "--day", day, "--set", "mood=5")
    assert (ended.code, ended.out) == (2, "")


@pytest.mark.parametrize(
    "given", ["mood=11", "mood=-1", "mood=x", "mood=3.5", "mood=٣", "mood", "=3", "", "mood=1e1"]
)
def test_an_answer_that_is_none_is_a_usage_error(ask: Ask, given: str) -> None:
    assert ask("check-in", "--set", given).code == 2


def test_names_match_exactly_then_by_one_beginning(ask: Ask) -> None:
    assert ask("check-in", "--tick", "WALK THE DOG").code == 0
    assert ask("check-in", "--set", "mo=3").code == 0
    several = ask("check-in", "--tick", "walk")
    assert several.code == 2
    assert several.err.splitlines() == [
        "More than one daily tick fits “walk”:",
        "  Walk to the river",
        "  Walk the dog",
    ]
    unknown = ask("check-in", "--set", "joy=3")
    assert unknown.code == 2
    assert unknown.err.splitlines() == [
        "There is no scale “joy”. There are:",
        "  Mood",
        "  Worry",
        "  Energy",
        "  Sleep",
    ]
    assert ask("check-in", "--tick", "").code == 2


def test_a_name_that_fits_nothing_keeps_nothing(ask: Ask, backend: LocalBackend) -> None:
    before = backend.vault_path.read_bytes()
    assert ask("check-in", "--note", "words", "--tick", "nothing like it").code == 2
    assert backend.vault_path.read_bytes() == before


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
def test_any_words_come_through_an_argument_as_their_clean_selves(
    ask: Ask, backend: LocalBackend, words: str
) -> None:
    ended = ask("check-in", "--note", words)
    assert ended.code == 0
    assert _note(backend, NOW.date()) == (clean_text(words) if words.strip() else "")
    page = ask("share", "--for", "me").out
    assert folded(clean_text(words))[:60] in folded(page)
    assert page == clean_text(page)


def test_words_in_an_old_encoding_are_read_as_they_were_meant(ask: Ask, backend: LocalBackend) -> None:
    given = "caf\udce9 at noon, \udca35"  # as Python has the bytes E9 and A3 of an argument
    assert ask("check-in", "--note", given).code == 0
    assert _note(backend, NOW.date()) == "café at noon, £5"


@pytest.mark.parametrize("words", ["-tired, --very", "--", "-"])
def test_words_may_begin_with_a_hyphen(ask: Ask, backend: LocalBackend, words: str) -> None:
    assert ask("check-in", "--note", words).code == 0
    assert _note(backend, NOW.date()) == words


def test_two_hyphens_are_words_for_every_option(ask: Ask) -> None:
    for option in ("--tick", "--sign", "--set", "--day"):
        assert ask("check-in", f"{option}=--").code == 2
    for option in ("--with", "--from", "--format"):
        assert ask("share", "--for", "me", f"{option}=--").code == 2


def test_at_half_past_one_only_the_check_in_is_for_the_day_before(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is not a check-in goes by the calendar: the page, its period, and the words for its days."""
    monkeypatch.setattr("tests.commands.conftest.NOW", NOW.replace(day=23, hour=1, minute=30))
    for day in ((), ("--day", "today")):
        assert "Sunday 22 November 2026" in ask("check-in", "--set", "mood=5", *day).err
    for to in ((), ("--to", "today")):
        page = ask("share", "--for", "care-coordinator", *to).out
        assert "23 November 2026." in page and "to 23 November 2026" in page


def test_a_period_may_end_where_the_calendar_begins(ask: Ask) -> None:
    assert ask("share", "--for", "me", "--to", "0001-01-05").code in (0, 1)


def test_a_file_without_end_is_refused(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("services.daylio", "importers.daylio.daylio"):
        monkeypatch.setattr(f"companion.{place}.LARGEST", 1000)
    ended = ask("import", "daylio", "/dev/zero" if Path("/dev/zero").exists() else __file__)
    assert ended.code == 1
    assert "too large" in ended.err


def test_a_code_that_cannot_be_printed_is_told(
    run: Run, passphrase_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise NotWritten("Not all of it could be written out.")

    monkeypatch.setattr("companion.commands.passphrases.finish", full)
    ended = run("vault", "create", "--passphrase-file", passphrase_file)
    assert ended.code == 1
    assert re.search(r"^([0-9A-Z]{5}-){6}[0-9A-Z]{5}$", ended.err, re.M)


def test_nothing_to_keep_and_nobody_to_ask_is_a_usage_error(ask: Ask) -> None:
    ended = ask("check-in")
    assert (ended.code, ended.out) == (2, "")
    assert "--set mood=4" in ended.err


def test_share_prints_the_page(ask: Ask) -> None:
    ended = ask("share", "--for", "care-coordinator")
    assert ended.code == 0
    assert ended.out.startswith("A summary from Alex\nFor Priya, care coordinator.")
    assert "Up past 2am" in ended.out
    assert ended.err == ""


def test_share_takes_parts_in_and_leaves_them_out(ask: Ask) -> None:
    with_all = ask("share", "--for", "me").out
    without = ask("share", "--for", "me", "--without", "what i want to s").out
    assert "allotment" in with_all
    assert "allotment" not in without
    assert "07700 900123" not in ask("share", "--for", "care-coordinator").out
    assert "07700 900123" in ask("share", "--for", "care-coordinator", "--with", "contacts").out
    unknown = ask("share", "--for", "me", "--with", "goals")
    assert unknown.code == 2
    assert "Day by day" in unknown.err


@pytest.mark.parametrize(
    ("name", "begins"),
    [("p.md", b"# "), ("p.html", b"<!doctype html"), ("p.pdf", b"%PDF"), ("p.txt", b"a summary")],
)
def test_the_ending_of_the_file_says_the_format(ask: Ask, tmp_path: Path, name: str, begins: bytes) -> None:
    page = tmp_path / name
    ended = ask("share", "--for", "me", "--out", str(page))
    assert (ended.code, ended.out) == (0, "")
    assert page.read_bytes().lstrip().lower().startswith(begins.lower())
    assert str(page) in ended.err and "not locked" in ended.err


def test_a_file_is_replaced_when_that_was_said_and_not_before(ask: Ask, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("mine", "utf-8")
    kept = ask("share", "--for", "me", "--out", str(page))
    assert (kept.code, page.read_text("utf-8")) == (1, "mine")
    assert "--force" in kept.err
    assert ask("share", "--for", "me", "--out", str(page), "--force").code == 0
    assert page.read_text("utf-8").startswith("A summary from Alex")


def test_a_printed_file_and_a_written_one_are_the_same(ask: Ask, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    ask("share", "--for", "me", "--out", str(page))
    assert ask("share", "--for", "me", "--format", "html").out.encode() == page.read_bytes()


def test_a_period_that_ends_before_it_begins_is_a_usage_error(ask: Ask) -> None:
    ended = ask("share", "--for", "me", "--from", "2020-05-31", "--to", "2020-05-01")
    assert (ended.code, ended.out) == (2, "")


def test_nothing_to_share_ends_with_one(run: Run, backend: LocalBackend, passphrase_file: str) -> None:
    backend.create(PASSPHRASE, setup_step=6)[0].close()
    ended = run("share", "--for", "care-coordinator", "--passphrase-file", passphrase_file)
    assert (ended.code, ended.out) == (1, "")
    assert "nothing to put on a page yet" in ended.err


def test_an_import_done_twice_adds_nothing(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "daylio.csv"
    file.write_text(CSV, "utf-8")
    first = ask("import", "daylio", str(file))
    assert first.code == 0
    assert "2 moments on 2 days came in, 1 to 2 May 2020." in first.out
    assert '--map "wobbly=N"' in first.out
    assert "Line 4 could not be read" in first.out
    assert "not locked" in first.err
    again = ask("import", "daylio", str(file))
    assert again.out.startswith("There is nothing new in this file.")
    page = ask("share", "--for", "me", "--from", "2020-05-01", "--to", "2020-05-31").out
    assert "Covers 1 to 31 May 2020" in page
    assert "[sad]" in page


def test_an_import_as_json(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "daylio.csv"
    file.write_text(CSV, "utf-8")
    found = json.loads(ask("import", "daylio", str(file), "--map", "wobbly=4", "--json").out)
    assert found["unmapped"] == {}
    assert [problem["line"] for problem in found["problems"]] == [4]
    assert {k: v for k, v in found.items() if k != "problems"} == {
        "dry_run": False,
        "added_days": 2,
        "moments_added": 2,
        "numbers_added": 0,
        "already_there": 0,
        "activities_added": 2,
        "own_days": 0,
        "unmapped": {},
        "first": "2020-05-01",
        "last": "2020-05-02",
    }


def test_a_dry_run_changes_no_byte_and_works_beside_a_writer(
    ask: Ask, backend: LocalBackend, tmp_path: Path
) -> None:
    file = tmp_path / "daylio.csv"
    file.write_text(CSV, "utf-8")
    before = backend.vault_path.read_bytes()
    writer = backend.open(PASSPHRASE)
    ended = ask("import", "daylio", str(file), "--dry-run")
    writer.close()
    assert ended.code == 0
    assert "would come in" in ended.out
    assert backend.vault_path.read_bytes() == before


@pytest.mark.parametrize("given", ["wobbly", "wobbly=11", "=3", "wobbly=x", "wobbly=" + "9" * 5000])
def test_a_map_that_is_none_is_a_usage_error(ask: Ask, tmp_path: Path, given: str) -> None:
    file = tmp_path / "daylio.csv"
    file.write_text(CSV, "utf-8")
    assert ask("import", "daylio", str(file), "--map", given).code == 2


def test_create_prints_the_recovery_code_and_it_opens(run: Run, passphrase_file: str, tmp_path: Path) -> None:
    ended = run("vault", "create", "--passphrase-file", passphrase_file)
    assert ended.code == 0
    sheet = tmp_path / "code"
    sheet.write_text(ended.out, "utf-8")
    opened = run("vault", "info", "--recovery-code-file", str(sheet))
    assert opened.code == 0
    assert "choose a new passphrase" in opened.err


def test_create_writes_the_code_to_a_sheet_that_opens(run: Run, passphrase_file: str, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.txt"
    ended = run("vault", "create", "--passphrase-file", passphrase_file, "--recovery-code-out", str(sheet))
    assert (ended.code, ended.out) == (0, "")
    assert run("check-in", "--set", "mood=3", "--recovery-code-file", str(sheet)).code == 0


@pytest.mark.parametrize("place", ["taken", "no/such/folder/sheet"])
def test_a_sheet_that_cannot_be_written_makes_no_vault(
    run: Run, backend: LocalBackend, passphrase_file: str, tmp_path: Path, place: str
) -> None:
    (tmp_path / "taken").write_text("mine", "utf-8")
    ended = run(
        "vault", "create", "--passphrase-file", passphrase_file, "--recovery-code-out", str(tmp_path / place)
    )
    assert (ended.code, ended.out) == (1, "")
    assert not backend.vault_path.exists()


def test_a_vault_is_never_made_over_another(ask: Ask, backend: LocalBackend) -> None:
    before = backend.vault_path.read_bytes()
    assert ask("vault", "create").code == 1
    assert ask("demo", "--write", str(backend.vault_path)).code == 1
    assert backend.vault_path.read_bytes() == before


def test_a_weak_passphrase_makes_no_vault(run: Run, backend: LocalBackend) -> None:
    ended = run("vault", "create", "--passphrase-file", "-", stdin=b"short\n")
    assert ended.code == 2
    assert not backend.vault_path.exists()


def test_demo_writes_a_vault_that_shares_a_page(run: Run, passphrase_file: str, tmp_path: Path) -> None:
    vault = tmp_path / "sam.vault"
    assert run("demo", "--write", str(vault), "--passphrase-file", passphrase_file).code == 0
    page = run(
        "share", "--vault", str(vault), "--passphrase-file", passphrase_file, "--for", "care-coordinator"
    )
    assert page.code == 0
    assert page.out.startswith("A summary from Sam")
    first = page.out.partition("\nPage 2.")[0]
    assert len(first.split()) <= 300


def test_demo_without_a_terminal_prints_the_page(run: Run, home: Path) -> None:
    ended = run("demo")
    assert ended.code == 0
    assert ended.out.startswith("A summary from Sam")
    assert list(home.iterdir()) == []


def _note(backend: LocalBackend, day: date) -> str:
    session = backend.open(PASSPHRASE)
    kept = session.services.check_ins.on(day)
    session.close()
    return kept.note if kept else ""


def test_a_stick_pulled_before_the_save_makes_no_vault_in_its_empty_place(
    recovery_code: str, backend: LocalBackend, passphrase_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("companion.process.harden", lambda: None)
    folder = backend.vault_path.parent
    opened = LocalBackend.open

    def then_pulled(self: LocalBackend, secret: str, *, read_only: bool = False) -> VaultSession:
        session = opened(self, secret, read_only=read_only)
        folder.rename(folder.with_name("away"))
        folder.mkdir()
        return session

    monkeypatch.setattr(LocalBackend, "open", then_pulled)
    code = main(
        ("check-in", "--note", "gone", "--passphrase-file", passphrase_file),
        make_backend=lambda paths: LocalBackend(paths, profile=CHEAP, clock=lambda: NOW),
    )
    assert (code, list(folder.iterdir())) == (5, [])
