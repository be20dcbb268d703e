"""Asking. Every question takes the same few words, wherever it is asked."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from companion.domain.text import clean_text, folded
from companion.idle import IdleClock
from companion.plain.console import wording
from companion.plain.console.flow import Back, EndOfInput, Leave, LineCut
from companion.plain.console.input import Input
from companion.plain.console.output import Output


def number_word(said: str) -> str:
    """Return ``3`` for ``03``, ``3.`` or a three of another script, and small letters for capitals."""
    bare = folded(said).removesuffix(".").removesuffix(")")
    return str(int(bare)) if bare.isdecimal() and len(bare) < 5 else bare


def unescaped(line: str, words: Sequence[str]) -> str:
    """Return `line` without its first ``=`` where that kept one of our words from being heard."""
    return line[1:] if line.startswith("=") and folded(line.lstrip("=")) in words else line


T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

BLANK = "blank"
"""Typed to empty what is there."""


@dataclass(frozen=True, kw_only=True)  # no slots: Python 3.11 could not make a MenuItem[Act] of it
class MenuItem(Generic[T_co]):
    """One thing to choose. Without a `key` it gets the next number; a `hidden` one is not read out."""

    label: str
    value: T_co
    key: str = ""
    also: str = ""
    """A letter that does the same as the number."""
    hidden: bool = False


@dataclass(frozen=True, kw_only=True)  # no slots: Python 3.11 could not make a MenuItem[Act] of it
class Menu(Generic[T_co]):
    """What is read out, then the choices."""

    head: tuple[str, ...] = ()
    choices: tuple[MenuItem[T_co], ...]
    question: str = wording.PICK
    more: str = ""


def _nobody_waits(waited: timedelta, word: str, written: str) -> bool:
    return False


class Prompter:
    """One conversation over an input and an output. `clock` gives the time between question and answer."""

    def __init__(self, source: Input, output: Output, clock: Callable[[], datetime]) -> None:
        self._source = source
        self._output = output
        self._clock = clock
        self._words: dict[str, Callable[[], None]] = {}
        self._here: set[str] = set()
        self.on_wait: Callable[[timedelta, str, str], bool] = _nobody_waits
        """Called with how long an answer took, the answer as a word, and the same as it was written where it
        is a person's own words; returns True when the passphrase was asked first."""
        self.on_safety: Callable[[], None] = lambda: None
        self.on_ask: Callable[[], Sequence[str]] = lambda: ()
        """Called before each question for what came up meanwhile."""
        self.say = output.say
        self.exactly = output.exactly
        self.path = output.path

    @property
    def at_terminal(self) -> bool:
        """True when a person types; False on a pipe."""
        return self._source.is_terminal

    @contextmanager
    def also(self, word: str, do: Callable[[], None], *, here: bool = False) -> Iterator[None]:
        """Let every question inside take one more word.

        One that belongs `here` is not heard in the safety plan, and the question is not read again after it.
        """
        self._words[word] = do
        if here:
            self._here.add(word)
        try:
            yield
        finally:
            del self._words[word]
            self._here.discard(word)

    def ask(
        self,
        head: Sequence[str],
        prompt: str,
        *,
        more: str = "",
        keep: bool = False,
        secret: bool = False,
        paste: bool = False,
        repeat: Sequence[str] | None = None,
    ) -> str:
        """Say `head`, ask `prompt`, and return the answer, cleaned (a secret is left as it is).

        When the question is asked again, `repeat` is said in place of `head`. The common words are dealt
        with here. After a wait that asked for the passphrase the question is asked again, but where `keep`
        is set the answer counts: nothing a person wrote is dropped. Raises Back, Leave, EndOfInput.
        """
        self.say(*head)
        anew = head if repeat is None else repeat
        while True:
            line, woken = self._hear(prompt, own=keep and not secret, secret=secret, paste=paste)
            if line is None:
                self.say(wording.LINE_CUT)
                continue
            word = folded(line)
            if woken and word not in wording.COMMON and not keep:
                self.say(wording.ONCE_MORE, *anew)
                continue
            if word == "back":
                raise Back
            if word == "q":
                raise Leave
            if self._did(word, more):
                self.say(*(() if word in self._here else anew))
                continue
            return line if secret else unescaped(line, (*wording.COMMON, *self._words))

    def choose(self, menu: Menu[T]) -> T | None:
        """Return what was chosen; None for Enter."""
        shown = [c for c in menu.choices if not c.hidden and not c.key]
        head = [
            *menu.head,
            *(f"{n} {c.label}" for n, c in enumerate(shown, 1)),
            *(f"{c.key} {c.label}".rstrip() for c in menu.choices if c.key and not c.hidden),
        ]
        by_word = {str(n): c for n, c in enumerate(shown, 1)}
        by_word |= {key: c for c in menu.choices for key in (c.key, c.also) if key}
        first = head
        while True:
            said = self.ask(first, menu.question, more=menu.more, repeat=head).strip()
            if not said:
                return None
            picked = by_word.get(said) or by_word.get(number_word(said))
            if picked is not None:
                return picked.value
            self.say(wording.NOT_THERE)
            first = []

    def text(
        self, head: Sequence[str], prompt: str, *, clear: bool = False, more: str = "", paste: bool = False
    ) -> str | None:
        """Return the words typed, None for Enter; where `clear` is set, `blank` gives empty words."""
        words = self.ask(head, prompt, more=more or wording.TEXT_HELP, keep=True, paste=paste)
        if not words.strip():
            return None
        if clear:
            return "" if folded(words) == BLANK else unescaped(words, (BLANK,))
        return words

    def number(
        self, head: Sequence[str], prompt: str, low: int, high: int, *, clear: bool = False, more: str = ""
    ) -> int | str | None:
        """Return a whole number from `low` to `high`, None for Enter, or BLANK where `clear` is set."""
        first = head
        while True:
            said = folded(self.ask(first, prompt, more=more, repeat=head))
            if not said:
                return None
            if clear and said == BLANK:
                return BLANK
            if said.isdecimal() and len(said) < 5 and low <= int(said) <= high:
                return int(said)
            self.say(wording.no_such_number(low, high))
            first = ()

    def numbers(self, head: Sequence[str], prompt: str, high: int, *, more: str = "") -> tuple[int, ...]:
        """Return the numbers from 1 to `high` that were typed, with spaces or commas; none for Enter."""
        first = head
        while True:
            words = folded(self.ask(first, prompt, more=more, repeat=head)).replace(",", " ").split()
            found = [int(w) for w in words if w.isdecimal() and len(w) < 5 and 1 <= int(w) <= high]
            if len(found) == len(words):
                return tuple(dict.fromkeys(found))
            self.say(wording.no_such_number(1, high))
            first = ()

    def sure(self, head: Sequence[str], *, keep_it: str, do_it: str) -> bool:
        """Return True when `do_it` was chosen. `keep_it` comes first, and Enter means it too."""
        choices = (MenuItem(label=keep_it, value=False), MenuItem(label=do_it, value=True))
        return bool(self.choose(Menu(head=tuple(head), choices=choices, question=wording.PICK_SAFE)))

    def secret(self, head: Sequence[str], prompt: str, *, more: str = "") -> str:
        """Return a passphrase as it was typed; it is not shown. Empty for Enter."""
        return self.ask(head, prompt, more=more, secret=True, keep=True)

    def lines(self, head: Sequence[str], heard: Callable[[str], None], *, more: str = "") -> str | None:
        """Return lines up to an empty one, as one text; None when the first was empty.

        `heard` gets the text so far after each line. Raises as `ask`; then `heard` has had every line.
        """
        said: list[str] = []
        while True:
            prompt = wording.NOTE_MORE if said else wording.NOTE_PROMPT
            so_far = [wording.SO_FAR, *map(wording.own, said)] if said else head
            line = self.ask(() if said else head, prompt, more=more, keep=True, paste=True, repeat=so_far)
            if not line.strip():
                return "\n".join(said) if said else None
            said.append(line)
            heard("\n".join(said))

    def _did(self, word: str, more: str) -> bool:
        """Do what a common word asks for; True when the question has to be asked again."""
        if word == "again":
            return True
        if word == "?":
            self.say(*([more] if more else []), *wording.COMMON_HELP)
            return True
        if word == "s":
            self._in_safety()
            self.say(wording.BACK_TO_QUESTION)
            return True
        if word in self._words:
            self._words[word]()
            return True
        return False

    def _in_safety(self) -> None:
        """Read the safety plan, without the words that belong to the question alone."""
        words, here = self._words, self._here
        self._words, self._here = {word: do for word, do in words.items() if word not in here}, set()
        try:
            self.on_safety()
        finally:
            self._words, self._here = words, here

    def _hear(self, prompt: str, *, own: bool, secret: bool, paste: bool) -> tuple[str | None, bool]:
        """Return the line and whether the passphrase was asked first; None for a line that was cut."""
        self.say(*self.on_ask())
        shown = self._output.prompt(prompt) if prompt else ""
        if not self.at_terminal and shown:
            self.say(shown)
        asked, idle = self._clock(), IdleClock()
        try:
            line = self._source.secret(shown) if secret else self._source.line(shown, paste=paste)
        except LineCut:
            return None, False
        except EndOfInput as end:
            end.half = end.half if own else ""  # half a number or a passphrase is nothing to keep
            raise
        if not secret:
            line = clean_text(line)
        # Two clocks: the one counts sleep and cannot be set back, the other is the one a person reads.
        waited = max(self._clock() - asked, timedelta(seconds=idle.seconds))
        return line, self.on_wait(waited, folded(line), line if own else "")
