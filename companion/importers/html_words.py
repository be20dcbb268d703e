"""Notes that a program keeps as small HTML, as plain words: no tags, lists and paragraphs on lines of their own.

Read by the standard library's `html.parser`: html2text is GPL, and inscriptis brings code that fetches pages. Only
tags that notes are made with are taken for tags; what else looks like one ("<3", "<my dog>") are the person's own
words.
"""

import re
from html import unescape
from html.parser import HTMLParser

_MAY_BE_HTML = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#][\w]{1,8};")
_LINES = frozenset(
    (
        "address",
        "article",
        "blockquote",
        "div",
        "dd",
        "dl",
        "dt",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
    )
) | frozenset(("hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul"))
_WORDS = frozenset(
    (
        "a",
        "abbr",
        "b",
        "big",
        "body",
        "center",
        "code",
        "del",
        "em",
        "font",
        "html",
        "i",
        "img",
        "ins",
        "label",
        "mark",
    )
) | frozenset(
    ("s", "small", "span", "strike", "strong", "sub", "sup", "tbody", "td", "th", "thead", "tt", "u")
)


def words_of(note: str) -> str:
    """Return a note as plain words; one without tags and entities as it is."""
    if not _MAY_BE_HTML.search(note):
        return note
    reader = _Reader()
    # Comments and the like are no part of notes, and what is never closed is no tag: both stay as they are, and cost
    # the parser nothing, which reads them again and again.
    closed = note.rfind(">") + 1
    reader.feed(re.sub(r"<(?=[!?])", "&lt;", note[:closed]))
    reader.close()
    reader.said.append(unescape(note[closed:]))
    lines = (
        " ".join(line.replace("\xa0", " ").split(" ")).rstrip() for line in "".join(reader.said).split("\n")
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._lists: list[int | None] = []
        """For each list that is open: the number of its last item, or None where it has none."""

    def set_cdata_mode(self, *_: object, **__: object) -> None:
        """Take the words of a script for words."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.said.append("\n")
        elif tag in _LINES:
            self._new_line()
            if tag in ("ul", "ol"):
                self._lists.append(0 if tag == "ol" else None)
            elif tag == "li":
                self._item()
        elif tag in ("td", "th"):
            self.said.append(" ")
        elif tag not in _WORDS:
            self.said.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINES:
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            self._new_line()
        elif tag not in _WORDS and tag != "br":
            self.said.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def _new_line(self) -> None:
        if self.said and not self.said[-1].endswith("\n"):
            self.said.append("\n")

    def _item(self) -> None:
        if not self._lists or self._lists[-1] is None:
            self.said.append("- ")
            return
        self._lists[-1] += 1
        self.said.append(f"{self._lists[-1]}. ")
