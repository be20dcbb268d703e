"""Every command by a plain name or by what it does: places, the keys of this screen, and the person's own sections.

Their words go in as `Content`: a plain ``str`` here would be read as markup, and ``[/b]`` would end the
program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import Binding
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from companion.domain.finding import bare_words, holds_all, spans
from companion.domain.text import clean_line
from companion.tui.commands import COMMANDS, capital, shown, signs
from companion.tui.learn.courses import ADD, PAPER
from companion.tui.shell.help import STOCK
from companion.tui.widgets.key_bar import HIDE, KeyBar
from companion.tui.widgets.tab_bar import TABS, SafetyChip
from companion.tui.widgets.text import styled, user_line


class Palette(CommandPalette):
    """The stock one, which falls over at page up and page down before its list has been drawn.

    The keys at the foot are its own, not those of the page beneath.
    """

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield SafetyChip()
        yield KeyBar(
            Binding("down", "cursor_down", "Choose", key_display="↑ ↓"),
            Binding("enter", "choose", "Do it"),
            Binding("escape", "escape", "Close"),
            HIDE,
        )

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)


FINDS = {
    "safety": "crisis suicide suicidal scared unsafe harm",
    "check-in": "mood sleep diary feel",
    "talk": "appointment doctor coordinator meeting",
    "close": "quit exit",
    "hide": "screen",
}
"""Other words that somebody may look for a command by."""


class Entry(NamedTuple):
    """One entry: its name, what it does in a few words, and the doing."""

    name: str
    """May hold the person's words."""
    about: str
    """Ours."""
    run: Callable[[], Any]
    finds: str = ""
    """Other words that somebody may look for it by."""


class Commands(Provider):
    """What can be done from here."""

    async def discover(self) -> Hits:
        for entry in self._all():
            yield DiscoveryHit(_row(entry, ()), entry.run, text=clean_line(entry.name))

    async def search(self, query: str) -> Hits:
        for hit in self._matching(query):
            yield hit

    def _matching(self, query: str) -> Iterator[Hit]:
        """Yield what is called or does what is looked for; else what is said to; else names that come near it."""
        words, entries = bare_words(query), self._all()
        found = [
            entry for entry in entries if holds_all(entry.name, words) or holds_all(entry.finds, words)
        ] or [entry for entry in entries if holds_all(f"{entry.about} {entry.finds}", words)]
        matcher = self.matcher(query)
        for entry in found or entries:
            score = 1.0 if found else matcher.match(clean_line(entry.name))
            if score > 0:
                yield Hit(score, _row(entry, words), entry.run, text=clean_line(entry.name))

    def _all(self) -> list[Entry]:
        entries = (*self._places(), *self._here(), *self._sections())
        once = {entry.name.casefold(): entry for entry in reversed(entries)}
        return [entry for entry in entries if once.get(entry.name.casefold()) is entry]

    def _places(self) -> list[Entry]:
        app: Any = self.app
        go = app.action_go
        return [
            *self._keyed(*(tab.name for tab in TABS), "safety", "hide", "search"),
            Entry(
                "Helplines",
                "numbers to ring, any time",
                app.navigator.show_helplines,
                "phone crisis 999 suicide suicidal scared",
            ),
            Entry(
                "Days before",
                "check-ins and moments, to read or change",
                partial(go, "days"),
                "history yesterday",
            ),
            Entry(
                "Save a page as a file",
                "text, PDF or a web page, in Share",
                partial(go, "share"),
                "save pdf print export html markdown",
            ),
            *self._learn(),
            *self._lists(),
            *self._keyed("settings"),
            Entry(
                "Colours",
                "light, dark or high contrast, in Settings",
                partial(go, "settings", "theme"),
                "theme color",
            ),
            Entry("Where I live", "whose numbers are shown", partial(go, "settings", "nation"), "nation"),
            Entry(
                "Bring in a file of another program",
                "a history from Daylio, jrnl, Day One, Bearable or a table",
                partial(go, "import"),
                "import csv",
            ),
            *self._file(),
            Entry("My card", "what may be read without the passphrase", partial(go, "card")),
            *self._keyed("undo", "redo", "help"),
            Entry(
                "What this can and cannot protect",
                "in plain words",
                app.action_protects,
                "private secret safe",
            ),
            *self._keyed("close"),
        ]

    def _keyed(self, *names: str) -> list[Entry]:
        """Return the entries of commands that have a key on every page."""
        entries = []
        for command in map(COMMANDS.__getitem__, names):
            _, action, at = parse(command.action)
            run = partial(getattr(self.app, f"action_{action}"), *at)
            about = "; ".join(filter(None, (command.about, f"key {signs(command)[0]}")))
            entries.append(Entry(capital(command.words), about, run, FINDS.get(command.name, "")))
        return entries

    def _learn(self) -> list[Entry]:
        app: Any = self.app
        go = app.action_go
        return [
            Entry("Exercises", "one question at a time", partial(go, "learn")),
            Entry("My learning plan", "where I am, where I want to be", partial(go, "learning-plan")),
            Entry("Add a course", "a folder or zip file with exercises", partial(go, "learn", ADD)),
            Entry("Print a worksheet", "an exercise on paper", partial(go, "learn", PAPER)),
        ]

    def _lists(self) -> list[Entry]:
        app: Any = self.app
        if not app.is_open:
            return []
        return [
            Entry(kept.title, "a list of my own", partial(app.action_go, "list", kept.name))
            for kept in app.services.lists
        ]

    def _file(self) -> list[Entry]:
        app: Any = self.app
        if not app.is_open or app.session.is_demo:
            return []
        go = app.action_go
        return [
            Entry(
                "Copies of my vault",
                "make one, bring one back, take in a file",
                partial(go, "copies"),
                "copy backup restore merge",
            ),
            Entry(
                "Passphrase and recovery code",
                "change them, make guessing dearer",
                partial(go, "keys"),
                "password",
            ),
            Entry(
                "Erase everything",
                "in Settings; it asks first",
                partial(go, "settings", "erase"),
                "delete wipe",
            ),
            *self._keyed("two versions"),
        ]

    def _here(self) -> list[Entry]:
        """The bindings of the screen below the palette, by their own names."""
        screen = self.screen
        found: dict[str, Entry] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            if active.node is not screen or not binding.description or not active.enabled:
                continue
            if binding.action.startswith(STOCK):
                continue
            run = partial(self.app.run_action, binding.action, screen)
            found.setdefault(
                binding.description, Entry(binding.description, f"key {shown(binding)}, here", run)
            )
        return list(found.values())

    def _sections(self) -> list[Entry]:
        app: Any = self.app
        if not app.is_open:
            return []
        return [
            Entry(f"Plan: {section.name}", "a section of my plan", partial(app.action_go, "plan", section.id))
            for section in app.services.plan.sections()
        ]


def _row(entry: Entry, words: tuple[str, ...]) -> Content:
    """Return an entry on one row: its name letter for letter, what was looked for in bold, then what it does."""
    name = clean_line(entry.name)
    content = user_line(name)
    for start, end in spans(name, words):
        content = content.stylize("bold", start, end)
    return Content.assemble(content, "  ", styled(entry.about, "$c-muted"))
