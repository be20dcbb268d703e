"""Every command by a plain name: places, the keys of this screen, and the person's own sections.

Their words go in as `Content`: a plain ``str`` here would be read as markup, and ``[/b]`` would end the
program.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from companion.domain.text import clean_line
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
            Binding("enter", "choose", "Do it", key_display="enter"),
            Binding("escape", "escape", "Close", key_display="esc"),
            HIDE,
        )

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)


class Command(NamedTuple):
    """One entry: its name, what it does in a few words, and the doing."""

    name: str
    """May hold the person's words."""
    about: str
    """Ours: Textual reads it as markup."""
    run: Callable[[], Any]


class Commands(Provider):
    """What can be done from here."""

    async def discover(self) -> Hits:
        for command in self._all():
            yield DiscoveryHit(user_line(command.name), command.run, text=command.name, help=command.about)

    async def search(self, query: str) -> Hits:
        async for hit in self._matching(query):
            yield hit

    async def _matching(self, query: str) -> AsyncIterator[Hit]:
        matcher = self.matcher(query)
        for command in self._all():
            name = clean_line(command.name)
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, _marked(name, query), command.run, text=name, help=command.about)

    def _all(self) -> list[Command]:
        return [*self._places(), *self._here(), *self._sections()]

    def _places(self) -> list[Command]:
        app: Any = self.app
        places = [Command(tab.label, f"key {tab.letter}", partial(app.action_go, tab.name)) for tab in TABS]
        return [
            *places,
            Command("Safety plan", "key F2, from anywhere", app.action_help_now),
            Command("Hide and lock", "key ^L, from anywhere", app.action_hide),
            Command("Search my words", "key /", partial(app.action_go, "search")),
            *self._learn(),
            Command(
                "Settings", "name, nation, colours, where the file is", partial(app.action_go, "settings")
            ),
            Command(
                "Bring in a Daylio file",
                "moods and activities from another program",
                partial(app.action_go, "import"),
            ),
            *self._file(),
            Command("My card", "what may be read without the passphrase", partial(app.action_go, "card")),
            Command("Undo", "take back the last change", app.action_undo),
            Command("Bring back", "what was undone last", app.action_redo),
            Command("Keys for this screen", "key ?", app.action_help),
            Command("What this can and cannot protect", "in plain words", app.action_protects),
            Command("Close", "store everything and close; key ^Q", app.action_close_program),
        ]

    def _learn(self) -> list[Command]:
        app: Any = self.app
        go = app.action_go
        return [
            Command("Exercises", "one question at a time; key l", partial(go, "learn")),
            Command("My learning plan", "where I am, where I want to be", partial(go, "learning-plan")),
            Command("Add a course", "a folder or zip file with exercises", partial(go, "learn", ADD)),
            Command("Print a worksheet", "an exercise on paper", partial(go, "learn", PAPER)),
        ]

    def _file(self) -> list[Command]:
        app: Any = self.app
        if not app.is_open or app.session.is_demo:
            return []
        go = app.action_go
        return [
            Command("Copies of my vault", "make one, bring one back, take in a file", partial(go, "copies")),
            Command("Passphrase and recovery code", "change them, make guessing dearer", partial(go, "keys")),
            Command("Two versions", "of what was changed in both copies; key b", partial(go, "choices")),
        ]

    def _here(self) -> list[Command]:
        """The bindings of the screen below the palette, by their own names."""
        screen = self.screen
        found: dict[str, Command] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            if active.node is not screen or not binding.description or not active.enabled:
                continue
            if binding.action.startswith(STOCK):
                continue
            key = binding.key_display or self.app.get_key_display(binding)
            run = partial(self.app.run_action, binding.action, screen)
            found.setdefault(binding.description, Command(binding.description, f"key {key}, here", run))
        return list(found.values())

    def _sections(self) -> list[Command]:
        app: Any = self.app
        if not app.is_open:
            return []
        return [
            Command(
                f"Plan: {section.name}", "a section of my plan", partial(app.action_go, "plan", section.id)
            )
            for section in app.services.plan.sections()
        ]


def _marked(name: str, query: str) -> Content:
    """Return `name` letter for letter, with what was typed in bold where it stands as typed."""
    content = user_line(name)
    at = name.casefold().find(query.casefold()) if query else -1
    return content.stylize("bold", at, at + len(query)) if at >= 0 else content
