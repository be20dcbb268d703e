"""Words are cleaned once, where they enter, by one function through every door."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
# C0 (but tab and newline), DEL, C1, byte order mark, and the embedding and override controls that can
# make text read differently from how it is stored. Joiners, 200E/F and the isolates 2066-2069 stay:
# Arabic, Persian and emoji need them.
_DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u202a-\u202e]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Return `text` without control characters and with plain newlines; everything else word for word.

    ESC goes but what followed it stays (``\\x1b[31mred`` becomes ``[31mred``): nothing a person typed
    is guessed away. Lone surrogates become U+FFFD so that the result can always be encoded as UTF-8.
    """
    if text.isprintable():  # nearly every text; what is dropped or replaced below never is
        return text
    return _LONE_SURROGATE.sub("\ufffd", _DROPPED.sub("", _LINE_ENDS.sub("\n", text)))


def clean_line(text: str) -> str:
    """Return `text` cleaned and on one line: runs of white space become one space, ends are trimmed."""
    return " ".join(clean_text(text).split())


def folded(text: str) -> str:
    """Return `text` as it is compared when case, accents' encoding and outer spaces do not matter."""
    return unicodedata.normalize("NFC", clean_line(text)).casefold()
