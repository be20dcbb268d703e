"""What opens the vault: the passphrase, the recovery code, and what a guess at the passphrase costs."""

from contextlib import suppress

from companion.errors import CompanionError, WrongPassphrase
from companion.plain.access.recovery_code import WHAT_IT_IS, read_code, save_code
from companion.plain.access.unlock import new_passphrase
from companion.plain.console import wording
from companion.plain.console.context import Act, Visit
from companion.plain.console.flow import Back, Done
from companion.plain.console.prompter import Choice, Menu
from companion.services.backend import Sitting
from companion.services.core.drafts import CODE_DRAFT

COSTS = (64, 128, 256, 512, 1024)
"""MiB of memory that one guess at the passphrase may be made to take."""

EARLIER_COPIES = "Copies made earlier still open with what they had then."
_HELP_NOW = "The passphrase that opens your plan now. It is not shown. Enter leaves everything as it is."
_HELP_NEW = "A few words that you will remember. It is typed twice and not shown."
_KNOWN = (
    "If someone might know it, your file gets new keys and a new recovery code. What they know then opens "
    "nothing that is saved from now on."
)


def keys_page(visit: Visit) -> None:
    """Show what can be changed about what opens the vault."""

    def build() -> Menu[Act]:
        facts = _sitting(visit).facts()
        choices: list[Choice[Act]] = [
            Choice(label="Change my passphrase.", value=lambda: _change(visit)),
            Choice(label="Make a new recovery code. The old one ends.", value=lambda: _new_code(visit)),
            Choice(label="Make each guess at the passphrase dearer.", value=lambda: _dearer(visit)),
        ]
        if _kept_code(visit):
            choices.append(
                Choice(label="Read my new recovery code. It waits here until you have it on paper.",
                       value=lambda: _code_page(visit, _kept_code(visit)))
            )  # fmt: skip
        now = f"One guess takes {facts.argon_mib} MiB of memory now." if facts and facts.argon_mib else ""
        head = ("", "Passphrase and recovery code.", *filter(None, (now,)), EARLIER_COPIES)
        return Menu(head=head, choices=tuple(choices))

    visit.page(build)


def _change(visit: Visit) -> None:
    _prove(visit)
    new = new_passphrase(visit.talk, visit.door, "The new passphrase:", _HELP_NEW)
    if not new:
        raise _left(visit)
    choices = (
        Choice(label="No. The recovery code stays the same.", value=False),
        Choice(label="Yes, or I am not sure. Make new keys and a new recovery code.", value=True),
    )
    head = ("Might someone know the old one?", _KNOWN)
    if visit.talk.choose(Menu(head=head, choices=choices, question=wording.PICK_SAFE)):
        _renew(visit, new)
        return
    visit.talk.say("Keeping the new passphrase.")
    visit.keep(lambda: _sitting(visit).set_passphrase(new, now=visit.now()))
    visit.talk.say(
        "From now on the new passphrase opens it. Your recovery code stays the same.", EARLIER_COPIES
    )


def _new_code(visit: Visit) -> None:
    head = (
        "You write the new code down next. The code on your old sheet then opens nothing that is saved "
        "from now on. Your passphrase stays the same.",
    )
    if not visit.talk.sure(head, keep_it="Keep the old one.", do_it="Make a new one."):
        visit.talk.say(wording.NOTHING_CHANGED)
        return
    _renew(visit, _prove(visit))


def _renew(visit: Visit, passphrase: str) -> None:
    """Make new keys, and stay with the new code until it was heard. It is kept until it is on paper."""
    visit.talk.say("Making new keys and opening your vault once with them. This takes a moment.")
    code = visit.keep(lambda: _sitting(visit).renew_keys(passphrase, now=visit.now()))
    with suppress(CompanionError):  # it is read out all the same
        visit.services.drafts.keep(CODE_DRAFT, code, 0, now=visit.now())
    visit.talk.say("Your vault has new keys.", EARLIER_COPIES)
    _code_page(visit, code)


def _code_page(visit: Visit, code: str) -> None:
    visit.talk.say("", WHAT_IT_IS)
    visit.attempt(lambda: read_code(visit, code))

    def done() -> None:
        visit.keep(lambda: visit.services.drafts.drop(CODE_DRAFT))
        visit.talk.say("It is with you alone now.")
        raise Done

    def build() -> Menu[Act]:
        choices: tuple[Choice[Act], ...] = (
            Choice(label="Read the code again.", value=lambda: read_code(visit, code)),
            Choice(label="Write it to a file.", value=lambda: save_code(visit, code)),
            Choice(label="I have it on paper.", value=done),
        )
        return Menu(head=("",), choices=choices, question="A number, or Enter to keep it here for later:")

    visit.page(build)


def _dearer(visit: Visit) -> None:
    facts = _sitting(visit).facts()
    now = facts.argon_mib if facts else 0
    more = [mib for mib in COSTS if mib > now]
    if not more:
        visit.talk.say(f"One guess takes {now} MiB of memory already. There is no more.")
        return
    head = (
        "Somebody who has your file can try one passphrase after another. The more memory each try takes, "
        "the fewer they can make. Unlocking takes you longer, too.",
    )
    choices = tuple(Choice(label=f"{mib} MiB.", value=mib) for mib in more)
    mib = visit.talk.choose(
        Menu(head=head, choices=choices, question="A number, or Enter to leave it as it is:")
    )
    if mib is None:
        visit.talk.say(wording.NOTHING_CHANGED)
        return
    passphrase = _prove(visit)
    visit.talk.say("Changing it, and opening your vault once to be sure. This takes a moment.")
    visit.keep(lambda: _sitting(visit).raise_cost(passphrase, mib, now=visit.now()))
    visit.talk.say(f"One guess at the passphrase takes {mib} MiB of memory from now on.")


def _prove(visit: Visit) -> str:
    """Return the passphrase as it is now, typed and tried. Raises Back for Enter."""
    while True:
        secret = visit.talk.secret((), "Your passphrase as it is now:", more=_HELP_NOW)
        if not secret:
            raise _left(visit)
        visit.talk.say("Looking whether it opens.")
        try:
            _sitting(visit).check_passphrase(secret)
        except WrongPassphrase as error:
            visit.talk.say(str(error))
            continue
        return secret


def _left(visit: Visit) -> Back:
    visit.talk.say(wording.NOTHING_CHANGED)
    return Back()


def _kept_code(visit: Visit) -> str:
    draft = visit.services.drafts.of(CODE_DRAFT)
    return draft.text if draft else ""


def _sitting(visit: Visit) -> Sitting:
    if visit.sitting is None:
        raise RuntimeError("keys were asked for while the vault is locked")
    return visit.sitting
