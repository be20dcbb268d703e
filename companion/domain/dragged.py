"""A path as it comes into a terminal: typed, pasted, or dragged in from a window of files.

macOS and most Linux terminals write a backslash before each space and sign; some put quotation marks around it; others
write an address, ``file:///home/sam/may%20copy.csv``.
"""

import re
from urllib.parse import unquote

_ADDRESS = re.compile(r"file://(?:localhost)?(?P<path>/.*)", re.IGNORECASE | re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SHELL_SIGN = re.compile(r"\\[ \t()'\"&;!$`*?#|<>{}\[\]~,=^@%:+]")
_DRIVE = re.compile(r"/[A-Za-z]:[/\\]")
_QUOTES = {"'": "'", '"': '"', "“": "”", "‘": "’"}


def paths_in(words: str) -> tuple[str, ...]:
    """Return what path may be meant, the likeliest first. At least one, which may be empty."""
    bare = words.strip()
    if len(bare) > 1 and _QUOTES.get(bare[0]) == bare[-1]:
        inside = bare[1:-1].replace("'\\''", "'") if bare[0] == "'" else bare[1:-1]
        return tuple(dict.fromkeys((*_read(inside, escaped=bare[0] == '"'), bare)))
    return _read(bare, escaped=True)


def _read(bare: str, *, escaped: bool) -> tuple[str, ...]:
    if match := _ADDRESS.fullmatch(bare):
        path = unquote(match["path"])
        return (path[1:] if _DRIVE.match(path) else path, bare)
    plain = _ESCAPED.sub(r"\1", bare)
    if not escaped or plain == bare:
        return (bare,)
    # A backslash before a letter stands between folders on Windows; before a space or a sign a terminal wrote it.
    return (plain, bare) if _SHELL_SIGN.search(bare) else (bare, plain)
