"""Asking. Every question takes the same few words, wherever it is asked."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from companion.domain.text import clean_text, folded
from companion.idle import IdleClock
from companion.plain.console import wording
from companion.plain.console.flow import Back, EndOfInput, HideKey, Leave, LineCut
from companion.plain.console.input import Input
from companion.plain.console.output import Output


def number_word(said: str) -> str:
    """Return ``3`` for ``03``, ``3.`` or a three of another script, and small letters for capitals."""
    bare = folded(said).removesuffix(".").removesuffix(")")
    return str(int(bare)) if bare.isdecimal() and len(bare) < 5 else bare


def unescaped(line: str, words: Sequence[str]) -> str:
    """Return `line` without its first ``=`` where that kept one of our words from being heard."""
    return line[1:] if line.startswith("=") and folded(line.lstrip("=")) in words else line


def escaped(line: str, words: Sequence[str]) -> str:
    """Return `line` as it has to be typed for `unescaped` to give it back."""
    return f"={line}" if folded(line.lstrip("=")) in words else line


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
    ticks: bool = False
    """True where several may be given in one answer: each turns a tick of its own."""


@dataclass(frozen=True, kw_only=True)  # no slots: Python 3.11 could not make a MenuItem[Act] of it
class Menu(Generic[T_co]):
    """What is read out, then the choices."""

    head: tuple[str, ...] = ()
    choices: tuple[MenuItem[T_co], ...]
    question: str = wording.PICK
    more: str = ""
    """Its own help."""
    place: str = ""
    """Where one is, said with the question; the first sentence of the head unless given."""
    at_first: int = 0
    """How many of the numbers are read out before `more` is typed; 0 for all. Each number works at once."""

    @property
    def numbered(self) -> tuple[MenuItem[T_co], ...]:
        """The choices that have a number, in order."""
        return tuple(c for c in self.choices if not c.hidden and not c.key)

    def reading(self, *, whole: bool = True) -> list[str]:
        """Return what is read out, line by line; not the `whole`: without the numbers that `more` reads."""
        rows = [f"{n} {c.label}" for n, c in enumerate(self.numbered, 1)]
        shown = len(rows) if whole or not self.at_first else self.at_first
        keys = [f"{c.key} {c.label}".rstrip() for c in self.choices if c.key and not c.hidden]
        rest = [f"{wording.MORE} The rest, {shown + 1} to {len(rows)}."] if shown < len(rows) else []
        return [*self.head, *rows[:shown], *keys, *rest]


class Read:
    """What was read out of a menu that stands again and again: the next time what changed is said, and no more."""

    def __init__(self) -> None:
        self.lines: frozenset[str] = frozenset()
        self.whole = False
        """True once the numbers that are not read at first were asked for."""


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
        self._place = ""
        self.on_wait: Callable[[timedelta, str, str], bool] = _nobody_waits
        """Called with how long an answer took, the answer as a word, and the same as it was written where it
        is a person's own words; returns True when the passphrase was asked first."""
        self.on_hide: Callable[[str], None] = lambda half: None
        """Called, with what was half typed of a person's own words, when everything is to be hidden."""
        self.on_safety: Callable[[], None] = lambda: None
        self.on_ask: Callable[[], Sequence[str]] = lambda: ()
        """Called before each question for what came up meanwhile."""
        self.say = output.say
        self.exactly = output.exactly
        self.path = output.path
        self.clear = output.clear

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

    @contextmanager
    def at(self, place: str) -> Iterator[None]:
        """Let every question inside say that one is at `place`, but those that say another."""
        before, self._place = self._place, place
        try:
            yield
        finally:
            self._place = before

    def ask(
        self,
        head: Sequence[str],
        prompt: str,
        *,
        more: str = "",
        keep: bool = False,
        secret: bool = False,
        hides: bool | None = None,
        paste: bool = False,
        repeat: Sequence[str] | None = None,
        fill: str = "",
        after_help: Sequence[str] | None = None,
    ) -> str:
        """Say `head`, ask `prompt`, and return the answer, cleaned (a secret is left as it is).

        When the question is asked again, `repeat` is said in place of `head`, and after the safety plan and what
        else was read in between `after_help`. The common words are dealt with here; those that lock where it
        `hides`, which is everywhere but at a secret unless given. `fill` is words that stand in the line already.
        After a wait that asked for the passphrase the question is asked again, but where `keep` is set the answer
        counts: nothing a person wrote is dropped. Raises Back, Leave, EndOfInput.
        """
        self.say(*head)
        anew = head if repeat is None else repeat
        hides = not secret if hides is None else hides
        own, told, line = keep and not secret, False, ""
        placed = prompt if secret or not (self._place and prompt) else f"{wording.stop(self._place)} {prompt}"
        while True:
            try:
                heard, woken = self._hear(placed, own=own, secret=secret, paste=paste, fill=fill)
            except HideKey as key:
                fill = clean_text(key.half) if own else fill
                self._hide(fill if own else "")
                self.say(*anew)
                continue
            if heard is None:
                self.say(wording.LINE_CUT)
                continue
            line, word = heard, folded(heard)
            if hides and word in wording.HIDE:
                if not woken:
                    self._hide()
                self.say(*anew)
                continue
            if woken and word not in wording.COMMON and not keep:
                self.say(wording.ONCE_MORE, *anew)
                continue
            if word == "back":
                raise Back
            if word == "q":
                raise Leave
            if word == "?":
                self.say(*((more, wording.ANY_HELP) if more and not told else wording.COMMON_HELP))
                told = not told
                continue
            if word == "again":
                self.say(*anew)
                continue
            if self._did(word):
                self.say(*(() if word in self._here else anew if after_help is None else after_help))
                continue
            return line if secret else unescaped(line, (*wording.COMMON, *self._words))

    def choose(self, menu: Menu[T], read: Read | None = None) -> T | None:
        """Return what was chosen; None for Enter. `read`: what was read out of the menu the last time it stood."""
        picked = self._pick(menu, read, several=False)
        return picked[0] if picked else None

    def choose_ticks(self, menu: Menu[T], read: Read | None = None) -> tuple[T, ...]:
        """Return what was chosen, several where they turn ticks; nothing for Enter. `read` as in `choose`."""
        return self._pick(menu, read, several=True)

    def _pick(self, menu: Menu[T], read: Read | None, *, several: bool) -> tuple[T, ...]:
        # A choice in between is made where one is; a page that stands again and again is a place of its own.
        place = menu.place or ("" if read else self._place) or wording.place_of(menu.head) or self._place
        read = read or Read()
        by_word = {str(n): c for n, c in enumerate(menu.numbered, 1)}
        by_word |= {key: c for c in menu.choices for key in (c.key, c.also) if key}
        has_ticks = several and any(c.ticks for c in menu.choices)
        more = " ".join((menu.more or wording.MENU_HELP, *((wording.TICKS_HELP,) if has_ticks else ())))
        first, question = self._news(menu, read, place)
        while True:
            lines = menu.reading(whole=read.whole)
            with self.at(place):
                said = self.ask(first, question, more=more, repeat=lines, after_help=()).strip()
            first = ()
            if not said:
                return ()
            if folded(said) == wording.MORE and wording.MORE not in by_word and menu.at_first:
                read.whole = True
                first = menu.reading()[len(menu.head) + menu.at_first :]
                read.lines |= frozenset(first)
                continue
            picked = by_word.get(said) or by_word.get(number_word(said))
            if picked is not None:
                return (picked.value,)
            words = said.replace(",", " ").split()
            chosen = dict.fromkeys(number_word(word) for word in words) if has_ticks else {}
            if chosen and all(word in by_word and by_word[word].ticks for word in chosen):
                return tuple(by_word[word].value for word in chosen)
            self.say(wording.NOT_THERE)

    @staticmethod
    def _news(menu: Menu[T], read: Read, place: str) -> tuple[Sequence[str], str]:
        """Return what is to be said of a menu now, and its question."""
        lines = menu.reading(whole=read.whole)
        heard = read.lines | {"", wording.stop(place)}  # the question says the place
        news = [line for line in lines if line not in heard] if read.lines else lines
        is_cut = len(news) < len(lines)
        read.lines = frozenset(lines)
        return news, wording.asked_again(menu.question) if is_cut else menu.question

    def text(
        self,
        head: Sequence[str],
        prompt: str,
        *,
        clear: bool = False,
        more: str = "",
        paste: bool = False,
        now: str = "",
    ) -> str | None:
        """Return the words typed, None for Enter; where `clear` is set, `blank` gives empty words.

        `now`: the words that are to be changed. They stand in the line, ready to be edited, or are said first where
        they cannot; left as they are they give None.
        """
        now, fill = clean_text(now).strip(), ""
        if now and "\n" not in now and self._source.can_fill:
            ours = (*wording.COMMON, *self._words)
            fill = escaped(escaped(now, (BLANK,)) if clear else now, ours)
            head = (*head, wording.STANDS_THERE)
        elif now:
            head = (
                (*head, "Now:", *wording.whole(now))
                if "\n" in now
                else (*head, f"Now: {wording.whole(now)[0]}")
            )
        words = self.ask(head, prompt, more=more or wording.TEXT_HELP, keep=True, paste=paste, fill=fill)
        if not words.strip():
            return None
        if clear and folded(words) == BLANK:
            return ""
        words = unescaped(words, (BLANK,)) if clear else words
        return None if fill and words.strip() == now else words

    def number(
        self, head: Sequence[str], prompt: str, low: int, high: int, *, clear: bool = False, more: str = ""
    ) -> int | str | None:
        """Return a whole number from `low` to `high`, None for Enter, or BLANK where `clear` is set."""
        first = head
        more = more or wording.number_help(low, high)
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
        more = more or wording.NUMBERS_HELP
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

    def secret(self, head: Sequence[str], prompt: str, *, more: str = "", hides: bool = False) -> str:
        """Return a passphrase as it was typed; it is not shown. Empty for Enter.

        `hides`: it is no passphrase, and the words that lock are heard.
        """
        return self.ask(head, prompt, more=more, secret=True, keep=True, hides=hides)

    def lines(self, head: Sequence[str], heard: Callable[[str], None], *, more: str = "") -> str | None:
        """Return lines up to an empty one, as one text; None when the first was empty.

        `heard` gets the text so far after each line. Raises as `ask`; then `heard` has had every line.
        """
        said: list[str] = []
        more = more or wording.TEXT_HELP
        line = self.ask(head, wording.NOTE_PROMPT, more=more, keep=True, paste=True)
        while line.strip():
            said.append(line)
            heard("\n".join(said))
            if wording.looks_like_a_command(line):
                self.say(wording.kept_as_words(line))
            so_far = [wording.SO_FAR, *map(wording.own, said)]
            with self.at(""):
                line = self.ask((), wording.NOTE_MORE, more=more, keep=True, paste=True, repeat=so_far)
        return "\n".join(said) if said else None

    def _did(self, word: str) -> bool:
        """Do what a word that leads back to the question asks for; False where it is no such word."""
        if word == "s":
            with self._apart():
                self.on_safety()
            self.say(wording.BACK_TO_QUESTION)
            return True
        if word in self._words:
            self._words[word]()
            return True
        return False

    def _hide(self, half: str = "") -> None:
        if not self.clear() and self.at_terminal:
            self.say(wording.STAYS_THERE)
        with self._apart():
            self.on_hide(half)

    @contextmanager
    def _apart(self) -> Iterator[None]:
        """Leave the question for something else: the words that belong to it alone are not heard there."""
        words, here, place = self._words, self._here, self._place
        self._words, self._here = {word: do for word, do in words.items() if word not in here}, set()
        self._place = ""
        try:
            yield
        finally:
            self._words, self._here, self._place = words, here, place

    def _hear(
        self, prompt: str, *, own: bool, secret: bool, paste: bool, fill: str
    ) -> tuple[str | None, bool]:
        """Return the line and whether the passphrase was asked first; None for a line that was cut."""
        self.say(*self.on_ask())
        shown = self._output.prompt(prompt) if prompt else ""
        if not self.at_terminal and shown:
            self.say(shown)
        asked, idle = self._clock(), IdleClock()
        try:
            line = self._source.secret(shown) if secret else self._source.line(shown, paste=paste, fill=fill)
        except LineCut:
            return None, False
        except EndOfInput as end:
            # Half a number or a passphrase is nothing to keep, nor are words that stood there to be changed.
            end.half = end.half if own and end.half != fill else ""
            raise
        if not secret:
            line = clean_text(line)
        # Two clocks: the one counts sleep and cannot be set back, the other is the one a person reads.
        waited = max(self._clock() - asked, timedelta(seconds=idle.seconds))
        with self._apart():
            return line, self.on_wait(waited, folded(line), line if own and line != fill else "")
