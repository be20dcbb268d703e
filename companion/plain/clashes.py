"""What was changed in two copies: one thing after the other, each version in its words, and a choice."""

from functools import partial

from companion.plain import phrases
from companion.plain.talker import Choice, Menu
from companion.plain.visit import Visit
from companion.services.backup.conflicts import ClashView, VersionView

NONE_WAIT = "Nothing waits for a choice."
_HELP = (
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
        f"{phrases.stop(phrases.own(clash.title))} "
        + ("It was changed in two copies." if count == 1 else f"The first of {count} that wait."),
    ]
    for number, version in enumerate(clash.versions, 1):
        head.append(_about(number, version))
        head += [phrases.stop(line) for words in version.words for line in phrases.own_lines(words)]
    choices = tuple(
        Choice(label=f"Keep version {number}.", value=version.key)
        for number, version in enumerate(clash.versions, 1)
    )
    return Menu(
        head=tuple(head), choices=choices, question="A number, or Enter to leave it for later:", more=_HELP
    )


def _about(number: int, version: VersionView) -> str:
    shown = "the one that is shown now" if version.shown else "kept beside it"
    changed = f", changed {version.changed}" if version.changed else ""
    return f"Version {number}, {shown}{changed}:"
