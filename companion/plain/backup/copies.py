"""Copies of the vault: listed by day, made, brought back, and another file taken in."""

from functools import partial
from pathlib import Path

from companion.errors import NotUnlocked, WrongPassphrase, WrongRecoveryCode
from companion.plain.console import wording
from companion.plain.console.context import Act, Visit
from companion.plain.console.flow import Back
from companion.plain.console.prompter import Choice, Menu
from companion.services.backend import Sitting
from companion.services.backup.conflicts import ClashView, VersionView
from companion.services.backup.copies import (
    OtherFile,
    copy_rows,
    joined_words,
    other_words,
    restored_words,
    standing_words,
)
from companion.services.files import path_of

NONE_WAIT = "Nothing waits for a choice."
_CONFLICT_HELP = (
    "A number keeps that version, and the others go for good. Enter leaves this one for another time: "
    "until you choose, all of them are kept."
)


def clashes_page(visit: Visit) -> None:
    """Go through what waits, one at a time; Enter leaves one for later."""
    if not visit.services.clashes.all():
        visit.talk.say(NONE_WAIT)
        return
    left: set[tuple[str, str]] = set()
    while True:
        waiting = [c for c in visit.services.clashes.all() if (c.table, c.id) not in left]
        if not waiting:
            break
        clash = waiting[0]
        key = visit.talk.choose(_menu(clash, len(waiting)))
        if key is None:
            left.add((clash.table, clash.id))
            continue
        visit.keep(partial(visit.services.clashes.settle, clash.table, clash.id, key))
        visit.talk.say("Chosen.")
    visit.talk.say(
        visit.services.clashes.words() or "That was the last one. Nothing more waits for a choice."
    )


def _menu(clash: ClashView, count: int) -> Menu[str]:
    head = [
        "",
        f"{wording.stop(wording.own(clash.title))} "
        + ("It was changed in two copies." if count == 1 else f"The first of {count} that wait."),
    ]
    for number, version in enumerate(clash.versions, 1):
        head.append(_about(number, version))
        head += [wording.stop(line) for words in version.words for line in wording.own_lines(words)]
    choices = tuple(
        Choice(label=f"Keep version {number}.", value=version.key)
        for number, version in enumerate(clash.versions, 1)
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


NO_COPY = "There is no copy yet. One is made by itself on a day you change something."
_HELP_ITS_OWN = (
    "It was made before the passphrase was changed, or on another computer. Type the passphrase that opened "
    "it then, or its recovery code. It is not shown. Enter leaves it as it is."
)


def copies_page(visit: Visit) -> None:
    """List the copies, and what can be done."""

    def build() -> Menu[Act]:
        sitting, today = _sitting(visit), visit.today()
        copies, others = copy_rows(sitting.copies(), today), copy_rows(sitting.other_copies(), today)
        waiting = visit.services.clashes.words()
        choices: list[Choice[Act]] = [
            Choice(label="Make a copy now.", value=lambda: _make(visit)),
            Choice(label="Take in another file of your vault.", value=lambda: take_in(visit)),
        ]
        if waiting:
            choices.append(
                Choice(label="Choose between what was changed in both.", value=lambda: clashes_page(visit))
            )
        choices += [
            Choice(
                label=wording.stop(f"A file that went on by itself: {wording.own(row.words)}"),
                value=partial(_look, visit, row.path),
            )
            for row in others
        ]
        choices += [
            Choice(
                label=wording.stop(wording.own(row.words)),
                value=partial(_look, visit, row.path, is_copy=True),
            )
            for row in copies
        ]
        head = ("", "Copies of my vault.", *filter(None, (waiting,)), *(() if copies else (NO_COPY,)))
        return Menu(head=head, choices=tuple(choices))

    visit.page(build)


def take_in(visit: Visit) -> None:
    """Ask for another file of this vault, and look into it."""
    words = visit.talk.text(
        ("", "Take in another file of your vault. Nothing changes before you say yes."),
        "The file, with its folder. Enter to skip:",
    )
    if words is not None:
        _look(visit, path_of(words))


def _make(visit: Visit) -> None:
    words = visit.talk.text((), "A folder to copy it into. Enter for the place beside your vault:")
    folder = path_of(words) if words is not None else None
    visit.talk.say("Making the copy and reading it back.")
    path = visit.keep(lambda: _sitting(visit).back_up(folder, now=visit.now()))
    visit.talk.say("The copy is made, and it is whole. It is:")
    visit.talk.path(path)


def _look(visit: Visit, path: Path, *, is_copy: bool = False) -> None:
    """Say what is in another file, and ask what is to be done with it.

    A copy that was made of this vault (`is_copy`) is there to be brought back: that comes first.
    """
    other, secret = _opened(visit, path)
    join: Choice[Act] = Choice(
        label="Put the two together. Nothing is lost; what was changed in both waits for you to choose.",
        value=lambda: _merge(visit, path, secret),
    )
    bring_back: Choice[Act] = Choice(
        label="Make everything as it is there. What is here now is kept as a copy.",
        value=lambda: _restore(visit, other, secret),
    )
    choices = (bring_back, join) if is_copy else (join, bring_back)
    menu = Menu(
        head=("", other_words(other, visit.now())),
        choices=choices,
        question="A number, or Enter to leave it as it is:",
    )
    act = visit.talk.choose(menu)
    if act is None:
        visit.talk.say(wording.NOTHING_CHANGED)
    else:
        act()


def _opened(visit: Visit, path: Path) -> tuple[OtherFile, str]:
    """Return what is in the file, and the passphrase it needed. Raises Back for Enter."""
    try:
        return _sitting(visit).look_into(path), ""
    except NotUnlocked as error:
        visit.talk.say(str(error))
    while True:
        secret = visit.talk.secret((), "Its passphrase, or its recovery code:", more=_HELP_ITS_OWN)
        if not secret.strip():
            visit.talk.say(wording.NOTHING_CHANGED)
            raise Back
        visit.talk.say("Looking into it.")
        try:
            return _sitting(visit).look_into(path, secret), secret
        except (WrongPassphrase, WrongRecoveryCode) as error:
            visit.talk.say(str(error))


def _merge(visit: Visit, path: Path, secret: str) -> None:
    visit.talk.say("Putting the two together. This takes a moment.")
    joined = visit.keep(lambda: _sitting(visit).merge(path, secret, now=visit.now()))
    visit.talk.say(joined_words(joined))
    if joined.kept is not None:
        visit.talk.say("That copy is:")
        visit.talk.path(joined.kept)
    if joined.clashes:
        clashes_page(visit)


def _restore(visit: Visit, other: OtherFile, secret: str) -> None:
    if not visit.talk.sure((), keep_it="Leave everything as it is.", do_it="Make everything as it is there."):
        visit.talk.say(wording.NOTHING_CHANGED)
        return
    visit.talk.say("Bringing it back. This takes a moment.")
    kept = visit.keep(lambda: _sitting(visit).restore(other.path, secret, now=visit.now()))
    visit.talk.say(restored_words(kept, other), "That copy is:")
    visit.talk.path(kept)


def _sitting(visit: Visit) -> Sitting:
    if visit.sitting is None:
        raise RuntimeError("copies were asked for while the vault is locked")
    return visit.sitting


LATER = "Left for later. Settings, Copies of my vault, is where you find it."
USED = "You go on from this one."
_STANDING_HELP = "Nothing is changed before you say so. Enter leaves it for later, and your plan opens as it is in this file."


def ask_about_standing(visit: Visit, sitting: Sitting) -> None:
    """Say how the file stands to what this computer saw last and ask, where there is something to ask.

    `back` and Enter leave it for later.
    """
    words = standing_words(sitting.standing, sitting.seen_at, sitting.opened_as_of, visit.now())
    if not words:
        return
    if sitting.read_only:
        visit.talk.say(words)
        return
    use: Choice[Act] = Choice(label="Use it, and go on from this one.", value=lambda: _use(visit))
    copies: Choice[Act] = Choice(label="Look at the copies.", value=lambda: copies_page(visit))
    join: Choice[Act] = Choice(
        label="Put it together with another file, so that nothing is lost.", value=lambda: take_in(visit)
    )
    later: Choice[Act] = Choice(label="Leave it for later.", value=lambda: visit.talk.say(LATER))
    order = (join, use, copies, later) if sitting.standing == "apart" else (use, copies, join, later)
    menu = Menu(
        head=(words,),
        choices=order,
        question="A number, or Enter to leave it for later:",
        more=_STANDING_HELP,
    )
    try:
        act = visit.talk.choose(menu)
    except Back:
        act = None
    if act is None:
        visit.talk.say(LATER)
    else:
        visit.attempt(act)


def _use(visit: Visit) -> None:
    if visit.sitting is not None:
        visit.sitting.accept()
    visit.talk.say(USED)
