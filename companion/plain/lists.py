"""The lists that have nothing but lines, and what can be done with a line of one."""

from companion.domain.line import Line
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.prompter import Menu
from companion.plain.console.record_list import add_choice, away_choice, list_page, move_choice, words_choice
from companion.services.core.collection import OrderedCollection
from companion.services.lists import KeptList
from companion.services.services import Services


def kept_list_page(context: Context, kept: KeptList) -> None:
    """Show one of the lists."""

    def lines(services: Services) -> OrderedCollection[Line]:
        return services.lists.of(kept.name)

    def store(text: str) -> None:
        context.services.lists.add(kept.name, text, new_id=context.backend.new_id(), now=context.now())

    list_page(
        context,
        head=lambda any_there: ("", f"{kept.title}.", *(() if any_there else (kept.nothing,))),
        of=lines,
        records=lambda archived: lines(context.services).all(archived=archived),
        words=lambda line: wording.stop(wording.own(line.text)),
        page=lambda context, id: kept_line_page(context, kept, id),
        add=add_choice(context, f"list/{kept.name}/new", store),
    )


def kept_line_page(context: Context, kept: KeptList, id: str) -> None:
    """Show one line whole, and what can be done with it."""

    def lines(services: Services) -> OrderedCollection[Line]:
        return services.lists.of(kept.name)

    def build() -> Menu[Act]:
        choices = (
            words_choice(context, lines, id, f"list/{kept.name}/{id}"),
            move_choice(context, lines, id),
            away_choice(context, lines, id),
        )
        return Menu(head=("", *wording.whole(lines(context.services).get(id).text)), choices=choices)

    context.page(build)
