"""What a key asks for, said once: the app and the pages bind it, and footer, palette, help and README name it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from textual.binding import Binding
from textual.keys import format_key

from companion.tui.widgets.tab_bar import TABS

Row = Literal["", "while typing", "pages", "places", "lines", "changes", "views", "ticks"]


class Command(NamedTuple):
    """One thing that a person can ask for with a key."""

    name: str
    """What `key` and the lists of names in help and palette call it."""
    keys: str
    """Textual's names, with commas between."""
    label: str
    """In the footer, and in help for the screen that has it."""
    action: str
    """"" where Textual binds it. A page whose way to do it has another name gives that to `key`."""
    words: str = ""
    """What it does, in help and on README's card as it stands, in the palette with a capital."""
    about: str = ""
    """What the words leave out; the palette says it below them."""
    row: Row = ""
    """Where it stands on README's card, "" is not at all. "while typing" also says that no editor takes the key."""


EVERYWHERE = (
    Command(
        "safety", "f2,ctrl+g", "Safety", "app.help_now", "safety plan", "even while typing", "while typing"
    ),
    Command("hide", "ctrl+l", "Hide", "app.hide", "hide and lock", "even while typing", "while typing"),
    Command("palette", "ctrl+p", "Commands", "", "find any command by name", row="while typing"),
    Command(
        "close", "ctrl+q", "Close", "app.close_program", "store everything and close", row="while typing"
    ),
    *(
        Command(tab.name, tab.letter, tab.label, f"app.go('{tab.name}')", tab.label, row="pages")
        for tab in TABS
    ),
    Command("safety letter", "s", "Safety", "app.safety_letter", "safety plan", row="places"),
    Command("search", "slash", "Search", "app.go('search')", "search my words", row="places"),
    Command(
        "settings",
        "comma",
        "Settings",
        "app.go('settings')",
        "settings",
        "name, nation, colours, where the file is",
        "places",
    ),
    Command("help", "question_mark", "Help", "app.help", "keys for this screen", row="places"),
    Command(
        "two versions",
        "b",
        "Two versions",
        "app.go('choices')",
        "two versions",
        "of what was changed in both copies",
    ),
    Command("undo", "u,ctrl+z", "Undo", "app.undo", "undo the last change", row="changes"),
    Command("redo", "U,ctrl+y", "Bring back", "app.redo", "bring it back", row="changes"),
)
"""What the app binds, so that it is the same on every page."""

HERE = (
    Command("back", "escape", "Back", "leave", "one step back; nothing is lost", row="while typing"),
    Command("leave", "escape", "Leave", "leave"),
    Command("leave it", "escape", "Leave it", "close"),
    Command("next box", "tab", "Next box", "app.focus_next"),
    Command("to what helps", "tab", "What helps", "to_helps"),
    Command("add", "a", "Add", "add", "add", row="lines"),
    Command("again", "a", "Again", "again"),
    Command("as at first", "a", "As at first", "as_at_first"),
    Command("edit", "e", "Edit", "edit", "edit", row="lines"),
    Command("move", "m", "Move", "move", "move", row="lines"),
    Command("archive", "d", "Archive", "archive", "archive", row="lines"),
    Command("take out", "d", "Take out", "take_out"),
    Command("open", "o", "Open", "open_part", "open", row="views"),
    Command("archived", "o", "Open the archive", "archived"),
    Command("all lines", "o", "Open all help lines", "lines"),
    Command("as they came", "o", "All as they came", "as_they_came"),
    Command("what helps", "o", "What helps", "what_helps"),
    Command("whole", "v", "Whole", "whole", "read it whole", row="views"),
    Command("no more whole", "escape,v", "Back", "leave"),
    Command("on one page", "v", "All on one page", "whole"),
    Command("step by step", "v", "One step at a time", "leave"),
    Command("together", "v,ctrl+r", "Sitting together", "together"),
    Command("alone", "v,ctrl+r", "Alone again", "leave"),
    Command("what helps me", "w", "What helps me", "what_helps", "in words or more", row="views"),
    Command("starters", "w", "Questions to start from", "starters"),
    Command("example", "w", "Example", "example"),
    Command("protects", "w", "What it protects", "app.protects"),
    Command("other day", "y", "Another day", "other_day", "another day", row="views"),
    Command("since", "y", "From another day", "since"),
    Command("earlier", "i", "Earlier", "earlier"),
    Command("close earlier", "i", "Close", "close"),
    Command("close help", "question_mark", "Close", "close"),
    Command("other copy", "o", "The other copy", "other_copy"),
    Command("paper", "k", "On paper", "paper"),
    Command("not now", "z", "Not now", "not_now"),
    Command("tick", "space", "Tick", "tick", "tick", row="ticks"),
    Command("said", "space", "Said", "said"),
)
"""What pages, dialogs and widgets bind, by name. A letter keeps to one meaning: see those it has before adding.

A key that means something of its own on one screen (F3, ^E, Enter) stands in that screen's `BINDINGS` alone.
"""

COMMANDS = {command.name: command for command in (*EVERYWHERE, *HERE)}


def key(name: str, action: str = "", *, only: str = "", show: bool = True, priority: bool = False) -> Binding:
    """Return the binding of a command.

    `action`: how it is done here, where that is another one; `only`: the one of its keys that is bound.
    Raises KeyError for a command that is not in the table.
    """
    command = COMMANDS[name]
    return Binding(
        only or command.keys, action or command.action, command.label, show=show, priority=priority
    )


def everywhere() -> list[Binding]:
    """Return what the app binds. No hint of it stands in the footer but those that `KeyBar` ends with."""
    return [
        key(command.name, show=False, priority=command.row == "while typing")
        for command in EVERYWHERE
        if command.action
    ]


def sign(name: str) -> str:
    """Return a key as it stands on the keyboard: "^L" for "ctrl+l". Return's own sign is in few fonts."""
    *modifiers, last = name.split("+")
    last = last if last in {"enter", "backspace"} else format_key(last)
    if len(last) > 1 and last[0] == "f" and last[1:].isdigit():
        last = last.upper()
    if "ctrl" in modifiers:
        modifiers.remove("ctrl")
        last = f"^{last.upper() if len(last) == 1 else last}"
    return "+".join((*modifiers, last))


def signs(command: Command) -> list[str]:
    """Return the keys of a command as they stand on the keyboard."""
    return [sign(each) for each in command.keys.split(",")]


def shown(binding: Binding) -> str:
    """Return how the key of a binding is shown."""
    return binding.key_display or sign(binding.key)


def capital(words: str) -> str:
    """Return `words` as they stand at the beginning of a line."""
    return words[:1].upper() + words[1:]
