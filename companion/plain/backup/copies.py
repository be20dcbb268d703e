"""Copies of the vault: listed by day, made, brought back, and another file taken in."""

from functools import partial
from pathlib import Path

from companion.errors import NotUnlocked, WrongPassphrase, WrongRecoveryCode
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.flow import Back
from companion.plain.console.prompter import Menu, MenuItem
from companion.services.backend import Session
from companion.services.backup.conflicts import ConflictView, VersionView
from companion.services.backup.copies import (
    NO_COPY,
    OtherFile,
    conflict_words,
    copy_rows,
    joined_words,
    no_folder,
    other_words,
    relation_words,
    restored_words,
)
from companion.services.files import path_of

NONE_WAIT = "Nothing waits for a choice."
_CONFLICT_HELP = (
    "A number keeps that version, and the others go for good. Enter leaves this one for another time: "
    "until you choose, all of them are kept."
)


def conflicts_page(context: Context) -> None:
    """Go through what waits, one at a time; Enter leaves one for later."""
    if not context.services.conflicts.all():
        context.prompter.say(NONE_WAIT)
        return
    left: set[tuple[str, str]] = set()
    while True:
        waiting = [c for c in context.services.conflicts.all() if (c.table, c.id) not in left]
        if not waiting:
            break
        conflict = waiting[0]
        key = context.prompter.choose(_menu(conflict, len(waiting)))
        if key is None:
            left.add((conflict.table, conflict.id))
            continue
        context.keep(partial(context.services.conflicts.settle, conflict.table, conflict.id, key))
        context.prompter.say("Chosen.")
    context.prompter.say(
        context.services.conflicts.words() or "That was the last one. Nothing more waits for a choice."
    )


def _menu(conflict: ConflictView, count: int) -> Menu[str]:
    head = [
        "",
        f"{wording.stop(wording.own(conflict.title))} "
        + ("It was changed in two copies." if count == 1 else f"The first of {count} that wait."),
    ]
    for number, version in enumerate(conflict.versions, 1):
        head.append(_about(number, version))
        head += [wording.stop(line) for words in version.words for line in wording.own_lines(words)]
    choices = tuple(
        MenuItem(label=f"Keep version {number}.", value=version.key)
        for number, version in enumerate(conflict.versions, 1)
    )
    return Menu(
        head=tuple(head),
        choices=choices,
        question="A number, or Enter to leave it for later:",
        more=_CONFLICT_HELP,
    )


def _about(number: int, version: VersionView) -> str:
    shown = "the one that is shown now" if version.shown else "kept beside it"
    changed = f", changed {version.changed}" if version.changed else ""
    return f"Version {number}, {shown}{changed}:"


_HELP_ITS_OWN = (
    "It was made before the passphrase was changed, or on another computer. Type the passphrase that opened "
    "it then, or its recovery code. It is not shown. Enter leaves it as it is."
)


def copies_page(context: Context) -> None:
    """List the copies, and what can be done."""

    def build() -> Menu[Act]:
        session, today = _session(context), context.today()
        copies, others = copy_rows(session.copies(), today), copy_rows(session.other_copies(), today)
        waiting = context.services.conflicts.words()
        choices: list[MenuItem[Act]] = [
            MenuItem(label="Make a copy now.", value=lambda: _make(context)),
            MenuItem(label="Take in another file of your vault.", value=lambda: take_in(context)),
        ]
        if waiting:
            choices.append(
                MenuItem(
                    label="Choose between what was changed in both.", value=lambda: conflicts_page(context)
                )
            )
        choices += [
            MenuItem(
                label=wording.stop(f"A file that went on by itself: {wording.own(row.words)}"),
                value=partial(_look, context, row.path),
            )
            for row in others
        ]
        choices += [
            MenuItem(
                label=wording.stop(wording.own(row.words)),
                value=partial(_look, context, row.path, is_copy=True),
            )
            for row in copies
        ]
        head = ("", "Copies of my vault.", *filter(None, (waiting,)), *(() if copies else (NO_COPY,)))
        return Menu(head=head, choices=tuple(choices))

    context.page(build)


def take_in(context: Context) -> None:
    """Ask for another file of this vault, and look into it."""
    words = context.prompter.text(
        ("", "Take in another file of your vault. Nothing changes before you say yes."),
        "The file, with its folder. Enter to skip:",
    )
    if words is not None:
        _look(context, path_of(words))


def _make(context: Context) -> None:
    words = context.prompter.text((), "A folder to copy it into. Enter for the place beside your vault:")
    folder = path_of(words) if words is not None else None
    if folder is not None and (missing := no_folder(folder)):
        makes_it = "Make the folder, and the copy in it."
        if not context.prompter.sure(
            (wording.own(missing),), keep_it="Leave it. Nothing is copied.", do_it=makes_it
        ):
            return
    context.prompter.say("Making the copy and reading it back.")
    path = context.keep(lambda: _session(context).back_up(folder, now=context.now()))
    context.prompter.say("The copy is made, and it is whole. It is:")
    context.prompter.path(path)


def _look(context: Context, path: Path, *, is_copy: bool = False) -> None:
    """Say what is in another file, and ask what is to be done with it.

    A copy that was made of this vault (`is_copy`) is there to be brought back: that comes first.
    """
    other, secret = _opened(context, path)
    join: MenuItem[Act] = MenuItem(
        label="Put the two together. Nothing is lost; what was changed in both waits for you to choose.",
        value=lambda: _merge(context, path, secret),
    )
    bring_back: MenuItem[Act] = MenuItem(
        label="Make everything as it is there. What is here now is kept as a copy.",
        value=lambda: _restore(context, other, secret),
    )
    choices = (bring_back, join) if is_copy else (join, bring_back)
    menu = Menu(
        head=("", other_words(other, context.now())),
        choices=choices,
        question="A number, or Enter to leave it as it is:",
    )
    act = context.prompter.choose(menu)
    if act is None:
        context.prompter.say(wording.NOTHING_CHANGED)
    else:
        act()


def _opened(context: Context, path: Path) -> tuple[OtherFile, str]:
    """Return what is in the file, and the passphrase it needed. Raises Back for Enter."""
    try:
        return _session(context).look_into(path), ""
    except NotUnlocked as error:
        context.prompter.say(str(error))
    while True:
        secret = context.prompter.secret((), "Its passphrase, or its recovery code:", more=_HELP_ITS_OWN)
        if not secret.strip():
            context.prompter.say(wording.NOTHING_CHANGED)
            raise Back
        context.prompter.say("Looking into it.")
        try:
            return _session(context).look_into(path, secret), secret
        except (WrongPassphrase, WrongRecoveryCode) as error:
            context.prompter.say(str(error))


def _merge(context: Context, path: Path, secret: str) -> None:
    context.prompter.say("Putting the two together. This takes a moment.")
    joined = context.keep(lambda: _session(context).merge(path, secret, now=context.now()))
    context.prompter.say(joined_words(joined))
    context.beside = _session(context).conflict_copies()
    if joined.kept is not None:
        context.prompter.say("That copy is:")
        context.prompter.path(joined.kept)
    if joined.conflicts:
        conflicts_page(context)


def _restore(context: Context, other: OtherFile, secret: str) -> None:
    if not context.prompter.sure(
        (), keep_it="Leave everything as it is.", do_it="Make everything as it is there."
    ):
        context.prompter.say(wording.NOTHING_CHANGED)
        return
    context.prompter.say("Bringing it back. This takes a moment.")
    kept = context.keep(lambda: _session(context).restore(other.path, secret, now=context.now()))
    context.prompter.say(restored_words(kept, other), "That copy is:")
    context.prompter.path(kept)


def _session(context: Context) -> Session:
    if context.session is None:
        raise RuntimeError("copies were asked for while the vault is locked")
    return context.session


LATER = "Left for later. Settings, Copies of my vault, is where you find it."
USED = "You go on from this one."
_RELATION_HELP = (
    "Nothing is changed before you say so. "
    "Enter leaves it for later, and your plan opens as it is in this file."
)


def tell_what_lies_beside(context: Context) -> None:
    """Say what lies beside the vault and holds more. It is read for that, which may take its time."""
    context.beside = _session(context).conflict_copies()
    if words := conflict_words(context.beside):
        context.prompter.say(f"{words} o on Today looks into it.")


def look_beside(context: Context) -> None:
    """Look into the file that lies beside the vault and holds more; with several of them, list the files."""
    try:
        if len(context.beside) == 1:
            _look(context, context.beside[0].path)
        else:
            copies_page(context)
    finally:
        if context.session is not None:
            context.beside = context.session.conflict_copies()


def ask_about_relation(context: Context, session: Session) -> None:
    """Say how the file stands to what this computer saw last and ask, where there is something to ask.

    `back` and Enter leave it for later.
    """
    words = relation_words(session.relation, session.seen_at, session.opened_as_of, context.now())
    if not words:
        return
    if session.read_only:
        context.prompter.say(words)
        return
    use: MenuItem[Act] = MenuItem(label="Use it, and go on from this one.", value=lambda: _use(context))
    copies: MenuItem[Act] = MenuItem(label="Look at the copies.", value=lambda: copies_page(context))
    join: MenuItem[Act] = MenuItem(
        label="Put it together with another file, so that nothing is lost.", value=lambda: take_in(context)
    )
    later: MenuItem[Act] = MenuItem(label="Leave it for later.", value=lambda: context.prompter.say(LATER))
    order = (join, use, copies, later) if session.relation == "apart" else (use, copies, join, later)
    menu = Menu(
        head=(words,),
        choices=order,
        question="A number, or Enter to leave it for later:",
        more=_RELATION_HELP,
        place="Your vault",
    )
    try:
        act = context.prompter.choose(menu)
    except Back:
        act = None
    if act is None:
        context.prompter.say(LATER)
    else:
        context.attempt(act)


def _use(context: Context) -> None:
    if context.session is not None:
        context.session.accept()
    context.prompter.say(USED)
