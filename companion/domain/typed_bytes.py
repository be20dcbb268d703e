"""What a keyboard sends, as text: UTF-8, and where a byte is no UTF-8, the letter Windows-1252 has for it.

An old terminal, a telnet or a serial line sends one byte for a letter with an accent. Read strictly it would end
the program; read as a lost letter it would change what the person wrote.
"""

import codecs

AS_TYPED = "companion.as-typed"
"""The name, for ``errors=`` of a decoder, of reading a byte that is not UTF-8 as Windows-1252.

The five bytes that stand for nothing there (81, 8D, 8F, 90, 9D) become U+FFFD: something was typed.
"""


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(AS_TYPED, _windows_1252)


def as_typed(data: bytes) -> str:
    """Return the text of `data`, which is whole."""
    return data.decode("utf-8", AS_TYPED)


class TypedBytes:
    """Reads bytes that come in pieces; a symbol cut into two waits for its rest."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")(AS_TYPED)

    def read(self, data: bytes) -> str:
        """Return what `data` and the bytes that waited come to; empty while a symbol is not whole."""
        return self._decoder.decode(data)

    def rest(self) -> str:
        """Return the bytes that waited, as they are: nothing more of their symbol has come."""
        return self._decoder.decode(b"", final=True)
