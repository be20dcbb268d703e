"""The one door through which a person's words reach the screen.

A plain ``str`` given to a Textual widget is read as markup: ``[sad]`` vanishes, ``[/b]`` crashes and
``[@click=...]`` becomes a live link. ``Content`` is drawn letter for letter, so everything a person
typed, and every name that came out of a file, passes through here. Rich's own escaping is no substitute:
it lets ``[TODO]`` be eaten.
"""

from typing import TypeAlias

from rich.text import Text
from textual.content import Content

from companion.domain.text import clean_line, clean_text

Words: TypeAlias = str | Content
"""What our widgets take: a ``str`` is drawn letter for letter, a ``Content`` brings its own styling."""


def user_text(words: str) -> Content:
    """Return `words` to be drawn letter for letter, line ends kept, control characters gone."""
    return Content(clean_text(words))


def user_line(words: str) -> Content:
    """Return `words` to be drawn letter for letter on one line."""
    return Content(clean_line(words))


def user_cell(words: str) -> Text:
    """Return `words` for the few stock widgets that read Rich markup instead (DataTable, Tree)."""
    return Text(clean_line(words))


def as_content(words: Words) -> Content:
    """Return `words` as Content; a ``str`` is taken letter for letter, never as markup."""
    return words if isinstance(words, Content) else user_text(words)


def say(template: str, **words: object) -> Content:
    """Return our own sentence, with markup, around their words, without.

    `template` is ours and may hold markup and ``$name`` places; each of `words` is drawn letter for
    letter where its name stands: ``say("[b]You wrote:[/] $line", line=typed)``.
    """
    return Content.from_markup(template, **{name: clean_text(str(word)) for name, word in words.items()})


def styled(words: Words, style: str) -> Content:
    """Return `words` with `style` (``"bold"``, ``"italic $c-muted"``) over all of it."""
    return as_content(words).stylize(style)


def content_of(*parts: Words) -> Content:
    """Return `parts` one after the other; each ``str`` is drawn letter for letter."""
    return Content.assemble(*(as_content(part) for part in parts))
