"""The recovery code: seven groups of five, on paper, for the day the passphrase is gone.

Each group is four random symbols (20 bits, 140 in all) and a check symbol, so a slip of the pen is
found while typing, and the group it is in is named. Own code: no kept package points at the wrong group.
"""

import secrets
import unicodedata

from companion.errors import WrongRecoveryCode

GROUPS = 7
GROUP_LEN = 5
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32: no I, L, O, U, which read like 1, 1, 0 and V."""

_VALUE = {symbol: value for value, symbol in enumerate(SYMBOLS)} | {"O": 0, "I": 1, "L": 1, "U": 27}


def _times(a: int, b: int) -> int:
    """Multiply in GF(32), polynomial x^5 + x^2 + 1."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 32:
            a ^= 0b100101
        b >>= 1
    return product


def _check_value(data: list[int], number: int) -> int:
    """Return the check symbol's value for four data values of group `number` (1-7)."""
    total, weight = number, 2
    for value in data:
        total ^= _times(weight, value)
        weight = _times(weight, 2)
    return total


def new_code() -> str:
    """Return a new random code, written as on the sheet: ``6QE3H-4K84C-...``."""
    groups = []
    for number in range(1, GROUPS + 1):
        data = [secrets.randbelow(len(SYMBOLS)) for _ in range(GROUP_LEN - 1)]
        groups.append("".join(SYMBOLS[value] for value in [*data, _check_value(data, number)]))
    return "-".join(groups)


def is_group(text: str, number: int) -> bool:
    """Return True when `text` is well formed as group `number` (1-7) of some code."""
    pieces = _pieces(text)
    return len(pieces) == 1 and _is_group(pieces[0], number)


def _is_group(piece: str, number: int) -> bool:
    if len(piece) != GROUP_LEN or any(symbol not in _VALUE for symbol in piece):
        return False
    *data, check = (_VALUE[symbol] for symbol in piece)
    return _check_value(data, number) == check


def _pieces(text: str) -> list[str]:
    """Return the runs of letters and digits of `text`, in capitals; all else separates."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(c if c.isalnum() else " " for c in plain).split()


def _split(text: str) -> list[str]:
    """Return the groups of `text` as the person meant them.

    Where separators make seven pieces they are trusted, so that one symbol left out spoils one group and
    not all after it. Otherwise the symbols are counted off in fives.
    """
    pieces = _pieces(text)
    if len(pieces) == GROUPS:
        return pieces
    joined = "".join(pieces)
    return [joined[at : at + GROUP_LEN] for at in range(0, len(joined), GROUP_LEN)]


def wrong_groups(text: str) -> tuple[int, ...]:
    """Return the numbers (1-7) of the groups that are not well formed; missing ones count as wrong."""
    groups = _split(text) + [""] * GROUPS
    return tuple(number for number in range(1, GROUPS + 1) if not _is_group(groups[number - 1], number))


def wrong_so_far(text: str) -> int:
    """Return the number (1-7) of the first finished group of `text` that is not well formed, else 0.

    For a code that is still being typed. It can be read two ways, by its separators or counted off in
    fives; where one of them goes well so far, nothing is said. A piece of about five symbols is meant as a
    group; else the way that goes well for longer is the one that is meant.
    """
    pieces = _pieces(text)
    unended = bool(pieces) and unicodedata.normalize("NFKC", text)[-1:].isalnum()
    by_pieces = pieces[:-1] if unended and len(pieces[-1]) < GROUP_LEN else pieces
    joined = "".join(pieces)
    in_fives = [joined[at : at + GROUP_LEN] for at in range(0, len(joined) - GROUP_LEN + 1, GROUP_LEN)]
    wrong, counted = _first_wrong(by_pieces), _first_wrong(in_fives)
    if not (wrong and counted):
        return 0
    is_meant = abs(len(by_pieces[wrong - 1]) - GROUP_LEN) <= 1
    return wrong if is_meant else max(wrong, counted)


def _first_wrong(groups: list[str]) -> int:
    numbered = enumerate(groups[:GROUPS], 1)
    return next((number for number, group in numbered if not _is_group(group, number)), 0)


def same_group(typed: str, group: str) -> bool:
    """Return True when `typed` is `group`, a group of a code, in whatever case, spaces or look-alikes."""
    symbols = "".join(_pieces(typed))
    known = all(symbol in _VALUE for symbol in symbols)
    return known and "".join(SYMBOLS[_VALUE[symbol]] for symbol in symbols) == group


def canonical(text: str) -> bytes:
    """Return the 35 symbols of a code as ASCII, whatever case, spaces or look-alikes it was typed with.

    Raises WrongRecoveryCode naming the groups to look at again.
    """
    wrong = wrong_groups(text)
    groups = _split(text)
    if wrong:
        raise WrongRecoveryCode(_sentence(wrong), wrong)
    if len(groups) > GROUPS:
        raise WrongRecoveryCode("That is more than a recovery code. It has seven groups of five.")
    return "".join(SYMBOLS[_VALUE[symbol]] for group in groups for symbol in group).encode("ascii")


def is_code(text: str) -> bool:
    """Return True when `text` is a whole, well-formed code."""
    return not wrong_groups(text) and len(_split(text)) == GROUPS


def _sentence(wrong: tuple[int, ...]) -> str:
    if len(wrong) == GROUPS:
        return "That does not look like a recovery code. It has seven groups of five letters and numbers."
    if len(wrong) == 1:
        return f"Group {wrong[0]} does not match. Look at it again on your sheet."
    listed = ", ".join(str(number) for number in wrong[:-1])
    return f"Groups {listed} and {wrong[-1]} do not match. Look at them again on your sheet."
