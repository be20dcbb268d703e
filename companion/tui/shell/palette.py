"""Every command by a plain name: places, the keys of this screen, and the person's own sections.

Their words go in as `Content`: a plain ``str`` here would be read as markup, and ``[/b]`` would end the
program.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import Binding
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from companion.domain.text import clean_line
from companion.tui.commands import COMMANDS, capital, shown, signs
from companion.tui.learn.courses import ADD, PAPER
from companion.tui.shell.help import STOCK
from companion.tui.widgets.key_bar import HIDE, KeyBar
from companion.tui.widgets.tab_bar import TABS, SafetyChip
from companion.tui.widgets.text import user_line


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


class Entry(NamedTuple):
    """One entry: its name, what it does in a few words, and the doing."""

    name: str
    """May hold the person's words."""
    about: str
    """Ours: Textual reads it as markup."""
    run: Callable[[], Any]


class Commands(Provider):
    """What can be done from here."""

    async def discover(self) -> Hits:
        for entry in self._all():
            yield DiscoveryHit(user_line(entry.name), entry.run, text=entry.name, help=entry.about)

    async def search(self, query: str) -> Hits:
        async for hit in self._matching(query):
            yield hit

    async def _matching(self, query: str) -> AsyncIterator[Hit]:
        matcher = self.matcher(query)
        for entry in self._all():
            name = clean_line(entry.name)
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, _marked(name, query), entry.run, text=name, help=entry.about)

    def _all(self) -> list[Entry]:
        return [*self._places(), *self._here(), *self._sections()]

    def _places(self) -> list[Entry]:
        app: Any = self.app
        return [
            *self._keyed(*(tab.name for tab in TABS), "safety", "hide", "search"),
            *self._learn(),
            *self._lists(),
            *self._keyed("settings"),
            Entry(
                "Bring in a file of another program",
                "a history from Daylio, jrnl, Day One, Bearable or a table",
                partial(app.action_go, "import"),
            ),
            *self._file(),
            Entry("My card", "what may be read without the passphrase", partial(app.action_go, "card")),
            *self._keyed("undo", "redo", "help"),
            Entry("What this can and cannot protect", "in plain words", app.action_protects),
            *self._keyed("close"),
        ]

    def _keyed(self, *names: str) -> list[Entry]:
        """Return the entries of commands that have a key on every page."""
        entries = []
        for command in map(COMMANDS.__getitem__, names):
            _, action, at = parse(command.action)
            run = partial(getattr(self.app, f"action_{action}"), *at)
            about = "; ".join(filter(None, (command.about, f"key {signs(command)[0]}")))
            entries.append(Entry(capital(command.words), about, run))
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
            Entry("Copies of my vault", "make one, bring one back, take in a file", partial(go, "copies")),
            Entry("Passphrase and recovery code", "change them, make guessing dearer", partial(go, "keys")),
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


def _marked(name: str, query: str) -> Content:
    """Return `name` letter for letter, with what was typed in bold where it stands as typed."""
    content = user_line(name)
    at = name.casefold().find(query.casefold()) if query else -1
    return content.stylize("bold", at, at + len(query)) if at >= 0 else content
