"""Opening the vault: by passphrase, or by the recovery code with a new passphrase in the same breath."""

from collections.abc import Callable
from datetime import timedelta

from companion.domain.text import folded
from companion.errors import InvalidEntry, OpenElsewhere, WrongPassphrase, WrongRecoveryCode
from companion.plain.backup.copies import ask_about_standing
from companion.plain.console import wording
from companion.plain.console.context import Visit
from companion.plain.console.flow import Back
from companion.plain.console.prompter import Choice, Menu, Talker
from companion.plain.safety.helplines import read_national, short_lines
from companion.plain.safety.lock_card import CARD_WORD, OFFER, read_locked
from companion.services.access import passphrases
from companion.services.access.recovery_code import GROUP_LENGTH, GROUPS, symbols, wrong_words
from companion.services.backend import Door, Sitting
from companion.services.backup.copies import DAMAGED

GROUP_WORD, MAKE_WORD = "groups", "make"
"""Typed in place of a passphrase; both are shorter than one may be."""

_PROMPT = "Passphrase, or your recovery code:"
_HELP = (
    f"Type your passphrase; it is not shown. If you forgot it, type {GROUP_WORD} to give your recovery code group "
    "by group, or type all seven groups here. Nobody can open your plan without one of them."
)


def unlock(visit: Visit) -> None:
    """Ask until the vault is open. Raises Leave, EndOfInput, and VaultError where no word would open it."""
    visit.talk.say(
        "",
        "Need someone now? No passphrase is needed to ring. s reads these in full.",
        *short_lines(visit.door.config.nation),
        *((OFFER,) if visit.door.read_card() else ()),
    )
    while visit.sitting is None:
        try:
            secret = visit.talk.secret((), _PROMPT, more=_HELP)
        except Back:
            secret = ""
        if folded(secret) == CARD_WORD and visit.door.read_card():
            read_locked(visit)
            continue
        if folded(secret) == GROUP_WORD:
            secret = type_groups(visit)
        if not secret.strip():
            visit.talk.say("Your plan is locked. Type your passphrase, or q to close the program.")
            continue
        visit.talk.say("Opening.")
        _sit(visit, _open(visit, secret))


def unlock_spare(visit: Visit) -> None:
    """Open the copy that stands in for a vault that is gone. Raises Back for Enter, and as `unlock`."""
    while visit.sitting is None:
        secret = visit.talk.secret((), _PROMPT, more=_HELP)
        if folded(secret) == GROUP_WORD:
            secret = type_groups(visit)
        if not secret.strip():
            raise Back
        visit.talk.say("Opening.")
        _sit(visit, _tried(visit, visit.door.open_spare, secret))


def _sit(visit: Visit, sitting: Sitting | None) -> None:
    """Go on with what was opened, if anything was."""
    if sitting is None:
        return
    visit.sitting, visit.exit_code = sitting, 0
    visit.talk.say(*sitting.notices)
    if sitting.needs_new_passphrase and not _renew(visit, sitting):
        visit.lock()
        visit.talk.say("Nothing changed. The recovery code still opens your plan.")
        return
    ask_about_standing(visit, sitting)


def after_waiting(visit: Visit, waited: timedelta, word: str, written: str) -> bool:
    """Ask the passphrase when an answer came after the idle time; True when it was asked.

    The helplines and closing the program need no passphrase. While it waits for a line the program can do
    nothing else: it cannot say beforehand that it will lock, and what stands in the window stays there.
    """
    if visit.sitting is None or visit.is_demo or waited < visit.idle_after() or word == "q":
        return False
    if written and visit.being_written is not None and word not in wording.COMMON:
        visit.being_written(written)  # if nobody unlocks it now, the words wait there
    visit.lock()
    if word == "s":
        read_national(visit.talk, visit.door.config.nation)
        read_locked(visit)
    minutes = int(visit.idle_after().total_seconds() // 60)
    visit.talk.say("", f"There was no answer for {minutes} minutes or more, so your plan was locked.")
    unlock(visit)
    return True


def new_passphrase(talk: Talker, door: Door, prompt: str, more: str = "") -> str:
    """Return a passphrase that was typed twice the same, or an empty string for Enter. Raises Back."""
    if passphrases.is_offered():
        talk.say(f"Type {MAKE_WORD}, and six words are made for you to write down.")
    while True:
        first = talk.secret((), prompt, more=more)
        if not first:
            return ""
        if folded(first) == MAKE_WORD and (made := passphrases.make_passphrase()):
            if _written_down(talk, made):
                return made
            continue
        try:
            door.check_passphrase(first)
        except InvalidEntry as error:
            talk.say(str(error))
            continue
        try:
            if talk.secret((), "The same once more:", more=more) == first:
                return first
        except Back:
            continue
        talk.say("Those two were not the same. Nothing was kept. Please type both again.")


def _written_down(talk: Talker, made: str) -> bool:
    """Read a made passphrase until it was typed from paper; False for Enter or `back`."""
    words = (f"{number} {word}." for number, word in enumerate(made.split(" "), 1))
    talk.say(passphrases.HOW_KEPT, *words, passphrases.HOW_TYPED)
    talk.say("They stay in this window until you close it, so close it when you are done.")
    while True:
        try:
            typed = talk.secret((), "Type the six words, from your paper:", more=_HELP_MADE)
        except Back:
            return False
        if typed == made:
            return True
        if not typed:
            talk.say("Nothing was kept.")
            return False
        talk.say("That was not the same. Look at your paper, and type it once more.")


def type_groups(visit: Visit) -> str:
    """Ask for the recovery code group by group; a group with a slip in it is asked for again at once.

    The whole code in one answer will do. Returns an empty string for Enter. `back` goes to the group before.
    """
    groups: list[str] = []
    while len(groups) < GROUPS:
        number = len(groups) + 1
        try:
            typed = visit.talk.secret((), f"Group {number} of {GROUPS}:", more=_HELP_GROUPS)
        except Back:
            if not groups:
                return ""
            groups.pop()
            continue
        if not typed.strip():
            return ""
        if symbols(typed) == GROUPS * GROUP_LENGTH:
            return typed
        if symbols(typed) == GROUP_LENGTH and not visit.door.wrong_group("-".join((*groups, typed))):
            groups.append("".join(filter(str.isalnum, typed)))
        else:
            visit.talk.say(wrong_words(number))
    return "-".join(groups)


def _open(visit: Visit, secret: str) -> Sitting | None:
    """Return the open vault; None when this did not open it, or the person will not read it only.

    Raises VaultError for a damaged vault that is not put right and that no copy stands in for.
    """
    try:
        return _tried(visit, visit.door.open, secret)
    except OpenElsewhere as error:
        visit.exit_code = error.exit_code
        choices = (Choice(label="Open it to read, without changing anything.", value=True),)
        menu = Menu(head=(str(error),), choices=choices, question=wording.PICK)
        return visit.door.open(secret, read_only=True) if visit.talk.choose(menu) else None
    except DAMAGED as error:
        spares = visit.door.spares()
        if not spares.can_help:
            raise
        what = "Put it right, and open it." if spares.mendable else "Open the copy."
        both = (
            Choice(label=f"{what} The damaged file is kept.", value=True),
            Choice(label="Leave all as it is, and close.", value=False),
        )
        menu = Menu(head=(str(error),), choices=both, question=wording.PICK_SAFE)
        if visit.talk.choose(menu) is False:
            raise
        return _tried(visit, visit.door.open_spare, secret)


def _tried(visit: Visit, opening: Callable[[str], Sitting], secret: str) -> Sitting | None:
    """Return what `opening` opens with `secret`; None, after saying so, when the words were not the right ones."""
    try:
        return opening(secret)
    except (WrongPassphrase, WrongRecoveryCode) as error:
        visit.exit_code = error.exit_code
        visit.talk.say(str(error))
        if isinstance(error, WrongPassphrase):
            visit.talk.say(
                f"If you forgot it, type {GROUP_WORD}, and your recovery code is asked group by group."
            )
        return None


def _renew(visit: Visit, sitting: Sitting) -> bool:
    """Ask for a new passphrase and set it; False when the person will not."""
    visit.talk.say("Your recovery code opened the plan. It needs a new passphrase now.")
    try:
        new = new_passphrase(visit.talk, visit.door, "A new passphrase:", _HELP_NEW)
        if not new:
            return False
        visit.talk.say("Keeping the new passphrase.")
        visit.keep(lambda: sitting.set_passphrase(new, now=visit.now()))
    except Back:
        return False
    visit.talk.say("From now on the new passphrase opens it. Your recovery code stays the same.")
    return True


_HELP_NEW = "A few words that you will remember. It is typed twice and not shown."
_HELP_MADE = "Type all six words with one space between. They are not shown. Enter alone keeps none of them."
_HELP_GROUPS = (
    "Type the five letters and numbers of this group. They are not shown. back goes one group back."
)
