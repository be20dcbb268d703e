"""The two ends of the conversation."""

import io
import signal
from collections.abc import Callable

import pytest

from companion.plain.console.flow import EndOfInput, LineCut
from companion.plain.console.input import LONGEST_TYPED, Bare, Interruptions, Piped, source_of
from companion.plain.console.output import Output
from companion.plain.console.prompter import Prompter
from companion.plain.run import run
from tests.conftest import NOW, PASSPHRASE
from tests.memory_backend import MemoryBackend
from tests.plain.person import NOTE, type_lines

TODAY = NOW.date()


def test_a_pipe_gives_lines_and_ends() -> None:
    piped = Piped(io.StringIO("one\r\ntwo"), Interruptions())
    assert [piped.line(""), piped.line("")] == ["one", "two"]
    with pytest.raises(EndOfInput):
        piped.line("")


def test_a_line_that_the_terminal_cut_is_refused_aloud() -> None:
    out = io.StringIO()
    stdin = io.StringIO("x" * LONGEST_TYPED + "\nshort\n")
    talk = Prompter(Bare(stdin, out, Interruptions()), Output(out), lambda: NOW)
    assert talk.text((), "Words:") == "short"
    assert "its end is missing" in " ".join(out.getvalue().split())


def test_bytes_are_what_counts_for_a_cut_line() -> None:
    bare = Bare(io.StringIO("ŵ" * (LONGEST_TYPED // 2 + 1) + "\n"), io.StringIO(), Interruptions())
    with pytest.raises(LineCut):
        bare.line("")


def test_a_stream_that_is_no_terminal_is_a_pipe() -> None:
    assert isinstance(source_of(io.StringIO(), io.StringIO(), Interruptions()), Piped)


def test_a_reader_that_left_ends_it_quietly(lived_in: MemoryBackend) -> None:
    class Gone(io.StringIO):
        def write(self, text: str, /) -> int:
            raise BrokenPipeError

    err = io.StringIO()
    assert run(lived_in, stdin=io.StringIO(f"{PASSPHRASE}\n"), stdout=Gone(), stderr=err) == 0
    assert err.getvalue() == ""


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_terminal_that_lacks_letters_still_shows_the_rest(lived_in: MemoryBackend, encoding: str) -> None:
    lived_in.services.plan.add_line("toolbox", "“Tŷ” 🌊 fine", new_id="x", now=NOW)
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding)
    assert run(lived_in, stdin=io.StringIO(f"{PASSPHRASE}\np\n1\nq\n"), stdout=out, stderr=io.StringIO()) == 0
    out.flush()
    assert b"fine" in raw.getvalue()
    if encoding == "utf-8":
        assert "“Tŷ” 🌊 fine".encode() in raw.getvalue()


def test_bytes_that_are_no_utf8_are_read_as_what_was_typed(lived_in: MemoryBackend) -> None:
    raw = PASSPHRASE.encode() + b"\np\n1\na\ncaf\xe9 at noon, \xa35, t\xc5\xb7\n\nq\n"
    stdin = io.TextIOWrapper(io.BytesIO(raw), encoding="ascii")
    assert run(lived_in, stdin=stdin, stdout=io.StringIO(), stderr=io.StringIO()) == 0
    assert lived_in.services.plan.lines("toolbox")[-1].text == "café at noon, £5, tŷ"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGTERM)])
def test_being_told_to_end_stores_the_note_as_a_draft(lived_in: MemoryBackend, number: int) -> None:
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
    assert not any(session.is_open for session in lived_in.sittings)


def test_a_signal_never_comes_into_a_save(lived_in: MemoryBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    from companion.services.check_in.check_ins import CheckIns

    real = CheckIns.answer

    def told_meanwhile(self: CheckIns, *args: object, **named: object) -> object:
        signal.raise_signal(signal.SIGTERM)
        return real(self, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(CheckIns, "answer", told_meanwhile)
    type_lines(lived_in, PASSPHRASE, "c", "7", "8", "q")
    found = lived_in.services.check_ins.on(TODAY)
    assert found is not None and found.answers == {"mood": 7}


class Keyboard(io.StringIO):
    """A person at a terminal without line editing, who then presses Ctrl+D."""

    def isatty(self) -> bool:
        return True


def test_a_question_broken_off_at_a_terminal_has_its_line_ended_first(lived_in: MemoryBackend) -> None:
    out = io.StringIO()
    code = run(lived_in, session=lived_in.open(PASSPHRASE), stdin=Keyboard("1\n"), stdout=out)
    assert code == 0
    assert out.getvalue().endswith("Enter to skip: \nClosed. Everything so far is kept.\n")
