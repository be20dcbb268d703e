"""What a list of records is in plain mode: each thing to do with one is a choice, and a page puts its own together.

`of` finds the records anew each time, for the session changes when the program locks.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from companion.domain.plan import Visibility
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.flow import Done
from companion.plain.console.prompter import Menu, MenuItem
from companion.plain.console.text_prompts import ask_words
from companion.services.core.collection import Archivable, Collection, OrderedCollection, Positioned
from companion.services.services import Services


class Worded(Archivable, Protocol):
    """A record that is a line of words."""

    @property
    def text(self) -> str: ...


R = TypeVar("R", bound=Archivable)
W = TypeVar("W", bound=Worded)
P = TypeVar("P", bound=Positioned)

LINE_PROMPT = "A line in your own words. Enter to stop:"


def rows(
    context: Context,
    records: Iterable[R],
    words: Callable[[R], str],
    page: Callable[[Context, str], object],
) -> list[MenuItem[Act]]:
    """Return the choices that open the page of each record."""
    return [MenuItem(label=words(record), value=partial(page, context, record.id)) for record in records]


def add_lines(
    context: Context,
    draft: str,
    store: Callable[[str], object],
    prompt: str = LINE_PROMPT,
    then: Act = lambda: None,
) -> None:
    """Ask for lines, one after the other, until Enter; `then` asks what belongs to the line just stored."""
    while ask_words(context, draft, (), prompt, store, several=True):
        context.prompter.say(wording.SAVED)
        then()


def list_page(
    context: Context,
    *,
    head: Callable[[bool], tuple[str, ...]],
    of: Callable[[Services], Collection[R]],
    records: Callable[[bool], Iterable[R]],
    words: Callable[[R], str],
    page: Callable[[Context, str], object],
    add: MenuItem[Act],
    called: str = "Lines",
    put_away: Callable[[R], str] | None = None,
) -> None:
    """Show one list: its records, the way to `add` one, and its archive.

    `head` is told whether there is anything; `records` whether the archive is meant; `words` say a record, `put_away`
    one in the archive where that is another way.
    """

    def archived() -> list[ArchivedItem]:
        return archived_items(context, of, records(True), put_away or words)

    def build() -> Menu[Act]:
        found = tuple(records(False))
        choices = (*rows(context, found, words, page), add, *archive_choice(context, called, archived))
        return Menu(head=head(bool(found)), choices=choices)

    context.page(build)


def add_choice(context: Context, draft: str, store: Callable[[str], object]) -> MenuItem[Act]:
    """Return the choice that asks for lines and stores each."""
    return MenuItem(key="a", label="Add a line.", value=lambda: add_lines(context, draft, store))


def words_choice(
    context: Context, of: Callable[[Services], Collection[W]], id: str, draft: str
) -> MenuItem[Act]:
    """Return the choice that changes the `text` of a record."""

    def store(text: str) -> None:
        of(context.services).edit(id, text=text, now=context.now())

    def change() -> None:
        now = of(context.services).get(id).text
        if ask_words(context, draft, (), "The new words. Enter keeps the old ones:", store, now=now):
            context.prompter.say(wording.SAVED)

    return MenuItem(key="e", label="Change the words.", value=change)


def who_choice(
    context: Context, of: Callable[[Services], Collection[R]], id: str, allowed: Iterable[Visibility]
) -> MenuItem[Act]:
    """Return the choice that says who may see a line, one of those `allowed`."""

    def change() -> None:
        choices = tuple(MenuItem(label=wording.AUDIENCES[who], value=who) for who in allowed)
        picked = context.prompter.choose(Menu(head=("Who may see this line?",), choices=choices))
        if picked is not None:
            of(context.services).edit(id, audience=picked, now=context.now())
            context.prompter.say(wording.SAVED)

    return MenuItem(key="w", label="Choose who may see it.", value=change)


def move_choice(
    context: Context,
    of: Callable[[Services], OrderedCollection[P]],
    id: str,
    among: Callable[[], Iterable[P]] | None = None,
    label: str = "Move it.",
) -> MenuItem[Act]:
    """Return the choice that moves a record in its group, or `among` those that are shown."""

    def change() -> None:
        shown = tuple(among() if among else of(context.services).beside(id))
        _move(
            context,
            [record.id for record in shown],
            id,
            lambda index: of(context.services).move(id, index, among=among and among(), now=context.now()),
        )

    return MenuItem(key="m", label=label, value=change)


def away_choice(
    context: Context,
    of: Callable[[Services], Collection[R]],
    id: str,
    label: str = "Put it in the archive.",
) -> MenuItem[Act]:
    """Return the choice that archives a record and closes its page."""
    return MenuItem(
        key="d",
        label=label,
        value=lambda: put_away(context, lambda: of(context.services).archive(id, now=context.now())),
    )


def put_away(context: Context, archive: Callable[[], str]) -> None:
    """Archive what a page is about, name it and say how it comes back; close the page by raising Done.

    `archive`: what does it, and returns what it is called.
    """
    context.prompter.say(f"In the archive: {wording.own(archive())}. u brings it back.")
    raise Done


def _move(context: Context, ids: Sequence[str], id: str, put: Callable[[int], object]) -> None:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedItem:
    """One thing in an archive, as read out, with what can be done with it. Some things are never deleted."""

    words: str
    restore: Act
    delete: Act | None


def archived_items(
    context: Context,
    of: Callable[[Services], Collection[R]],
    records: Iterable[R],
    words: Callable[[R], str],
) -> list[ArchivedItem]:
    """Return records of a collection as they stand in an archive."""

    def item(record: R) -> ArchivedItem:
        return ArchivedItem(
            words=words(record),
            restore=lambda: of(context.services).restore(record.id, now=context.now()),
            delete=lambda: of(context.services).delete(record.id, now=context.now()),
        )

    return [item(record) for record in records]


def archive_choice(
    context: Context,
    title: str,
    found: Callable[[], Sequence[ArchivedItem]],
    *,
    key: str = "k",
    label: str = "",
) -> list[MenuItem[Act]]:
    """Return the choice that opens an archive, or nothing while it is empty."""
    if not found():
        return []
    return [
        MenuItem(
            key=key,
            label=label or f"{title} in the archive.",
            value=lambda: archive_page(context, title, found),
        )
    ]


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
