"""Markdown as the words it stands for: ``**rest**`` is "rest", a link its words and where it leads.

Read by markdown-it-py, which comes with Rich; HTML, and what is no markup, stay letter for letter.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MAY_BE = re.compile(r"[*_`\[<\\~]")
_LONGEST = 5_000
"""Characters. Longer words stay as they are: none can take long to read."""

_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_QUOTE = re.compile(r"(?:>\s?)+")


def words_of(text: str) -> str:
    """Return `text`, of one line or several, without what marks it up."""
    lines = [_line(line) for line in text.split("\n")]
    text = "\n".join(line for line in lines if line is not None)
    if not _MAY_BE.search(text) or len(text) > _LONGEST:
        return text
    (inline,) = _reader().parseInline(text)
    return "".join(_said(inline.children or ()))


def _line(line: str) -> str | None:
    """Return one line without the marks of a quotation or a table; None for the rule under a table's head."""
    line = line.strip()
    if "|" in line and _TABLE_RULE.fullmatch(line):
        return None
    if len(line) > 2 and line[0] == line[-1] == "|":
        return ", ".join(cell.strip() for cell in line.strip("|").split("|") if cell.strip())
    return line[match.end() :] if (match := _QUOTE.match(line)) else line


def _said(tokens: Iterable["Token"]) -> Iterable[str]:
    links: list[tuple[str, list[str]]] = []
    for token in tokens:
        match token.type:
            case "text" | "code_inline" | "html_inline":
                said = token.content
            case "image":
                said = token.content or str(token.attrs.get("src", ""))
            case "softbreak" | "hardbreak":
                said = "\n"
            case "link_open":
                links.append((str(token.attrs.get("href", "")), []))
                continue
            case "link_close":
                where, inside = links.pop()
                said = _link("".join(inside), where)
            case _:
                continue
        if links:
            links[-1][1].append(said)
        else:
            yield said
    for where, inside in links:
        yield _link("".join(inside), where)


def _link(words: str, where: str) -> str:
    bare = where.removeprefix("mailto:")
    return words if not bare or words in (where, bare) else f"{words} ({bare})" if words else bare


@cache
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    class Reader(MarkdownIt):
        """A link is shown as it was written, and never followed."""

        def normalizeLink(self, url: str) -> str:
            return url

    return Reader("commonmark").enable("strikethrough").disable("entity")
