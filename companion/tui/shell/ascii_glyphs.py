"""Our glyphs in ASCII, for a terminal or a locale that cannot show them, and for whoever asks for it.

One filter over everything that is drawn: boxes and blocks become ``+ - |`` and ``#``, ``✓`` an ``x``. Each
sign keeps its one cell, so nothing moves. In a person's words the same few signs change, on the screen
alone; letters never do.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

ASKED_FOR = "COMPANION_ASCII"
"""Environment variable: 1 for ASCII, 0 for our glyphs whatever the terminal says."""

_EM_DASH = 0x2014  # never in our own words, but in a person's
_LIGHT_LINES, _LAST_LINE = 0x2500, 0x257F
_FIRST_BLOCK, _LAST_BLOCK = 0x2580, 0x259F

_SIGNS = {
    "─━┄┅┈┉╌╍═╴╶╸╺╼╾": "-",
    "│┃┆┇┊┋╎╏║╵╷╹╻╽╿▉▊▋▌▍▎▏▐▕": "|",
    "╭╮┌┐┏┓╔╗": ".",
    "╰╯└┘┗┛╚╝": "'",
    "▀▔–": "-",
    "▁": "_",
    "▂": "-",
    "▃…": "~",
    "▄": "=",
    "▅": "+",
    "▆•●": "*",
    "▇": "%",
    "✓": "x",
    "▸→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "○": "o",
    "·": ".",
    "“”": '"',
    "‘’": "'",
}

_TABLE = (
    dict.fromkeys(range(_LIGHT_LINES, _LAST_LINE + 1), "+")
    | dict.fromkeys(range(_FIRST_BLOCK, _LAST_BLOCK + 1), "#")
    | {ord(sign): ascii_sign for signs, ascii_sign in _SIGNS.items() for sign in signs}
    | {_EM_DASH: "-"}
)

_COERCED = {"C.UTF-8", "C.utf8", "UTF-8"}
"""What Python itself writes into LC_CTYPE where the locale is C."""


class AsciiSet(LineFilter):
    """Draws our glyphs in ASCII."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return `segments` with every glyph of ours replaced, cell for cell."""
        return [
            segment if segment.text.isascii() else segment._replace(text=in_ascii(segment.text))
            for segment in segments
        ]


def in_ascii(words: str) -> str:
    """Return `words` with our glyphs in ASCII."""
    return words.translate(_TABLE)


def is_needed(environment: Mapping[str, str]) -> bool:
    """Return True where our glyphs would come out as boxes or question marks, or ASCII was asked for.

    That is the bare Linux console, and a locale named by LC_ALL, LC_CTYPE or LANG that is not UTF-8. Where
    none is named nothing is known, and the glyphs stay.
    """
    asked = environment.get(ASKED_FOR, "").strip()
    if asked:
        return asked != "0"
    return environment.get("TERM") == "linux" or (
        sys.platform != "win32" and not _is_utf8(_locale_of(environment))
    )


def _locale_of(environment: Mapping[str, str]) -> str:
    everything, letters, language = (environment.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    if language in ("C", "POSIX") and letters in _COERCED:
        letters = ""
    return everything or letters or language


def _is_utf8(locale: str) -> bool:
    charset = locale.partition("@")[0].rpartition(".")[2]
    return not locale or charset.lower().replace("-", "") == "utf8"
