"""What opens the vault, changed: its passphrase, its recovery code, and what a guess at it costs."""

import sys
from pathlib import Path

from companion.commands import streams
from companion.commands.code_sheet import code_sheet, hand_over
from companion.commands.opening import opened, opened_knowing
from companion.commands.passphrases import ask_new_passphrase, given_passphrase
from companion.commands.request import Request
from companion.commands.streams import tell
from companion.domain.text import folded
from companion.errors import InvalidEntry, NotUnlocked
from companion.services.door import Door, Sitting

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
    given = given_passphrase(request.door(), file) if file else ""
    if not (given or streams.can_ask()):
        raise NotUnlocked(
            "A new passphrase is typed at a terminal, or read from a file: --new-passphrase-file FILE."
        )
    with opened(request, writing=True, asks=False) as (door, sitting):
        new = given or ask_new_passphrase(door)
        if args.renew_code or (not given and _might_be_known()):
            return _renew(door, sitting, new, sheet)
        sitting.set_passphrase(new, now=door.now())
    tell(
        f"From now on the new passphrase opens your vault. The recovery code stays the same.\n{EARLIER_COPIES}"
    )
    if given:
        tell(MIGHT_KNOW)
    return 0


def recovery_code(request: Request) -> int:
    """``companion vault recovery-code``: a new one. The passphrase stays."""
    sheet = code_sheet(request)
    with opened_knowing(request) as (door, sitting, words):
        return _renew(door, sitting, words, sheet)


def cost(request: Request) -> int:
    """``companion vault cost MIB``."""
    mib = request.args.mib
    if not LEAST_MIB <= mib <= MOST_MIB:
        raise InvalidEntry("mib", f"MIB is a whole number from {LEAST_MIB} to {MOST_MIB}.")
    with opened_knowing(request) as (door, sitting, words):
        facts = sitting.facts()
        if facts is not None and mib <= facts.argon_mib:
            tell(f"One guess takes {facts.argon_mib} MiB of memory already. Nothing was changed.")
            return 0
        sitting.raise_cost(words, mib, now=door.now())
    tell(f"One guess at the passphrase takes {mib} MiB of memory from now on. Unlocking takes longer, too.")
    return 0


def _renew(door: Door, sitting: Sitting, words: str, sheet: Path | None) -> int:
    code = sitting.renew_keys(words, now=door.now())
    tell(RENEWED)
    return hand_over(door, sheet, code)


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
