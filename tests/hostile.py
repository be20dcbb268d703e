"""Words that break careless programs. At every door, `clean_text` of them comes out, and never a crash."""

import pytest

LONG_NOTE = ("Some days are long and I write a lot about them, [b] and all. " * 330)[:20_000]
"""A note of 20,000 characters."""

LONG_WORD = "w" * 500
"""One word that fits on no line."""

NAMED: dict[str, str] = {
    "bracketed": "[sad]",
    "closing tag": "[/b]",
    "todo": "[TODO]",
    "action link": "[@click=app.quit]x[/]",
    "rich colours": "[bold red]x[/bold red] [link=file:///etc/passwd]y[/link] [[z]]",
    "ESC": "a\x1b[31mred\x1b[0m b\x1b[2Jc",
    "OSC": "a\x1b]0;title\x07b\x1b]8;;http://example.invalid\x1b\\link\x1b]8;;\x1b\\",
    "controls": "a\x00b\x07c\x08d\x0be\x7ff\x85g\x9bh",
    "line ends": "one\r\ntwo\rthree\nfour",
    "lone surrogate": "a\ud800b\udfffc",
    "override": "safe \u202eevil\u202c end",
    "line separator": "one\u2028two\u2029three",
    "byte order mark": "\ufeffwords",
    "emoji": "Walking by the river 🌊 with 👩‍👩‍👧 and ❤️",
    "Welsh": "ŵyn, tŷ, Dŵr, ŴŶ",
    "Arabic": "أمشي إلى البحر كل صباح",
    "isolates": "\u2067أمشي\u2069 and back",
    "html": "<script>alert('x')</script> <b>bold</b> &amp; &#x41; </main>",
    "markdown": "# not a heading *not bold* _nor this_ `code` [a](http://example.invalid) ![i](x) <x>",
    "list starts": "- one\n+ two\n* three\n1. four\n2) five\n> six\n===\n---\n~~~\n    indented",
    "typst": '#eval("1") *x* _y_ $z$ @ref \\ #include "x" // no /* no */',
    "jinja": "{{ 7 * 7 }} {% raw %} {# gone? #}",
    "path": "../../etc/passwd",
    "spaces": "  two  spaces\tand a tab  ",
    "long word": LONG_WORD,
    "long note": LONG_NOTE,
    "empty": "",
}

HOSTILE: tuple[str, ...] = tuple(NAMED.values())
HOSTILE_IDS: tuple[str, ...] = tuple(NAMED)
"""Names of `HOSTILE`, in its order, for ``pytest.mark.parametrize(..., ids=HOSTILE_IDS)``."""

AT_ONCE = " ".join(words for words in HOSTILE if words != LONG_NOTE)
"""All of them but the note in one, for one more place to which words come by a door that is tried with each."""

at_once = pytest.mark.parametrize("words", [pytest.param(AT_ONCE, id="all at once")])
