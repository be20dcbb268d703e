"""``companion safety --card``: the card that may be read without a passphrase, if the person made one."""

from companion.commands.request import Request
from companion.commands.streams import put, tell
from companion.errors import InvalidEntry, NothingThere
from companion.services.safety.lock_card_file import UNCHECKED

HELPLINES = "`companion helplines` prints numbers to call."


def show_card(request: Request) -> int:
    """Print the card. It needs no vault and no passphrase. Raises NothingThere, InvalidEntry."""
    args = request.args
    if args.json or args.out or args.format or args.force:
        raise InvalidEntry(
            "arguments", "--card prints the card as it is; it goes with no other option of safety."
        )
    words = request.backend().read_card()
    if not words:
        raise NothingThere(f"There is no card that can be read without a passphrase. {HELPLINES}")
    put(words)
    tell(f"{UNCHECKED} {HELPLINES}")
    return 0
