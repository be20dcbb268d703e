"""Typesetting: a template of ours and a page of plain data become a tagged PDF, to PDF/UA-1, by Typst."""

import json
import re
import unicodedata
from collections.abc import Callable
from importlib.resources import files

from companion.domain.wrapping import columns, cut
from companion.errors import ToolMissing

NO_TYPST = (
    "Making a PDF needs one more package, typst, and it is not installed. Save the page as a web page, "
    "open it and print it as a PDF. Or add the package: pip install 'recovery-companion[pdf]'."
)

ROUNDS = 4
"""Times a page is tried again without the characters that no font of this computer can show."""

LONGEST, PIECE = 40, 8
"""Columns. A word longer than the first may break after pieces of the second: no letter runs off the paper."""

_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


def typeset(name: str, page: object) -> bytes:
    """Return `page`, plain data that becomes JSON, set by the template `name` as PDF bytes.

    Raises ToolMissing when Typst is not installed. PDF/UA forbids signs that cannot be shown. Where this
    computer has no font for one (an emoji, mostly), its name stands in brackets instead, so that nothing
    is a blank box: ``[water wave]``.
    """
    try:
        import typst
    except ImportError as error:
        raise ToolMissing(NO_TYPST) from error
    template = files("companion.export").joinpath(f"templates/{name}").read_bytes()
    page = _breakable(page)
    for _ in range(ROUNDS):
        try:
            return _compile(typst, template, page, ["ua-1"])
        except typst.TypstError as error:
            missing = _missing(error)
            if not missing:
                break
            page = _named(page, missing)
    return _compile(typst, template, page, [])


def _compile(typst: object, template: bytes, page: object, standards: list[str]) -> bytes:
    data: bytes = typst.compile(  # type: ignore[attr-defined]
        template, format="pdf", sys_inputs={"page": json.dumps(page)}, pdf_standards=standards
    )
    return data


def _missing(error: Exception) -> frozenset[str]:
    """Return the characters that Typst says it has no glyph for."""
    told = f"{error}\n{getattr(error, 'diagnostic', '')}"
    return frozenset("".join(_unescape(match) for match in _MISSING.findall(told)))


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], text)


def _named(page: object, missing: frozenset[str]) -> object:
    """Return the page with each missing character's name in brackets; joiners and the like go."""
    names = {ord(letter): _name(letter) for letter in missing}
    return _each(page, lambda text: text.translate(names))


def _name(letter: str) -> str:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc"):
        return ""
    return f"[{unicodedata.name(letter, '').lower() or f'character {ord(letter):X}'}]"


def _breakable(page: object) -> object:
    """Return the page with a zero-width space every so often in words too long for a line."""
    return _each(page, lambda text: text if columns(text) <= LONGEST else _break(text))


def _break(text: str) -> str:
    words = text.split(" ")
    return " ".join(w if columns(w) <= LONGEST else "\u200b".join(cut(w, PIECE)) for w in words)


def _each(data: object, change: Callable[[str], str]) -> object:
    """Return `data` with every string in it changed, keys aside."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: _each(value, change) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_each(value, change) for value in data]
    return data
