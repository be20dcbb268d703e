"""Reading a file that a person named: bounded, and every trouble is one sentence."""

from pathlib import Path

from companion.errors import NotReadable


def read_named(path: Path, *, most: int, what: str = "file", pipes: bool = False) -> bytes:
    """Return the first `most` bytes of a file; what holds more is refused by whoever knows its kind.

    With `pipes`, what is no ordinary file is read as well, which may wait. Raises NotReadable.
    """
    try:
        if not pipes and not path.is_file():
            raise NotReadable(f"There is no {what} {path}. Look at the name again.")
        with path.open("rb") as file:
            return file.read(most)
    except (OSError, ValueError) as error:
        why = f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""
        raise NotReadable(f"The {what} {path} could not be read{why}.") from error


def path_of(words: str) -> Path:
    """Return the path in `words`: quotation marks around it go, ``~`` is the home folder."""
    bare = words.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'":
        bare = bare[1:-1]
    try:
        return Path(bare).expanduser().absolute()
    except (RuntimeError, OSError):  # a home that is not known
        return Path(bare).absolute()
