"""What can be done with anything that stands in a list: move it, put it away, bring it back, delete it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.flow import Done
from companion.plain.console.prompter import Menu, MenuItem


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedItem:
    """One thing in an archive, as read out, with what can be done with it. Some things are never deleted."""

    words: str
    restore: Act
    delete: Act | None


def move(context: Context, ids: Sequence[str], id: str, put: Callable[[int], object]) -> None:
    """Ask for a place among `ids` and call `put` with it, counted from 0."""
    if len(ids) < 2:
        context.prompter.say("There is nothing to move it past.")
        return
    here = ids.index(id) + 1
    wanted = context.prompter.number(
        (f"It stands at place {here} of {len(ids)}.",),
        f"Which place, 1 to {len(ids)}? Enter leaves it there:",
        1,
        len(ids),
    )
    if isinstance(wanted, int) and wanted != here:
        put(wanted - 1)
        context.prompter.say(f"Moved to place {wanted} of {len(ids)}.")
    else:
        context.prompter.say(wording.NOTHING_CHANGED)


def put_away(context: Context, archive: Act) -> None:
    """Archive what a page is about, say how it comes back, and close the page by raising Done."""
    archive()
    context.prompter.say("In the archive. u brings it back.")
    raise Done


def archive_page(context: Context, title: str, found: Callable[[], Sequence[ArchivedItem]]) -> None:
    """Show what is in an archive; each thing can be brought back or deleted for good."""

    def build() -> Menu[Act]:
        things = found()
        head = f"{title}: {len(things)} in the archive." if things else f"{title}: the archive is empty."
        choices = tuple(
            MenuItem(label=wording.stop(thing.words), value=partial(_one, context, thing)) for thing in things
        )
        return Menu(head=("", head), choices=choices)

    context.page(build)


def _one(context: Context, thing: ArchivedItem) -> None:
    choices = [MenuItem(label="Bring it back.", value=lambda: _bring_back(context, thing))]
    if thing.delete is not None:
        delete = thing.delete
        choices.append(
            MenuItem(label="Delete it for good.", value=lambda: _delete(context, thing.words, delete))
        )
    act = context.prompter.choose(Menu(head=(wording.stop(thing.words),), choices=tuple(choices)))
    if act is not None:
        act()


def _bring_back(context: Context, thing: ArchivedItem) -> None:
    thing.restore()
    context.prompter.say("Back where it was.")


def _delete(context: Context, words: str, delete: Act) -> None:
    if context.prompter.sure(
        (f"Delete for good: {wording.stop(words)}",), keep_it="Keep it.", do_it="Delete it."
    ):
        delete()
        context.prompter.say("Deleted. u brings it back until you close the program.")
    else:
        context.prompter.say(wording.NOTHING_CHANGED)
