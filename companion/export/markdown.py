"""The page as CommonMark. Every word of the person's is escaped, so that none is read as markup."""

import re

from companion.domain.summary import Summary
from companion.export.shape import environment, shape

_ANYWHERE = re.compile(r"[\\`*_\[\]<>&~|$#^]")
"""What can begin markup anywhere in a line, in CommonMark or in the common dialects."""

_BULLET = re.compile(r"^([-+=])")
_NUMBER = re.compile(r"^(\d{1,9})([.)])")


def escape(line: str) -> str:
    """Return one line of words as Markdown that reads as exactly those words.

    `line` has no newline and no white space at its ends. Letters, commas, dashes and dots stay as they
    are, so that the source can be read too; only what would be read as markup is marked.
    """
    marked = _ANYWHERE.sub(r"\\\g<0>", line)
    return _NUMBER.sub(r"\1\\\2", _BULLET.sub(r"\\\1", marked))


def render(summary: Summary) -> bytes:
    """Return the page as UTF-8 Markdown with plain newlines."""
    jinja = environment(autoescape=False)
    jinja.filters["md"] = escape
    text: str = jinja.get_template("page.md.j2").render(page=shape(summary))
    return text.encode()
