"""The keys: those of the screen it was opened from, those that work anywhere, and where the letters go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from companion.tui.base.dialog import Dialog
from companion.tui.base.page import Page
from companion.tui.commands import COMMANDS, capital, key, shown, signs
from companion.tui.widgets.key_bar import HIDE, KeyBar
from companion.tui.widgets.tab_bar import TABS

KEY_WIDTH = 8

ANYWHERE = ("safety", "hide", "back", "search", "palette", "undo", "redo", "close")
"""In their order."""

BEFORE_OPENING = ("safety", "hide", "back", "close")
PLACES = (*(tab.name for tab in TABS), "safety letter", "settings")

STOCK = (
    "app.focus",
    "screen.",
    "scroll_left",
    "scroll_right",
    "scroll_up",
    "scroll_down",
    "scroll_home",
    "scroll_end",
    "page_",
    "cursor_",
    "delete_",
    "select_",
)
"""Beginnings of Textual's own actions: everybody's arrow keys need no line on the card."""

STOCK_WORDS = frozenset(("copy", "cut", "paste"))
"""The same, as whole actions."""


def keys_of(screen: Screen[Any]) -> list[tuple[str, str]]:
    """Return (keys, what they do) for the bindings of a screen and of what has the focus in it."""
    rows: dict[str, list[str]] = {}
    found = [active for active in screen.active_bindings.values() if active.enabled]
    for active in sorted(found, key=lambda active: active.node is not screen):
        binding = active.binding
        if active.node is screen.app or not binding.description or _is_stock(binding.action):
            continue
        keys = rows.setdefault(binding.description, [])
        if (key_shown := shown(binding)) not in keys:
            keys.append(key_shown)
    return [(_together(keys), description) for description, keys in rows.items()]


def _is_stock(action: str) -> bool:
    return action in STOCK_WORDS or action.startswith(STOCK)


def _together(keys: list[str]) -> str:
    digits = [key for key in keys if key.isdigit()]
    if len(digits) > 2:
        keys = [f"{digits[0]}-{digits[-1]}", *(key for key in keys if key not in digits)]
    return "  ".join(keys[:3])


class Help(Dialog[None]):
    """A card of keys over the page; Esc, ``?`` or Enter closes it."""

    BEGINS: ClassVar[bool] = False
    CSS_PATH = "../styles/help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("close help", show=False),
        Binding("enter", "close", "Close", show=False),
        key("protects"),
    ]

    def __init__(self, name: str, rows: list[tuple[str, str]], *, is_open: bool) -> None:
        super().__init__("Keys for this screen")
        self._here, self._rows, self._is_open = name, rows, is_open

    @classmethod
    def for_screen(cls, screen: Screen[Any]) -> Help:
        """Return the card for the screen that is shown now."""
        tab = next((tab.label for tab in TABS if isinstance(screen, Page) and tab.name == screen.TAB), "")
        is_open = bool(getattr(screen.app, "may_go", False))
        return cls(f"On {tab}" if tab else "On this screen", keys_of(screen), is_open=is_open)

    def key_bar(self) -> KeyBar:
        return KeyBar(HIDE)

    def body(self) -> Iterable[Widget]:
        anywhere = [
            ("  ".join(signs(command)), ", ".join(filter(None, (command.words, command.about))))
            for command in map(COMMANDS.__getitem__, ANYWHERE if self._is_open else BEFORE_OPENING)
        ]
        left = Vertical(
            Static(_block("Anywhere", anywhere)),
            Static(_block(self._here, self._rows)) if self._rows else Static(""),
            classes="help-left",
        )
        places = [(signs(place)[0], capital(place.words)) for place in map(COMMANDS.__getitem__, PLACES)]
        right = Vertical(Static(_block("Go to", places)), classes="help-right")
        yield Horizontal(left, *((right,) if self._is_open else ()), classes="help-columns")


def _block(title: str, rows: Iterable[tuple[str, str]]) -> Content:
    lines = [Content.styled(title, "bold $c-accent")]
    for keys, words in rows:
        lines.append(Content.assemble((f"{keys:>{KEY_WIDTH}}", "bold"), "  ", words))
    return Content("\n").join(lines)
