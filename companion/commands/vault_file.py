"""The vault as a file: made, described, checked, and where everything lies."""

import sys
from collections.abc import Sequence
from pathlib import Path

from companion.commands import streams
from companion.commands.opening import (
    BESIDE,
    need_vault,
    opened,
    opened_knowing,
    told,
    unlock,
    unlock_rescue_copy,
)
from companion.commands.passphrases import (
    TRIES,
    ask,
    ask_new_passphrase,
    code_sheet,
    given_passphrase,
    hand_over,
    new_passphrase,
    read_passphrase,
)
from companion.commands.request import Request, file_named, file_to_write
from companion.commands.streams import put, put_json, tell
from companion.domain.text import folded
from companion.errors import (
    AlreadyThere,
    DamagedContents,
    DamagedHeader,
    InvalidEntry,
    NewerVersion,
    NothingThere,
    NotReadable,
    NotUnlocked,
    WrongPassphrase,
)
from companion.services.backend import Backend, Session
from companion.services.backup.conflicts import ConflictView
from companion.services.backup.copies import (
    TORN,
    OtherFile,
    VaultFacts,
    joined_words,
    no_folder,
    other_words,
    relation_words,
    restored_words,
)
from companion.services.files import is_there
from companion.words import say_count

CHOOSE = "`companion vault clashes` lists them; they can be chosen in the program too."
HOW_TO_GIVE_IT = "Give a file with it: --other-passphrase-file FILE."
HOW_TO_CHOOSE = "To choose: `companion vault clashes --choose N --keep K`. The numbers begin anew each time."


def back_up(request: Request) -> int:
    """``companion vault backup [DIR]``. Works beside a writer: it copies what was saved last."""
    folder = file_named(request.args.folder) if request.args.folder else None
    if folder is not None and (missing := no_folder(folder)):
        raise NothingThere(f"{missing} Look at the name again, or make the folder first.")
    with opened(request, writing=False) as (backend, session):
        path = session.back_up(folder, now=backend.now())
        other = session.look_into(path)
    tell(f"The copy was read back, and it is whole. {other_words(other, backend.now())}")
    put(str(path))
    return 0


def restore(request: Request) -> int:
    """``companion vault restore [FILE]``.

    With FILE, what is in the vault becomes what is in that copy, and what was there is kept as a copy. A
    vault that is gone or damaged has a copy put in its place: FILE, or without it the newest that opens.
    """
    backend = request.backend()
    path = file_named(request.args.file) if request.args.file else None
    if path is not None:
        _need_file(path)
    elif not backend.vault_exists() and backend.rescue().newest is None:
        need_vault(backend)
    other = _other_passphrase(request) if path else ""
    session, stood_in = unlock_rescue_copy(request, backend, path, other)
    with told(backend, session, writing=not stood_in):
        if path is not None and not stood_in:
            _restore_into(backend, session, path, other)
        elif not session.notices:
            tell("Your vault opens as it is. Nothing was changed.")
    return 0


def repair(request: Request) -> int:
    """``companion vault repair``: a vault that one wrong bit keeps from opening is put right and opened."""
    backend = request.backend()
    need_vault(backend)
    if not backend.rescue().mendable:
        with opened(request, writing=True):
            tell("Your vault opens as it is. Nothing was changed.")
        return 0
    session, stood_in = unlock_rescue_copy(request, backend, None, "")
    with told(backend, session, writing=not stood_in):
        return 0


def _restore_into(backend: Backend, session: Session, path: Path, given: str) -> None:
    other, secret = _look_into(session, path, given)
    tell(other_words(other, backend.now()))
    kept = session.restore(path, secret, now=backend.now())
    tell(f"{restored_words(kept, other)}\nThat copy is {kept}")


def merge(request: Request) -> int:
    """``companion vault merge FILE``."""
    path = file_named(request.args.file)
    _need_file(path)
    given = _other_passphrase(request)
    with opened(request, writing=True) as (backend, session):
        other, secret = _look_into(session, path, given)
        tell(other_words(other, backend.now()))
        joined = session.merge(path, secret, now=backend.now())
    tell(joined_words(joined))
    if joined.kept is not None:
        tell(f"That copy is {joined.kept}")
    if joined.conflicts:
        tell(CHOOSE)
    return 0


def _other_passphrase(request: Request) -> str:
    """Return the passphrase that was given for the other copy; empty for none. Raises NotReadable."""
    file = request.args.other_passphrase_file
    return read_passphrase(file) if file else ""


def _look_into(session: Session, path: Path, given: str) -> tuple[OtherFile, str]:
    """Return what is in another file of this vault, and the passphrase it needed, empty for none.

    Raises as `Session.look_into`, but NotReadable for another vault's file.
    """
    try:
        return _tried(session, path, ""), ""
    except NotUnlocked as error:
        if given:
            return _tried(session, path, given), given
        if not streams.can_ask():
            raise NotUnlocked(f"{error} {HOW_TO_GIVE_IT}") from error
        tell(str(error))
    for left in reversed(range(TRIES)):
        secret = ask("Passphrase of that copy: ")
        try:
            return _tried(session, path, secret), secret
        except WrongPassphrase as error:
            if not left:
                raise
            tell(str(error))
    raise AssertionError("the last try returned or raised")


def _tried(session: Session, path: Path, secret: str) -> OtherFile:
    try:
        return session.look_into(path, secret)
    except InvalidEntry as error:
        raise NotReadable(str(error)) from error


def _need_file(path: Path) -> None:
    """Raise NothingThere before anybody is asked for a passphrase."""
    if not is_there(path):
        raise NothingThere(f"There is no file {path}. Look at the name again.")


def conflicts(request: Request) -> int:
    """``companion vault clashes``: the list, or with ``--choose`` and ``--keep`` a choice."""
    args = request.args
    if (args.choose is None) != (args.keep is None):
        raise InvalidEntry("arguments", "--choose N and --keep K go together.")
    choosing = args.choose is not None
    with opened(request, writing=choosing) as (_, session):
        waiting = session.services.conflicts.all()
        if not waiting:
            tell("There is nothing to choose between.")
            return 1 if choosing else 0
        if choosing:
            _choose(session, waiting, args.choose, args.keep)
        else:
            put("\n\n".join("\n".join(_listed(n, view)) for n, view in enumerate(waiting, 1)))
            tell(f"{session.services.conflicts.words()}\n{HOW_TO_CHOOSE}")
    return 0


def _choose(session: Session, waiting: Sequence[ConflictView], choose: int, keep: int) -> None:
    if not 1 <= choose <= len(waiting):
        raise InvalidEntry("choose", f"--choose takes a number from 1 to {len(waiting)}.")
    view = waiting[choose - 1]
    if not 1 <= keep <= len(view.versions):
        raise InvalidEntry("keep", f"--keep takes a number from 1 to {len(view.versions)} there.")
    session.services.conflicts.settle(view.table, view.id, view.versions[keep - 1].key)
    tell(f"Chosen. {session.services.conflicts.words() or 'There is nothing left to choose between.'}")


def _listed(number: int, view: ConflictView) -> list[str]:
    out = [f"{number} {view.title}"]
    for n, version in enumerate(view.versions, 1):
        shown = "the one that is shown" if version.shown else "kept beside it"
        changed = f", changed {version.changed}" if version.changed else ""
        out.append(f"  {n} {shown}{changed}:")
        out += [f"    {line}" for words in version.words for line in words.split("\n")]
    return out


LEAST_MIB, MOST_MIB = 64, 1024

EARLIER_COPIES = "Copies made earlier still open with the old passphrase."
MIGHT_KNOW = (
    "If someone might know the old one, run this again with --renew-code: "
    "then the old one opens nothing that is saved from then on."
)
RENEWED = (
    "The old passphrase and the old recovery code open nothing that is saved from now on. "
    "Copies made earlier still open with them."
)
QUESTION = "Might someone know the old one? (y or n): "
YES = ("y", "yes")


def passphrase(request: Request) -> int:
    """``companion vault passphrase``."""
    args = request.args
    sheet = code_sheet(request)
    if sheet is not None and not args.renew_code:
        raise InvalidEntry(
            "arguments", "A new code comes with --renew-code. Say that too, or leave out --recovery-code-out."
        )
    file = args.new_passphrase_file
    given = given_passphrase(request.backend(), file) if file else ""
    if not (given or streams.can_ask()):
        raise NotUnlocked(
            "A new passphrase is typed at a terminal, or read from a file: --new-passphrase-file FILE."
        )
    with opened(request, writing=True, asks=False) as (backend, session):
        new = given or ask_new_passphrase(backend)
        if args.renew_code or (not given and _might_be_known()):
            return _renew(backend, session, new, sheet)
        session.set_passphrase(new, now=backend.now())
    tell(
        f"From now on the new passphrase opens your vault. The recovery code stays the same.\n{EARLIER_COPIES}"
    )
    if given:
        tell(MIGHT_KNOW)
    return 0


def recovery_code(request: Request) -> int:
    """``companion vault recovery-code``: a new one. The passphrase stays."""
    sheet = code_sheet(request)
    with opened_knowing(request) as (backend, session, words):
        return _renew(backend, session, words, sheet)


def cost(request: Request) -> int:
    """``companion vault cost MIB``."""
    mib = request.args.mib
    if not LEAST_MIB <= mib <= MOST_MIB:
        raise InvalidEntry("mib", f"MIB is a whole number from {LEAST_MIB} to {MOST_MIB}.")
    with opened_knowing(request) as (backend, session, words):
        facts = session.facts()
        if facts is not None and mib <= facts.argon_mib:
            tell(f"One guess takes {facts.argon_mib} MiB of memory already. Nothing was changed.")
            return 0
        session.raise_cost(words, mib, now=backend.now())
    tell(f"One guess at the passphrase takes {mib} MiB of memory from now on. Unlocking takes longer, too.")
    return 0


def _renew(backend: Backend, session: Session, words: str, sheet: Path | None) -> int:
    code = session.renew_keys(words, now=backend.now())
    tell(RENEWED)
    return hand_over(backend, sheet, code)


def _might_be_known() -> bool:
    """Ask until y or n is typed. Raises NotUnlocked at the end of input: nothing was changed yet."""
    while True:
        sys.stderr.write(QUESTION)
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise NotUnlocked("Nothing was typed, so nothing was changed.")
        word = folded(line)
        if word in (*YES, "n", "no"):
            return word in YES
        tell("Type y or n.")


def create(request: Request) -> int:
    """``companion vault create``: an empty vault, ready for the person's words."""
    backend = request.backend()
    sheet = code_sheet(request)
    _need_no_vault(backend)
    session, code = backend.create(new_passphrase(request, backend), setup_step=6)
    return _made(backend, session, code, sheet)


def create_demo(request: Request) -> int:
    """``companion demo --write FILE``."""
    vault = file_to_write(request.args.write)
    if vault is None:
        raise InvalidEntry("arguments", "A vault is a file. Name one: demo --write FILE.")
    backend = request.backend(vault)
    _need_no_vault(backend)
    session, code = backend.create_demo(new_passphrase(request, backend))
    return _made(backend, session, code, None)


def _need_no_vault(backend: Backend) -> None:
    """Raise AlreadyThere before anybody is asked for a passphrase."""
    if backend.vault_exists():
        raise AlreadyThere(f"There is a file {backend.vault_path} already. Nothing was changed.")


def _made(backend: Backend, session: Session, code: str, sheet: Path | None) -> int:
    """Say what was made, and hand over the recovery code."""
    try:
        for sentence in session.notices:
            tell(sentence)
    finally:
        session.close()
    tell(f"The vault is {backend.vault_path}")
    return hand_over(backend, sheet, code)


def info(request: Request) -> int:
    """``companion vault info``."""
    with opened(request, writing=False) as (_, session):
        facts = session.facts()
    if facts is None:
        raise TypeError("a vault on disk has facts")
    if request.args.json:
        put_json(_facts_json(facts))
        return 0
    put("\n".join(_facts_text(facts)))
    return 0


def verify(request: Request) -> int:
    """``companion vault verify [FILE]``: every byte and every record is read, and nothing is changed.

    FILE may be a copy: nothing is said of how it stands to the vault.
    """
    backend = request.backend(file_named(request.args.file) if request.args.file else None)
    need_vault(backend)
    try:
        session = unlock(request, backend, writing=False)
    except (DamagedHeader, DamagedContents, NewerVersion) as error:
        if request.args.json:
            put_json({"path": str(backend.vault_path), "ok": False, "problem": str(error)})
        raise
    try:
        facts = session.facts()
        relation = relation_words(session.relation, session.seen_at, session.opened_as_of, backend.now())
    finally:
        session.close()
    if facts is None:
        raise TypeError("a vault on disk has facts")
    if beside := backend.is_open_elsewhere():
        tell(BESIDE)
    if relation and not request.args.file:
        tell(relation)
    # Beside a writer the end of a save may be on its way just now: that is no damage.
    code = DamagedContents.exit_code if facts.torn and not beside else 0
    if request.args.json:
        put_json({"ok": not facts.torn, "problem": TORN if facts.torn else "", **_facts_json(facts)})
        return code
    counted = say_count(sum(facts.counts.values()), "record")
    put(f"{facts.path}{'' if facts.torn else ' is whole'}: {counted}, all of them genuine.")
    seen = OtherFile(path=facts.path, saved_at=facts.saved_at, counts=facts.counts, torn=facts.torn)
    put(other_words(seen, backend.now()))
    if facts.unreadable:
        put(f"{say_count(facts.unreadable, 'record')} could not be read by this version; kept as written.")
    return code


def where(request: Request) -> int:
    """``companion where``. Looks at nothing and makes nothing."""
    paths = request.paths
    for name, path in (
        ("vault", paths.vault),
        ("settings", paths.config),
        ("state", paths.state),
        ("pages", paths.documents),
    ):
        put(f"{name}: {path.absolute()}{'' if is_there(path) else ' (not there yet)'}")
    if is_there(paths.card):
        put(f"card: {paths.card} (not locked)")
    return 0


def _facts_json(facts: VaultFacts) -> dict[str, object]:
    return {
        "path": str(facts.path),
        "size": facts.size,
        "format": facts.format,
        "saved_at": facts.saved_at.isoformat() if facts.saved_at else None,
        "argon_mib": facts.argon_mib,
        "has_recovery_code": facts.has_recovery_code,
        "counts": facts.counts,
        "backups": facts.backups,
        "unreadable": facts.unreadable,
    }


def _facts_text(facts: VaultFacts) -> list[str]:
    from companion.services.dates import say_when

    saved = facts.saved_at and say_when(facts.saved_at.date(), facts.saved_at.time().replace(second=0))
    return [
        f"File: {facts.path}",
        f"Size: {facts.size:,} bytes, format {facts.format}",
        f"Saved: {saved or 'not known'}",
        f"One guess at the passphrase takes {facts.argon_mib} MiB of memory.",
        f"Recovery code: {'yes' if facts.has_recovery_code else 'no'}",
        f"Copies kept: {facts.backups}",
        *(f"{name.replace('_', ' ').capitalize()}: {count}" for name, count in facts.counts.items()),
        *([f"Not readable by this version: {facts.unreadable}"] if facts.unreadable else []),
    ]
