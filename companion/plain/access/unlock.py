"""Opening the vault: by passphrase, or by the recovery code with a new passphrase in the same breath."""

from collections.abc import Callable
from datetime import timedelta

from companion.domain.text import folded
from companion.errors import InvalidEntry, OpenElsewhere, WrongPassphrase, WrongRecoveryCode
from companion.plain.backup.copies import ask_about_relation
from companion.plain.console import wording
from companion.plain.console.context import Context
from companion.plain.console.flow import Back
from companion.plain.console.prompter import Menu, MenuItem, Prompter
from companion.plain.safety.helplines import read_national, short_lines
from companion.plain.safety.lock_card import CARD_WORD, OFFER, read_locked
from companion.services.access import passphrases
from companion.services.access.recovery_code import GROUP_LENGTH, GROUPS, symbols, wrong_words
from companion.services.backend import Backend, Session
from companion.services.backup.copies import DAMAGED

GROUP_WORD, MAKE_WORD = "groups", "make"
"""Typed in place of a passphrase; both are shorter than one may be."""

_PROMPT = "Passphrase, or your recovery code:"
_HELP = (
    f"Type your passphrase; it is not shown. If you forgot it, type {GROUP_WORD} to give your recovery code group "
    "by group, or type all seven groups here. Nobody can open your plan without one of them."
)


def hide(context: Context, half: str = "") -> None:
    """Lock, with the window cleared before, until the passphrase was typed; `half` is kept as a draft.

    Without a vault that is open there is nothing to lock. Raises as `unlock`.
    """
    if context.session is None or context.is_demo:
        context.prompter.ask((wording.HIDDEN,), "Enter to go on:")
        return
    if half and context.being_written is not None:
        context.being_written(half)  # if nobody unlocks it, the words wait there
    context.lock()
    context.prompter.say(wording.LOCKED)
    _unlock(context)


def unlock(context: Context) -> None:
    """Ask until the vault is open. Raises Leave, EndOfInput, and VaultError where no word would open it."""
    context.prompter.say(
        "",
        "Need someone now? No passphrase is needed to ring. s reads these in full.",
        *short_lines(context.backend.config.nation),
        *((OFFER,) if context.backend.read_card() else ()),
    )
    _unlock(context)


def _unlock(context: Context) -> None:
    while context.session is None:
        try:
            secret = context.prompter.secret((), _PROMPT, more=_HELP)
        except Back:
            secret = ""
        if folded(secret) == CARD_WORD and context.backend.read_card():
            read_locked(context)
            continue
        if folded(secret) == GROUP_WORD:
            secret = type_groups(context)
        if not secret.strip():
            context.prompter.say("Your plan is locked. Type your passphrase, or q to close the program.")
            continue
        context.prompter.say("Opening.")
        _sit(context, _open(context, secret))


def unlock_rescue_copy(context: Context) -> None:
    """Open the copy that stands in for a vault that is gone. Raises Back for Enter, and as `unlock`."""
    while context.session is None:
        secret = context.prompter.secret((), _PROMPT, more=_HELP)
        if folded(secret) == GROUP_WORD:
            secret = type_groups(context)
        if not secret.strip():
            raise Back
        context.prompter.say("Opening.")
        _sit(context, _tried(context, context.backend.open_rescue_copy, secret))


def _sit(context: Context, session: Session | None) -> None:
    """Go on with what was opened, if anything was."""
    if session is None:
        return
    context.session, context.exit_code = session, 0
    context.prompter.say(*session.notices)
    if session.needs_new_passphrase and not _renew(context, session):
        context.lock()
        context.prompter.say("Nothing changed. The recovery code still opens your plan.")
        return
    ask_about_relation(context, session)


def after_waiting(context: Context, waited: timedelta, word: str, written: str) -> bool:
    """Ask the passphrase when an answer came after the idle time; True when it was asked.

    The helplines and closing the program need no passphrase. While it waits for a line the program can do
    nothing else: it cannot say beforehand that it will lock, and what stands in the window stays there.
    """
    if context.session is None or context.is_demo or waited < context.idle_after() or word == "q":
        return False
    if written and context.being_written is not None and word not in wording.COMMON:
        context.being_written(written)  # if nobody unlocks it now, the words wait there
    context.prompter.clear()  # what stood there is no longer for whoever looks
    context.lock()
    if word == "s":
        read_national(context.prompter, context.backend.config.nation)
        read_locked(context)
    minutes = int(context.idle_after().total_seconds() // 60)
    context.prompter.say("", f"There was no answer for {minutes} minutes or more, so your plan was locked.")
    unlock(context)
    return True


def new_passphrase(prompter: Prompter, backend: Backend, prompt: str, more: str = "") -> str:
    """Return a passphrase that was typed twice the same, or an empty string for Enter. Raises Back."""
    if passphrases.is_offered():
        prompter.say(f"Type {MAKE_WORD}, and six words are made for you to write down.")
    while True:
        first = prompter.secret((), prompt, more=more)
        if not first:
            return ""
        if folded(first) == MAKE_WORD and (made := passphrases.make_passphrase()):
            if _written_down(prompter, made):
                return made
            continue
        try:
            backend.check_passphrase(first)
        except InvalidEntry as error:
            prompter.say(str(error))
            continue
        try:
            if prompter.secret((), "The same once more:", more=more) == first:
                return first
        except Back:
            continue
        prompter.say("Those two were not the same. Nothing was kept. Please type both again.")


def _written_down(prompter: Prompter, made: str) -> bool:
    """Read a made passphrase until it was typed from paper; False for Enter or `back`."""
    words = (f"{number} {word}." for number, word in enumerate(made.split(" "), 1))
    prompter.say(passphrases.HOW_KEPT, *words, passphrases.HOW_TYPED)
    prompter.say("They stay in this window until you close it, so close it when you are done.")
    while True:
        try:
            typed = prompter.secret((), "Type the six words, from your paper:", more=_HELP_MADE)
        except Back:
            return False
        if typed == made:
            return True
        if not typed:
            prompter.say("Nothing was kept.")
            return False
        prompter.say("That was not the same. Look at your paper, and type it once more.")


def type_groups(context: Context) -> str:
    """Ask for the recovery code group by group; a group with a slip in it is asked for again at once.

    The whole code in one answer will do. Returns an empty string for Enter. `back` goes to the group before.
    """
    groups: list[str] = []
    while len(groups) < GROUPS:
        number = len(groups) + 1
        try:
            typed = context.prompter.secret((), f"Group {number} of {GROUPS}:", more=_HELP_GROUPS)
        except Back:
            if not groups:
                return ""
            groups.pop()
            continue
        if not typed.strip():
            return ""
        if symbols(typed) == GROUPS * GROUP_LENGTH:
            return typed
        if symbols(typed) == GROUP_LENGTH and not context.backend.wrong_group("-".join((*groups, typed))):
            groups.append("".join(filter(str.isalnum, typed)))
        else:
            context.prompter.say(wrong_words(number))
    return "-".join(groups)


def _open(context: Context, secret: str) -> Session | None:
    """Return the open vault; None when this did not open it, or the person will not read it only.

    Raises VaultError for a damaged vault that is not put right and that no copy stands in for.
    """
    try:
        return _tried(context, context.backend.open, secret)
    except OpenElsewhere as error:
        context.exit_code = error.exit_code
        choices = (MenuItem(label="Open it to read, without changing anything.", value=True),)
        menu = Menu(head=(str(error),), choices=choices, question=wording.PICK)
        return context.backend.open(secret, read_only=True) if context.prompter.choose(menu) else None
    except DAMAGED as error:
        rescue = context.backend.rescue()
        if not rescue.can_help:
            raise
        what = "Put it right, and open it." if rescue.mendable else "Open the copy."
        both = (
            MenuItem(label=f"{what} The damaged file is kept.", value=True),
            MenuItem(label="Leave all as it is, and close.", value=False),
        )
        menu = Menu(head=(str(error),), choices=both, question=wording.PICK_SAFE)
        if context.prompter.choose(menu) is False:
            raise
        return _tried(context, context.backend.open_rescue_copy, secret)


def _tried(context: Context, opening: Callable[[str], Session], secret: str) -> Session | None:
    """Return what `opening` opens with `secret`; None, after saying so, when the words were not the right ones."""
    try:
        return opening(secret)
    except (WrongPassphrase, WrongRecoveryCode) as error:
        context.exit_code = error.exit_code
        context.prompter.say(str(error))
        if isinstance(error, WrongPassphrase):
            context.prompter.say(
                f"If you forgot it, type {GROUP_WORD}, and your recovery code is asked group by group."
            )
        return None


def _renew(context: Context, session: Session) -> bool:
    """Ask for a new passphrase and set it; False when the person will not."""
    context.prompter.say("Your recovery code opened the plan. It needs a new passphrase now.")
    try:
        new = new_passphrase(context.prompter, context.backend, "A new passphrase:", _HELP_NEW)
        if not new:
            return False
        context.prompter.say("Keeping the new passphrase.")
        context.keep(lambda: session.set_passphrase(new, now=context.now()))
    except Back:
        return False
    context.prompter.say("From now on the new passphrase opens it. Your recovery code stays the same.")
    return True


_HELP_NEW = "A few words that you will remember. It is typed twice and not shown."
_HELP_MADE = "Type all six words with one space between. They are not shown. Enter alone keeps none of them."
_HELP_GROUPS = (
    "Type the five letters and numbers of this group. They are not shown. back goes one group back."
)
