"""Opening the vault for one command: with a file's words, or by asking at a terminal; never from argv."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from companion.backend.local import LocalBackend, is_recovery_code
from companion.commands import streams
from companion.commands.passphrases import (
    NOBODY_TO_ASK,
    TRIES,
    ask,
    ask_new_passphrase,
    read_code,
    read_passphrase,
)
from companion.commands.request import Request, file_named
from companion.commands.streams import tell
from companion.errors import NothingThere, NotSaved, NotUnlocked, OpenElsewhere, WrongPassphrase
from companion.services.backend import Backend, Session
from companion.services.backup.copies import DAMAGED, conflict_words, gone_words, relation_words
from companion.services.check_in.check_ins import ahead_words

BESIDE = "Your vault is open in another window too. This is how it was last saved."
REMINDER = (
    "The recovery code opened your vault. Run `companion` in a terminal and open it with the code: "
    "there you can choose a new passphrase."
)
RESTORE = "`companion vault restore` puts the copy in its place."
WAS_FOR = "`companion check-in --was-for DATE` says which day it was for."
TAKE_IN = "`companion vault merge FILE` takes it in; nothing is lost."
REPAIR = "`companion vault repair` does that."
NOT_BY_CODE = (
    "This needs the passphrase itself. With the recovery code, `companion vault passphrase` makes a new one."
)


class _Opening(Protocol):
    def __call__(self, secret: str, /, *, read_only: bool = False) -> Session: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """What opens it: the vault itself, or a copy in its place."""

    opened: _Opening
    by_code: _Opening
    asks: bool = True
    """True when a new passphrase is asked for in the same breath as a recovery code."""


@contextmanager
def opened(request: Request, *, writing: bool, asks: bool = True) -> Iterator[tuple[LocalBackend, Session]]:
    """Open the vault, tell what is to be told, and close it at the end.

    Without `writing` it is opened for reading, which works beside a writer. Without `asks` a recovery code
    is taken for what it is, and no new passphrase asked for. Raises NothingThere, NotUnlocked, NotSaved
    where nothing could be kept, and as ``Backend.open``.
    """
    backend = request.backend()
    need_vault(backend)
    with told(backend, unlock(request, backend, writing=writing, asks=asks), writing=writing) as session:
        yield backend, session


@contextmanager
def opened_knowing(request: Request) -> Iterator[tuple[LocalBackend, Session, str]]:
    """Open the vault for writing with its passphrase, which comes along. Raises as `opened`.

    Raises NotUnlocked for a recovery code: it does not say what the passphrase is.
    """
    backend = request.backend()
    need_vault(backend)
    if request.args.recovery_code_file:
        raise NotUnlocked(NOT_BY_CODE)
    known = ""

    def remembering(secret: str, /, *, read_only: bool = False) -> Session:
        nonlocal known
        known = secret
        return backend.open(secret, read_only=read_only)

    def refusing(secret: str, /, *, read_only: bool = False) -> Session:
        raise NotUnlocked(NOT_BY_CODE)

    session = _unlock(request, backend, _Way(opened=remembering, by_code=refusing), writing=True)
    with told(backend, session, writing=True):
        if session.needs_new_passphrase:
            raise NotUnlocked(NOT_BY_CODE)
        yield backend, session, known


@contextmanager
def told(backend: LocalBackend, session: Session, *, writing: bool) -> Iterator[Session]:
    """Tell what is to be told of an open vault, and close it at the end.

    A file that is older than, or apart from, what this computer saw last is named; it is what counts from
    now on once something was written. Raises NotSaved where nothing could be kept.
    """
    try:
        if not writing and session.read_only and backend.is_open_elsewhere():
            tell(BESIDE)
        if writing and session.read_only:
            raise NotSaved(" ".join(session.notices))
        for sentence in session.notices:
            tell(sentence)
        if ahead := ahead_words(session.services.check_ins.ahead(backend.now().date())):
            tell(f"{ahead} {WAS_FOR}")
        sentence = relation_words(session.relation, session.seen_at, session.opened_as_of, backend.now())
        if sentence:
            tell(sentence)
        yield session
        if sentence and writing:
            session.accept()
        # At the end: reading those files may take its time, and what was asked for does not wait for it.
        if beside := conflict_words(session.conflict_copies()):
            tell(f"{beside} {TAKE_IN}")
    finally:
        session.close()
        for sentence in session.untold():
            tell(sentence)


def need_vault(backend: Backend) -> None:
    """Raise NothingThere when there is no vault to open, before anybody is asked for anything."""
    if backend.vault_exists():
        return
    rescue = backend.rescue()
    if lost := gone_words(rescue):
        raise NothingThere(f"{lost} {RESTORE}" if rescue.newest else lost)
    raise NothingThere(f"There is no vault at {backend.vault_path} yet. `companion` makes one.")


def unlock(request: Request, backend: Backend, *, writing: bool, asks: bool = True) -> Session:
    """Open the vault with what was given, or asked for at a terminal.

    Of a damaged one it is said how it is put right, or how a copy takes its place, where that can be done.
    """
    try:
        way = _Way(opened=backend.open, by_code=backend.open_with_code, asks=asks)
        return _unlock(request, backend, way, writing=writing)
    except DAMAGED as error:
        rescue = backend.rescue()
        if not rescue.can_help:
            raise
        raise type(error)(f"{error} {REPAIR if rescue.mendable else RESTORE}") from error


def unlock_rescue_copy(
    request: Request, backend: LocalBackend, rescue_copy: Path | None, other: str
) -> tuple[Session, bool]:
    """Open the copy that stands in for a vault that is gone or damaged: `spare`, or the newest beside it.

    `other` is the passphrase of `spare`, where it is another one. A vault that is whole, or can be put
    right, is opened itself; the answer says whether a copy took its place.
    """
    stood_in = False

    def standing_in(secret: str, /, *, read_only: bool = False) -> Session:
        nonlocal stood_in
        session = backend.open_rescue_copy(secret, rescue_copy=rescue_copy, rescue_copy_secret=other)
        stood_in = session.stood_in
        return session

    session = _unlock(request, backend, _Way(opened=standing_in, by_code=standing_in), writing=True)
    return session, stood_in


def _unlock(request: Request, backend: Backend, way: _Way, *, writing: bool) -> Session:
    args = request.args
    if args.recovery_code_file:
        return _by_code(backend, way, read_code(file_named(args.recovery_code_file)), writing=writing)
    if args.passphrase_file:
        return way.opened(read_passphrase(args.passphrase_file), read_only=not writing)
    for left in reversed(range(TRIES)):
        secret = ask("Passphrase: ")
        try:
            if is_recovery_code(secret):
                return _by_code(backend, way, secret, writing=writing)
            return way.opened(secret, read_only=not writing)
        except WrongPassphrase as error:
            if not left:
                raise
            tell(str(error))
    raise NotUnlocked(NOBODY_TO_ASK)


def _by_code(backend: Backend, way: _Way, code: str, *, writing: bool) -> Session:
    """Open with the recovery code; where somebody can answer, ask for a new passphrase in the same breath."""
    if not (streams.can_ask() and way.asks):
        session = way.by_code(code, read_only=not writing)
        if way.asks:
            tell(REMINDER)
        return session
    try:
        session = way.by_code(code)
    except OpenElsewhere:
        if writing:
            raise
        return way.by_code(code, read_only=True)
    try:
        if session.needs_new_passphrase:
            tell("The recovery code opened your vault. Choose a new passphrase now.")
            session.set_passphrase(ask_new_passphrase(backend), now=backend.now())
            tell("From now on the new passphrase opens it. The recovery code stays the same.")
    except BaseException:
        session.close()
        raise
    return session
