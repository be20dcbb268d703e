"""Copies of the vault: made, put in its place, taken in, and the choices that leaves."""

from collections.abc import Sequence
from pathlib import Path

from companion.commands import streams
from companion.commands.opening import need_vault, opened, told, unlock_spare
from companion.commands.passphrases import TRIES, ask, read_passphrase
from companion.commands.request import Request, file_named
from companion.commands.streams import put, tell
from companion.errors import InvalidEntry, NothingThere, NotReadable, NotUnlocked, WrongPassphrase
from companion.services.clashes import ClashView
from companion.services.copies import joined_words, other_words, restored_words
from companion.services.door import Door, Sitting
from companion.services.page_file import is_there
from companion.services.vault_facts import OtherFile

CHOOSE = "`companion vault clashes` lists them; they can be chosen in the program too."
HOW_TO_GIVE_IT = "Give a file with it: --other-passphrase-file FILE."
HOW_TO_CHOOSE = "To choose: `companion vault clashes --choose N --keep K`. The numbers begin anew each time."


def back_up(request: Request) -> int:
    """``companion vault backup [DIR]``. Works beside a writer: it copies what was saved last."""
    folder = file_named(request.args.folder) if request.args.folder else None
    with opened(request, writing=False) as (door, sitting):
        path = sitting.back_up(folder, now=door.now())
        other = sitting.look_into(path)
    tell(f"The copy was read back, and it is whole. {other_words(other, door.now())}")
    put(str(path))
    return 0


def restore(request: Request) -> int:
    """``companion vault restore [FILE]``.

    With FILE, what is in the vault becomes what is in that copy, and what was there is kept as a copy. A
    vault that is gone or damaged has a copy put in its place: FILE, or without it the newest that opens.
    """
    door = request.door()
    path = file_named(request.args.file) if request.args.file else None
    if path is not None:
        _need_file(path)
    elif not door.vault_exists() and door.spares().newest is None:
        need_vault(door)
    other = _other_passphrase(request) if path else ""
    sitting, stood_in = unlock_spare(request, door, path, other)
    with told(door, sitting, writing=not stood_in):
        if path is not None and not stood_in:
            _restore_into(door, sitting, path, other)
        elif not sitting.notices:
            tell("Your vault opens as it is. Nothing was changed.")
    return 0


def repair(request: Request) -> int:
    """``companion vault repair``: a vault that one wrong bit keeps from opening is put right and opened."""
    door = request.door()
    need_vault(door)
    if not door.spares().mendable:
        with opened(request, writing=True):
            tell("Your vault opens as it is. Nothing was changed.")
        return 0
    sitting, stood_in = unlock_spare(request, door, None, "")
    with told(door, sitting, writing=not stood_in):
        return 0


def _restore_into(door: Door, sitting: Sitting, path: Path, given: str) -> None:
    other, secret = _look_into(sitting, path, given)
    tell(other_words(other, door.now()))
    kept = sitting.restore(path, secret, now=door.now())
    tell(f"{restored_words(kept, other)}\nThat copy is {kept}")


def merge(request: Request) -> int:
    """``companion vault merge FILE``."""
    path = file_named(request.args.file)
    _need_file(path)
    given = _other_passphrase(request)
    with opened(request, writing=True) as (door, sitting):
        other, secret = _look_into(sitting, path, given)
        tell(other_words(other, door.now()))
        joined = sitting.merge(path, secret, now=door.now())
    tell(joined_words(joined))
    if joined.kept is not None:
        tell(f"That copy is {joined.kept}")
    if joined.clashes:
        tell(CHOOSE)
    return 0


def _other_passphrase(request: Request) -> str:
    """Return the passphrase that was given for the other copy; empty for none. Raises NotReadable."""
    file = request.args.other_passphrase_file
    return read_passphrase(file) if file else ""


def _look_into(sitting: Sitting, path: Path, given: str) -> tuple[OtherFile, str]:
    """Return what is in another file of this vault, and the passphrase it needed, empty for none.

    Raises as `Sitting.look_into`, but NotReadable for another vault's file.
    """
    try:
        return _tried(sitting, path, ""), ""
    except NotUnlocked as error:
        if given:
            return _tried(sitting, path, given), given
        if not streams.can_ask():
            raise NotUnlocked(f"{error} {HOW_TO_GIVE_IT}") from error
        tell(str(error))
    for left in reversed(range(TRIES)):
        secret = ask("Passphrase of that copy: ")
        try:
            return _tried(sitting, path, secret), secret
        except WrongPassphrase as error:
            if not left:
                raise
            tell(str(error))
    raise AssertionError("the last try returned or raised")


def _tried(sitting: Sitting, path: Path, secret: str) -> OtherFile:
    try:
        return sitting.look_into(path, secret)
    except InvalidEntry as error:
        raise NotReadable(str(error)) from error


def _need_file(path: Path) -> None:
    """Raise NothingThere before anybody is asked for a passphrase."""
    if not is_there(path):
        raise NothingThere(f"There is no file {path}. Look at the name again.")


def clashes(request: Request) -> int:
    """``companion vault clashes``: the list, or with ``--choose`` and ``--keep`` a choice."""
    args = request.args
    if (args.choose is None) != (args.keep is None):
        raise InvalidEntry("arguments", "--choose N and --keep K go together.")
    choosing = args.choose is not None
    with opened(request, writing=choosing) as (_, sitting):
        waiting = sitting.services.clashes.all()
        if not waiting:
            tell("There is nothing to choose between.")
            return 1 if choosing else 0
        if choosing:
            _choose(sitting, waiting, args.choose, args.keep)
        else:
            put("\n\n".join("\n".join(_listed(n, view)) for n, view in enumerate(waiting, 1)))
            tell(f"{sitting.services.clashes.words()}\n{HOW_TO_CHOOSE}")
    return 0


def _choose(sitting: Sitting, waiting: Sequence[ClashView], choose: int, keep: int) -> None:
    if not 1 <= choose <= len(waiting):
        raise InvalidEntry("choose", f"--choose takes a number from 1 to {len(waiting)}.")
    view = waiting[choose - 1]
    if not 1 <= keep <= len(view.versions):
        raise InvalidEntry("keep", f"--keep takes a number from 1 to {len(view.versions)} there.")
    sitting.services.clashes.settle(view.table, view.id, view.versions[keep - 1].key)
    tell(f"Chosen. {sitting.services.clashes.words() or 'There is nothing left to choose between.'}")


def _listed(number: int, view: ClashView) -> list[str]:
    out = [f"{number} {view.title}"]
    for n, version in enumerate(view.versions, 1):
        shown = "the one that is shown" if version.shown else "kept beside it"
        changed = f", changed {version.changed}" if version.changed else ""
        out.append(f"  {n} {shown}{changed}:")
        out += [f"    {line}" for words in version.words for line in words.split("\n")]
    return out
