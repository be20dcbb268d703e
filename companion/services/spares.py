"""What is said of a vault that is gone or damaged, and of the copies beside it that can stand in for it."""

from dataclasses import dataclass
from datetime import date, datetime

from companion.errors import CompanionError, DamagedContents, DamagedHeader, NotReadable
from companion.services.when import say_when
from companion.words import say_weekday

DAMAGED = (DamagedHeader, DamagedContents, NotReadable)
"""What a vault answers that a copy of it can stand in for."""

_NOT_THERE = "Your vault is not in its place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spares:
    """What lies beside the place of the vault."""

    newest: date | None = None
    """When the newest copy that can be opened was saved; None when there is none."""
    spoilt: int = 0
    """Copies that cannot be opened."""
    mendable: bool = False
    """True when the vault itself is there and one wrong bit is what keeps it from opening."""

    @property
    def can_help(self) -> bool:
        """True when a vault that does not open can be put right, or a copy can stand in for it."""
        return self.mendable or self.newest is not None


def gone_words(spares: Spares) -> str:
    """Return the sentence for a vault that is not there; empty where nothing lies beside it either."""
    if spares.newest:
        return f"{_NOT_THERE}, but a copy of it is here, {_from(spares.newest)}."
    if spares.spoilt:
        return f"{_NOT_THERE}. What lies beside it is damaged and cannot be opened; it is left as it is."
    return ""


def damaged_words(error: CompanionError, spares: Spares) -> str:
    """Return why the vault did not open, and whether it can be put right or a copy can stand in for it."""
    if spares.mendable:
        return f"{error} It is one small fault, and Companion can put it right. Nothing is lost by it."
    if spares.newest:
        return f"{error} A copy of it is here, {_from(spares.newest)}."
    if isinstance(error, NotReadable) and not spares.spoilt:
        return str(error)  # perhaps never a vault: nothing was to be expected beside it
    return f"{error} There is no copy beside it that can be opened."


def opened_words(saved_at: datetime | None, aside: str) -> str:
    """Return what is said once a copy was opened; `aside` names the file that the damaged vault is now."""
    said = "This is a copy of your vault"
    if saved_at is not None:
        said += f", as it was saved on {say_when(saved_at.date(), saved_at.time().replace(second=0))}"
    said += ". What came later is not in it."
    return f"{said} The damaged file is kept beside it as {aside}." if aside else said


def mended_words(aside: str) -> str:
    """Return what is said once a vault was put right; `aside` names the file as it was found, if it was moved."""
    if not aside:
        return "Your vault has one small fault at its beginning. It was read past, and the file is left as it is."
    return f"Your vault is put right, and all of it is here. The file as it was found is kept beside it as {aside}."


def _from(day: date) -> str:
    return f"from {say_weekday(day)}"
