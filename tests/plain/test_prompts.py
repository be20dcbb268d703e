"""What every question takes, waiting, drafts, and what happens when the other end goes away."""

import io
import signal
from collections.abc import Callable

import pytest

from companion.plain.flow import EndOfInput, LineCut
from companion.plain.run import run
from companion.plain.source import LONGEST_TYPED, Bare, Interruptions, Piped, source_of
from companion.plain.talker import Talker
from companion.plain.voice import Voice
from tests.conftest import NOW, PASSPHRASE
from tests.plain.conftest import CODE, MemoryDoor, Typing, type_lines

TODAY = NOW.date()
NOTE = ["c", *[""] * 7]
"""To the note of today's check-in."""

PROMPTS = {
    "today": [],
    "a scale": ["c"],
    "ticks": ["c", "", "", "", ""],
    "the note": NOTE,
    "a day": ["y"],
    "the plan": ["p"],
    "a section": ["p", "6"],
    "a line": ["p", "6", "1"],
    "new words": ["p", "6", "1", "e"],
    "a place": ["p", "6", "1", "m"],
    "who may see": ["p", "6", "1", "w"],
    "the next talk": ["n"],
    "points": ["n", "1"],
    "a day and time": ["n", "e", "3"],
    "a yes": ["n", "e", "3", "tomorrow"],
    "share": ["h"],
    "parts": ["h", "1"],
    "a kind of file": ["h", "1", "f"],
    "not locked": ["h", "1", "f", "1"],
    "a place for a file": ["h", "1", "f", "1", "2"],
    "search": ["/"],
    "daylio": ["8"],
    "settings": ["9"],
    "minutes": ["9", "8"],
    "erase": ["9", "11"],
}


def last_question(out: str) -> str:
    """Return the last prompt that was said, before the program closed."""
    return [line for line in out.split("\n") if line.endswith(":")][-1]


@pytest.mark.parametrize("way", PROMPTS.values(), ids=PROMPTS)
@pytest.mark.parametrize("word", ["s", "S", "?", "again", " Again "])
def test_every_question_comes_back_after(lived_in: MemoryDoor, way: list[str], word: str) -> None:
    before = type_lines(lived_in, PASSPHRASE, *way)
    answers = [word, "back"] if word.lower() == "s" else [word]
    after = type_lines(lived_in, PASSPHRASE, *way, *answers)
    question = last_question(before.out)
    assert last_question(after.out) == question
    assert after.out.count(question) == before.out.count(question) + 1
    if word.lower() == "s":
        assert "Safety plan." in after.out[len(before.out) - 40 :]
        assert "Back to where you were." in after.words
    if word == "?":
        assert "At every question:" in after.words


@pytest.mark.parametrize("way", PROMPTS.values(), ids=PROMPTS)
def test_q_closes_from_every_question(lived_in: MemoryDoor, way: list[str]) -> None:
    heard = type_lines(lived_in, PASSPHRASE, *way, "q", "p")
    assert heard.out.endswith("Closed. Everything so far is kept.\n")
    assert heard.code == 0


@pytest.mark.parametrize("way", PROMPTS.values(), ids=PROMPTS)
def test_back_and_enter_lead_to_today_from_every_question(lived_in: MemoryDoor, way: list[str]) -> None:
    for word in ("back", ""):
        heard = type_lines(lived_in, PASSPHRASE, *way, *[word] * 10)
        assert last_question(
            heard.out
        ) == "A number, or q to close: ".strip() or "q to close" in last_question(heard.out)
    assert lived_in.store is not None


def test_nothing_is_changed_by_going_back(lived_in: MemoryDoor) -> None:
    assert lived_in.store is not None
    saves = lived_in.store.saves
    for way in PROMPTS.values():
        type_lines(lived_in, PASSPHRASE, *way, *["back"] * 10)
    assert lived_in.store.saves == saves


def test_a_word_of_ours_can_be_written_as_ones_own(lived_in: MemoryDoor, typed: Typing) -> None:
    typed("p", "1", "a", "=back", "==q", "=blank space", "")
    assert [line.text for line in lived_in.services.plan.lines("toolbox")][2:] == [
        "back",
        "=q",
        "=blank space",
    ]


def test_safety_inside_safety_stays_there(typed: Typing) -> None:
    assert "You are in your safety plan." in typed("s", "s").words


def test_help_now_from_inside_a_note_keeps_the_note(lived_in: MemoryDoor, typed: Typing) -> None:
    typed(*NOTE, "One", "s", "", "back", "back", "Two", "")
    found = lived_in.services.check_ins.on(TODAY)
    assert found is not None and found.note == "One\nTwo"


def test_an_answer_that_is_none_of_the_choices(typed: Typing) -> None:
    heard = typed("99", "walrus", "03")
    assert heard.words.count("That is not one of the choices.") == 2
    assert "My plan." in heard.words


def test_again_reads_the_choices_after_an_answer_that_is_none(typed: Typing) -> None:
    heard = typed("p", "walrus", "again", "q")
    assert heard.words.count("1 What helps me, 2 lines.") == 2


def test_again_inside_a_note_reads_it_so_far(typed: Typing) -> None:
    heard = typed(*NOTE, "One line", "again", "q")
    assert "Carry on, or end with an empty line. So far: One line" in heard.words


def test_numbers_of_another_script_count(typed: Typing) -> None:
    assert "My plan." in typed("٣").words


class TestWaiting:
    """Ten minutes without an answer, and the passphrase is asked first."""

    def test_a_choice_is_asked_again_after_the_passphrase(self, lived_in: MemoryDoor) -> None:
        heard = type_lines(lived_in, PASSPHRASE, 11, "p", PASSPHRASE, "p", "q")
        assert "There was no answer for 10 minutes or more" in heard.words
        assert "Here is the question again." in heard.words
        assert heard.words.count("My plan.") == 1
        assert len(lived_in.sittings) == 2

    def test_words_are_not_dropped(self, lived_in: MemoryDoor) -> None:
        type_lines(lived_in, PASSPHRASE, *NOTE, "One", 11, "Two", PASSPHRASE, "", "q")
        found = lived_in.services.check_ins.on(TODAY)
        assert found is not None and found.note == "One\nTwo"

    def test_words_wait_as_a_draft_when_nobody_unlocks(self, lived_in: MemoryDoor) -> None:
        type_lines(lived_in, PASSPHRASE, *NOTE, "One", 11, "Two")
        assert lived_in.services.drafts.all()[0].text == "One\nTwo"
        type_lines(lived_in, PASSPHRASE, "p", "1", "a", 11, "A bath", "q")
        assert lived_in.services.drafts.all()[0].text == "A bath"

    def test_an_answer_to_a_choice_is_no_draft(self, lived_in: MemoryDoor) -> None:
        type_lines(lived_in, PASSPHRASE, *NOTE, "One", "s", 31, "3")
        assert lived_in.services.drafts.all()[0].text == "One"

    def test_a_wrong_passphrase_shows_nothing(self, lived_in: MemoryDoor) -> None:
        heard = type_lines(lived_in, PASSPHRASE, 11, "p", "not it at all", "q")
        assert "My plan." not in heard.words
        assert heard.code == 3

    def test_within_the_time_nothing_is_asked(self, lived_in: MemoryDoor) -> None:
        heard = type_lines(lived_in, PASSPHRASE, 9, "p", 9, "q")
        assert "no answer" not in heard.words

    def test_the_minutes_are_the_persons(self, lived_in: MemoryDoor) -> None:
        lived_in.change_config(idle_minutes=1)
        assert "no answer for 1 minute" in type_lines(lived_in, PASSPHRASE, 2, "p", PASSPHRASE, "q").words

    def test_the_safety_plan_has_half_an_hour(self, lived_in: MemoryDoor) -> None:
        heard = type_lines(lived_in, PASSPHRASE, "s", 25, "", 31, "", PASSPHRASE, "q")
        assert heard.words.count("no answer for 30 minutes") == 1

    def test_help_now_needs_no_passphrase(self, lived_in: MemoryDoor) -> None:
        heard = type_lines(lived_in, PASSPHRASE, 11, "s", PASSPHRASE, "back", "q")
        assert heard.words.index("Your own plan needs the passphrase.") < heard.words.index("Step 1 of 7.")

    def test_closing_needs_no_passphrase(self, lived_in: MemoryDoor) -> None:
        assert "no answer" not in type_lines(lived_in, PASSPHRASE, 11, "q").words

    def test_erasing_is_asked_again(self, lived_in: MemoryDoor) -> None:
        type_lines(lived_in, PASSPHRASE, "9", "11", 11, "erase", PASSPHRASE, "", "q")
        assert lived_in.store is not None

    def test_the_recovery_code_opens_it_too(self, lived_in: MemoryDoor) -> None:
        new = "another quiet place"
        heard = type_lines(lived_in, PASSPHRASE, 11, "p", CODE, new, new, "p", "q")
        assert "My plan." in heard.words

    def test_the_made_up_person_never_locks(self, memory_door: MemoryDoor) -> None:
        assert "no answer" not in type_lines(memory_door, 60, "p", "q", demo=True).words

    def test_an_archive_that_was_open_works_on_the_new_sitting(self, lived_in: MemoryDoor) -> None:
        type_lines(lived_in, PASSPHRASE, "p", "1", "1", "d", "k", "1", 11, "x", PASSPHRASE, "1", "q")
        assert len(lived_in.services.plan.lines("toolbox")) == 2


class TestDrafts:
    """Words that never came to their end."""

    def test_a_note_half_written_is_offered_again(self, lived_in: MemoryDoor) -> None:
        type_lines(lived_in, PASSPHRASE, *NOTE, "It was", "a long day")
        assert lived_in.services.check_ins.on(TODAY) is None
        heard = type_lines(lived_in, PASSPHRASE, *NOTE, "1", "and I slept", "", "q")
        assert "Your words from 21:04 are still here. It was a long day" in heard.words
        found = lived_in.services.check_ins.on(TODAY)
        assert found is not None and found.note == "It was\na long day\nand I slept"
        assert not lived_in.services.drafts.all()

    def test_a_draft_can_be_kept_as_it_is_or_put_away(self, lived_in: MemoryDoor) -> None:
        type_lines(lived_in, PASSPHRASE, *NOTE, "It was")
        type_lines(lived_in, PASSPHRASE, *NOTE, "2", "", "q")
        assert lived_in.services.check_ins.on(TODAY) is None
        type_lines(lived_in, PASSPHRASE, *NOTE, "It was")
        type_lines(lived_in, PASSPHRASE, *NOTE, "", "", "q")
        found = lived_in.services.check_ins.on(TODAY)
        assert found is not None and found.note == "It was"

    def test_back_and_q_keep_it_too(self, lived_in: MemoryDoor) -> None:
        for word in ("back", "q"):
            type_lines(lived_in, PASSPHRASE, *NOTE, f"Words before {word}", word)
            assert lived_in.services.drafts.all()[0].text == f"Words before {word}"
            lived_in.services.drafts.drop(lived_in.services.drafts.all()[0].id)

    def test_a_draft_of_the_full_screen_program_is_offered(self, lived_in: MemoryDoor) -> None:
        lived_in.services.drafts.keep(f"check-in/{TODAY}/note", "From the screen", 3, now=NOW)
        assert "From the screen" in type_lines(lived_in, PASSPHRASE, *NOTE, "q").words

    def test_the_half_of_a_line_that_was_being_typed_is_kept(self, lived_in: MemoryDoor) -> None:
        cut_off(lived_in, ["p", "1", "a"], "Half a li")
        heard = type_lines(lived_in, PASSPHRASE, "p", "1", "a", "1", "", "q")
        assert "Your words from 21:04 are still here. Half a li" in heard.words
        assert [line.text for line in lived_in.services.plan.lines("toolbox")][2:] == ["Half a li"]

    def test_the_half_of_a_note_line_is_kept_with_the_lines_before(self, lived_in: MemoryDoor) -> None:
        cut_off(lived_in, [*NOTE, "One"], "Tw")
        assert lived_in.services.drafts.all()[0].text == "One\nTw"


def cut_off(door: MemoryDoor, script: list[str], half: str) -> None:
    """Type `script`, and then be hung up in the middle of a line."""

    class HungUp(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            line = super().readline()
            if not line:
                raise EndOfInput(half)
            return line

    lines = "".join(f"{line}\n" for line in [PASSPHRASE, *script])
    assert run(door, stdin=HungUp(lines), stdout=io.StringIO(), stderr=io.StringIO()) == 0


class TestSaving:
    """A disk that refuses."""

    def test_words_can_be_tried_again(self, lived_in: MemoryDoor) -> None:
        store = lived_in.kept
        store.disk_full = True

        class Freed(io.StringIO):
            def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
                line = super().readline()
                if line == "1again\n":
                    store.disk_full = False
                    return "1\n"
                return line

        out = io.StringIO()
        lines = "\n".join([PASSPHRASE, "p", "1", "a", "A bath", "1again", "", "q", ""])
        assert run(lived_in, stdin=Freed(lines), stdout=out, stderr=io.StringIO()) == 0
        assert "There is no room left on the disk." in out.getvalue()
        assert lived_in.services.plan.lines("toolbox")[-1].text == "A bath"

    def test_leaving_it_unsaved_ends_with_5(self, lived_in: MemoryDoor) -> None:
        assert lived_in.store is not None
        lived_in.store.disk_full = True
        heard = type_lines(lived_in, PASSPHRASE, "c", "7", "2", "q")
        assert heard.code == 5
        assert heard.out.endswith("\nClosed.\n")

    def test_a_choice_that_will_not_last_is_said(self, lived_in: MemoryDoor, typed: Typing) -> None:
        lived_in.config_sticks = False
        assert "This choice holds until you close the program." in typed("9", "7", "3").words


class TestStreams:
    """The two ends of the conversation."""

    def test_a_pipe_gives_lines_and_ends(self) -> None:
        piped = Piped(io.StringIO("one\r\ntwo"), Interruptions())
        assert [piped.line(""), piped.line("")] == ["one", "two"]
        with pytest.raises(EndOfInput):
            piped.line("")

    def test_a_line_that_the_terminal_cut_is_refused_aloud(self) -> None:
        out = io.StringIO()
        stdin = io.StringIO("x" * LONGEST_TYPED + "\nshort\n")
        talk = Talker(Bare(stdin, out, Interruptions()), Voice(out), lambda: NOW)
        assert talk.text((), "Words:") == "short"
        assert "its end is missing" in " ".join(out.getvalue().split())

    def test_bytes_are_what_counts_for_a_cut_line(self) -> None:
        bare = Bare(io.StringIO("ŵ" * (LONGEST_TYPED // 2 + 1) + "\n"), io.StringIO(), Interruptions())
        with pytest.raises(LineCut):
            bare.line("")

    def test_a_stream_that_is_no_terminal_is_a_pipe(self) -> None:
        assert isinstance(source_of(io.StringIO(), io.StringIO(), Interruptions()), Piped)

    def test_a_reader_that_left_ends_it_quietly(self, lived_in: MemoryDoor) -> None:
        class Gone(io.StringIO):
            def write(self, text: str, /) -> int:
                raise BrokenPipeError

        err = io.StringIO()
        assert run(lived_in, stdin=io.StringIO(f"{PASSPHRASE}\n"), stdout=Gone(), stderr=err) == 0
        assert err.getvalue() == ""

    @pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
    def test_a_terminal_that_lacks_letters_still_shows_the_rest(
        self, lived_in: MemoryDoor, encoding: str
    ) -> None:
        lived_in.services.plan.add_line("toolbox", "“Tŷ” 🌊 fine", new_id="x", now=NOW)
        raw = io.BytesIO()
        out = io.TextIOWrapper(raw, encoding=encoding)
        assert (
            run(lived_in, stdin=io.StringIO(f"{PASSPHRASE}\np\n1\nq\n"), stdout=out, stderr=io.StringIO())
            == 0
        )
        out.flush()
        assert b"fine" in raw.getvalue()
        if encoding == "utf-8":
            assert "“Tŷ” 🌊 fine".encode() in raw.getvalue()

    def test_bytes_that_are_no_text_become_the_sign_for_that(self, lived_in: MemoryDoor) -> None:
        raw = PASSPHRASE.encode() + b"\np\n1\na\nbad \xff byte\n\nq\n"
        stdin = io.TextIOWrapper(io.BytesIO(raw), encoding="ascii")
        assert run(lived_in, stdin=stdin, stdout=io.StringIO(), stderr=io.StringIO()) == 0
        assert lived_in.services.plan.lines("toolbox")[-1].text == "bad \ufffd byte"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGTERM)])
def test_being_told_to_end_stores_the_note_as_a_draft(lived_in: MemoryDoor, number: int) -> None:
    class Told(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            line = super().readline()
            if not line:
                signal.raise_signal(number)
            return line

    handlers: Callable[[int], object] = signal.getsignal
    before = handlers(number)
    lines = "".join(f"{line}\n" for line in [PASSPHRASE, *NOTE, "One"])
    assert run(lived_in, stdin=Told(lines), stdout=io.StringIO(), stderr=io.StringIO()) == 0
    assert lived_in.services.drafts.all()[0].text == "One"
    assert handlers(number) == before
    assert not any(sitting.is_open for sitting in lived_in.sittings)


def test_a_signal_never_comes_into_a_save(lived_in: MemoryDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    from companion.services.check_ins import CheckIns

    real = CheckIns.answer

    def told_meanwhile(self: CheckIns, *args: object, **named: object) -> object:
        signal.raise_signal(signal.SIGTERM)
        return real(self, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(CheckIns, "answer", told_meanwhile)
    type_lines(lived_in, PASSPHRASE, "c", "7", "8", "q")
    found = lived_in.services.check_ins.on(TODAY)
    assert found is not None and found.answers == {"mood": 7}
