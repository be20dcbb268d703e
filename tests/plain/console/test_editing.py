"""The words that are to be changed: in the line where it can be edited, and said where it cannot."""

import io
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.plain.console.flow import EndOfInput, HideKey
from companion.plain.console.output import Output
from companion.plain.console.prompter import BLANK, Prompter, escaped, unescaped
from companion.plain.console.wording import COMMON, STANDS_THERE
from tests.conftest import NOW
from tests.memory_backend import MemoryBackend
from tests.plain.person import Typing


class Editor:
    """A line editor: gives each answer in turn; None gives back what stood in the line."""

    is_terminal = True
    can_fill = True

    def __init__(self, *answers: str | Exception | None) -> None:
        self._answers = list(answers)
        self.filled: list[str] = []

    def line(self, prompt: str, *, paste: bool = False, fill: str = "") -> str:
        self.filled.append(fill)
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return fill if answer is None else answer

    def secret(self, prompt: str) -> str:
        raise AssertionError("no passphrase is asked for here")


def _asker(editor: Editor) -> tuple[Prompter, io.StringIO]:
    out = io.StringIO()
    clock: datetime = NOW
    return Prompter(editor, Output(out), lambda: clock), out


def test_the_words_stand_in_the_line() -> None:
    editor = Editor("A warm bath")
    prompter, out = _asker(editor)
    assert prompter.text((), "The new words:", now="A bath") == "A warm bath"
    assert editor.filled == ["A bath"]
    assert STANDS_THERE in " ".join(out.getvalue().split())


@pytest.mark.parametrize("answer", [None, ""])
def test_left_as_they_are_or_emptied_they_stay(answer: str | None) -> None:
    assert _asker(Editor(answer))[0].text((), "The new words:", now="A bath") is None


def test_blank_empties_them_where_that_can_be() -> None:
    assert _asker(Editor(BLANK))[0].text((), "New:", now="A bath", clear=True) == ""


@pytest.mark.parametrize("clear", [False, True])
@given(words=st.sampled_from([*COMMON, BLANK]), signs=st.integers(0, 3), upper=st.booleans())
def test_words_of_ours_that_were_kept_come_back_as_they_were(
    clear: bool, words: str, signs: int, upper: bool
) -> None:
    kept = "=" * signs + (words.upper() if upper else words)
    assert unescaped(escaped(kept, COMMON), COMMON) == kept
    assert _asker(Editor(None))[0].text((), "New:", now=kept, clear=clear) is None


def test_several_lines_are_said_and_not_put_into_one() -> None:
    editor = Editor("New")
    prompter, out = _asker(editor)
    prompter.text((), "The new words:", now="One\nTwo")
    assert editor.filled == [""]
    assert "Now:\nOne\nTwo" in out.getvalue()


def test_where_a_line_cannot_be_edited_they_are_said(typed: Typing, lived_in: MemoryBackend) -> None:
    now = lived_in.services.plan.lines("early")[0].text
    heard = typed("p", "6", "1", "e", "")
    assert f"Now: {now}." in heard.words


def test_what_stood_there_is_no_draft_when_the_window_is_closed() -> None:
    prompter, _ = _asker(Editor(EndOfInput("A bath")))
    with pytest.raises(EndOfInput) as end:
        prompter.text((), "The new words:", now="A bath")
    assert end.value.half == ""


def test_the_key_that_hides_gives_back_what_was_half_typed() -> None:
    editor = Editor(HideKey("A warm b"), "A warm bath")
    prompter, _ = _asker(editor)
    halves: list[str] = []
    prompter.on_hide = halves.append
    assert prompter.text((), "The new words:", now="A bath") == "A warm bath"
    assert halves == ["A warm b"] and editor.filled == ["A bath", "A warm b"]
