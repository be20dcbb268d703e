"""What opens the vault: the passphrase, the recovery code, and what a guess at the passphrase costs."""

from contextlib import suppress

from companion.errors import CompanionError, WrongPassphrase
from companion.plain.access.recovery_code import WHAT_IT_IS, read_code, save_code
from companion.plain.access.unlock import new_passphrase
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.flow import Back, Done
from companion.plain.console.prompter import Menu, MenuItem
from companion.services.backend import Session
from companion.services.core.drafts import CODE_DRAFT
from companion.services.wording import COSTS

EARLIER_COPIES = "Copies made earlier still open with what they had then."
_HELP_NOW = "The passphrase that opens your plan now. It is not shown. Enter leaves everything as it is."
_HELP_NEW = "A few words that you will remember. It is typed twice and not shown."
_KNOWN = (
    "If someone might know it, your file gets new keys and a new recovery code. What they know then opens "
    "nothing that is saved from now on."
)


def keys_page(context: Context) -> None:
    """Show what can be changed about what opens the vault."""

    def build() -> Menu[Act]:
        facts = _session(context).facts()
        choices: list[MenuItem[Act]] = [
            MenuItem(label="Change my passphrase.", value=lambda: _change(context)),
            MenuItem(label="Make a new recovery code. The old one ends.", value=lambda: _new_code(context)),
            MenuItem(label="Make each guess at the passphrase dearer.", value=lambda: _dearer(context)),
        ]
        if _kept_code(context):
            choices.append(
                MenuItem(label="Read my new recovery code. It waits here until you have it on paper.",
                       value=lambda: _code_page(context, _kept_code(context)))
            )  # fmt: skip
        now = f"One guess takes {facts.argon_mib} MiB of memory now." if facts and facts.argon_mib else ""
        head = ("", "Passphrase and recovery code.", *filter(None, (now,)), EARLIER_COPIES)
        return Menu(head=head, choices=tuple(choices))

    context.page(build)


def _change(context: Context) -> None:
    _prove(context)
    new = new_passphrase(context.prompter, context.backend, "The new passphrase:", _HELP_NEW)
    if not new:
        raise _left(context)
    choices = (
        MenuItem(label="No. The recovery code stays the same.", value=False),
        MenuItem(label="Yes, or I am not sure. Make new keys and a new recovery code.", value=True),
    )
    head = ("Might someone know the old one?", _KNOWN)
    if context.prompter.choose(Menu(head=head, choices=choices, question=wording.PICK_SAFE)):
        _renew(context, new)
        return
    context.prompter.say("Keeping the new passphrase.")
    context.keep(lambda: _session(context).set_passphrase(new, now=context.now()))
    context.prompter.say(
        "From now on the new passphrase opens it. Your recovery code stays the same.", EARLIER_COPIES
    )


def _new_code(context: Context) -> None:
    head = (
        "You write the new code down next. The code on your old sheet then opens nothing that is saved "
        "from now on. Your passphrase stays the same.",
    )
    if not context.prompter.sure(head, keep_it="Keep the old one.", do_it="Make a new one."):
        context.prompter.say(wording.NOTHING_CHANGED)
        return
    _renew(context, _prove(context))


def _renew(context: Context, passphrase: str) -> None:
    """Make new keys, and stay with the new code until it was heard. It is kept until it is on paper."""
    context.prompter.say("Making new keys and opening your vault once with them. This takes a moment.")
    code = context.keep(lambda: _session(context).renew_keys(passphrase, now=context.now()))
    with suppress(CompanionError):  # it is read out all the same
        context.services.drafts.keep(CODE_DRAFT, code, 0, now=context.now())
    context.prompter.say("Your vault has new keys.", EARLIER_COPIES)
    _code_page(context, code)


def _code_page(context: Context, code: str) -> None:
    context.prompter.say("", WHAT_IT_IS)
    context.attempt(lambda: read_code(context, code))

    def done() -> None:
        context.keep(lambda: context.services.drafts.drop(CODE_DRAFT))
        context.prompter.say("It is with you alone now.")
        raise Done

    def build() -> Menu[Act]:
        choices: tuple[MenuItem[Act], ...] = (
            MenuItem(label="Read the code again.", value=lambda: read_code(context, code)),
            MenuItem(label="Write it to a file.", value=lambda: save_code(context, code)),
            MenuItem(label="I have it on paper.", value=done),
        )
        return Menu(head=("",), choices=choices, question="A number, or Enter to keep it here for later:")

    context.page(build)


def _dearer(context: Context) -> None:
    facts = _session(context).facts()
    now = facts.argon_mib if facts else 0
    more = [mib for mib in COSTS if mib > now]
    if not more:
        context.prompter.say(f"One guess takes {now} MiB of memory already. There is no more.")
        return
    head = (
        "Somebody who has your file can try one passphrase after another. The more memory each try takes, "
        "the fewer they can make. Unlocking takes you longer, too.",
    )
    choices = tuple(MenuItem(label=f"{mib} MiB.", value=mib) for mib in more)
    mib = context.prompter.choose(
        Menu(head=head, choices=choices, question="A number, or Enter to leave it as it is:")
    )
    if mib is None:
        context.prompter.say(wording.NOTHING_CHANGED)
        return
    passphrase = _prove(context)
    context.prompter.say("Changing it, and opening your vault once to be sure. This takes a moment.")
    context.keep(lambda: _session(context).raise_cost(passphrase, mib, now=context.now()))
    context.prompter.say(f"One guess at the passphrase takes {mib} MiB of memory from now on.")


def _prove(context: Context) -> str:
    """Return the passphrase as it is now, typed and tried. Raises Back for Enter."""
    while True:
        secret = context.prompter.secret((), "Your passphrase as it is now:", more=_HELP_NOW)
        if not secret:
            raise _left(context)
        context.prompter.say("Looking whether it opens.")
        try:
            _session(context).check_passphrase(secret)
        except WrongPassphrase as error:
            context.prompter.say(str(error))
            continue
        return secret


def _left(context: Context) -> Back:
    context.prompter.say(wording.NOTHING_CHANGED)
    return Back()


def _kept_code(context: Context) -> str:
    draft = context.services.drafts.of(CODE_DRAFT)
    return draft.text if draft else ""


def _session(context: Context) -> Session:
    if context.session is None:
        raise RuntimeError("keys were asked for while the vault is locked")
    return context.session
