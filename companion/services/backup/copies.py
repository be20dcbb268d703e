"""What is said of copies of the vault: how the one that was opened stands, and what another one holds."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from companion.domain.conflict import ConflictCopy
from companion.domain.text import clean_line
from companion.errors import CompanionError, DamagedContents, DamagedHeader, NotReadable
from companion.services.backup.conflicts import waiting_words
from companion.services.dates import say_gap, say_when
from companion.services.files import is_there
from companion.services.kinds import WORDS, Words
from companion.words import say_count, say_list, say_weekday


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultFacts:
    """What may be said about the file without showing a word of what is in it."""

    path: Path
    size: int
    """Bytes."""
    format: int
    saved_at: datetime | None
    argon_mib: int
    """Memory the passphrase costs to try, MiB."""
    has_recovery_code: bool
    counts: dict[str, int]
    """Records by table."""
    backups: int
    unreadable: int
    """Records kept as they are because this version could not read them."""
    torn: bool = False
    """True when its last save is not whole: it was cut short, or is going on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFile:
    """Another file of the same vault, looked into and not used yet."""

    path: Path
    saved_at: datetime | None
    counts: dict[str, int]
    """Records by table."""
    torn: bool = False
    """True when its last save is not whole: what is here was saved before that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What merging another file brought."""

    came: int
    """Records that are new here, or other than they were."""
    went: int
    """Records that had been deleted there."""
    conflicts: int
    """Records edited in both: the person chooses."""
    came_apart: bool = False
    """True when both went on as if they were one computer, so that what was deleted since may be back."""
    kept: Path | None = None
    """Where what was here before is kept as a copy; None when everything was here already."""


DAMAGED = (DamagedHeader, DamagedContents, NotReadable)
"""What a vault answers that a copy of it can stand in for."""

NO_COPY = "A copy of each day is kept by itself. The first comes with the next day you write something."


def no_folder(folder: Path) -> str:
    """Return the sentence for a folder that a copy is to go into and that is not there; empty where something is."""
    return "" if is_there(folder) else f"There is no folder {folder} yet."


_NOT_THERE = "Your vault is not in its place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescue:
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


def gone_words(rescue: Rescue) -> str:
    """Return the sentence for a vault that is not there; empty where nothing lies beside it either."""
    if rescue.newest:
        return f"{_NOT_THERE}, but a copy of it is here, {_from(rescue.newest)}."
    if rescue.spoilt:
        return f"{_NOT_THERE}. What lies beside it is damaged and cannot be opened; it is left as it is."
    return ""


def damaged_words(error: CompanionError, rescue: Rescue) -> str:
    """Return why the vault did not open, and whether it can be put right or a copy can stand in for it."""
    if rescue.mendable:
        return f"{error} It is one small fault, and Companion can put it right. Nothing is lost by it."
    if rescue.newest:
        return f"{error} A copy of it is here, {_from(rescue.newest)}."
    if isinstance(error, NotReadable) and not rescue.spoilt:
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


_NAMED_BY_DAY = re.compile(r"(?:^|\D)(\d{4})-?(\d\d)-?(\d\d)(?:\D|$)")

TORN = "The last save in this file is not whole. Everything before it is here."


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow:
    """A copy as it stands in a list."""

    path: Path
    words: str


def relation_words(
    relation: str, seen_at: datetime | None, opened_as_of: datetime | None, now: datetime
) -> str:
    """Return the sentence about a file that is older than, or apart from, what this computer saw last.

    Empty for every other standing: there is nothing to ask.
    """
    if relation == "older":
        opened = f", saved {_on(opened_as_of, now)}" if opened_as_of else ""
        seen = f" one saved {_on(seen_at, now)}" if seen_at else " a later one"
        return f"This is an older copy of your vault{opened}; this computer last saw{seen}."
    if relation == "apart":
        return (
            "This file and the one this computer saw last each went on by themselves, "
            "and the two can be put together."
        )
    return ""


def copy_rows(paths: Iterable[Path], today: date) -> tuple[CopyRow, ...]:
    """Return the copies, in the order given, each with its day in words.

    Copies of one day are numbered; a copy whose name says no day goes by its name.
    """
    found = [(path, _day_of(path)) for path in paths]
    of_day = Counter(day for _, day in found if day)
    met: Counter[date] = Counter()
    rows = []
    for path, day in found:
        if day is None:
            rows.append(CopyRow(path=path, words=path.name))
            continue
        met[day] += 1
        which = f", {met[day]} of {of_day[day]} from that day" if of_day[day] > 1 else ""
        rows.append(CopyRow(path=path, words=f"{say_weekday(day)}, {say_gap(day, today)}{which}"))
    return tuple(rows)


def other_words(other: OtherFile, now: datetime, words: Words = WORDS) -> str:
    """Return when a copy was saved, and what is in it, counted."""
    saved = f"Saved {_on(other.saved_at, now)}" if other.saved_at else "It does not say when it was saved"
    named = [(table, kind.one, kind.many) for table, kind in words.items() if kind.one]
    counted = [
        say_count(other.counts[table], one, many)
        for table, one, many in (*named, ("clashes", "choice still to make", "choices still to make"))
        if other.counts.get(table)
    ]
    said = f"{saved}. In it: {say_list(counted)}." if counted else f"{saved}. Nothing is written in it yet."
    return f"{said} {TORN}" if other.torn else said


def conflict_words(found: Sequence[ConflictCopy]) -> str:
    """Return the sentence about copies of the vault that hold what is not here; empty where there are none."""
    if not found:
        return ""
    names = say_list([f"“{clean_line(each.path.name)}”" for each in found])
    holds = "hold" if any(each.is_sure for each in found) else "may hold"
    if len(found) == 1:
        holds = "holds" if found[0].is_sure else "may hold"
        return f"Another copy of your vault lies beside it, {names}. It {holds} what is not here."
    return f"{len(found)} other copies of your vault lie beside it, {names}. They {holds} what is not here."


def joined_words(joined: Joined) -> str:
    """Return what taking in another copy brought, and where what was there before is kept."""
    said = []
    if joined.came:
        said.append(f"{say_count(joined.came, 'thing')} came in.")
    if joined.went:
        said.append(f"{say_count(joined.went, 'thing')} that had been deleted there went from here too.")
    if not said:
        said.append("Everything in that copy was here already.")
    if joined.came_apart:
        said.append(
            "That copy and this one went on as if they were one computer, as after a copy of a whole disk. "
            "Every word of both is here, and what you deleted in one of them since then may be back."
        )
    if joined.kept is not None:
        said.append(_kept(joined.kept))
    return " ".join([*said, *filter(None, (waiting_words(joined.conflicts),))])


def restored_words(path_kept: Path, other: OtherFile) -> str:
    """Return what a restored vault now is, and where what was there before is kept."""
    as_of = f"as it was saved on {_said(other.saved_at)}" if other.saved_at else "as that copy has it"
    return f"Everything is now {as_of}. {_kept(path_kept)}"


def _kept(path: Path) -> str:
    return f"What was here before is kept as a copy, {path.name}."


def _on(at: datetime, now: datetime) -> str:
    there = at.astimezone(now.tzinfo)
    gap = say_gap(there.date(), now.date())
    return f"on {_said(there)}, {gap}"


def _said(at: datetime) -> str:
    return say_when(at.date(), at.time().replace(second=0, microsecond=0))


def _day_of(path: Path) -> date | None:
    """Return the day in a copy's name, ``2026-11-23`` or ``20261123``."""
    match = _NAMED_BY_DAY.search(path.name)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
