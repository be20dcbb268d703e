"""The plan: its sections, each with its lines."""

from functools import partial

from companion.domain.plan import SIGN_KINDS, PlanLine, Section, Visibility
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.flow import Back
from companion.plain.console.prompter import Menu, MenuItem
from companion.plain.console.record_list import (
    ArchivedItem,
    add_lines,
    archive_choice,
    archived_items,
    away_choice,
    move_choice,
    rows,
    who_choice,
    words_choice,
)
from companion.plain.console.text_prompts import ask_words
from companion.services.core.collection import OrderedCollection
from companion.services.services import Services
from companion.words import say_count


def _sections(services: Services) -> OrderedCollection[Section]:
    return services.plan.section_records


def _lines(services: Services) -> OrderedCollection[PlanLine]:
    return services.plan.line_records


def _add_lines(context: Context, section_id: str) -> None:
    """Ask for lines, one after the other, until Enter; for a sign also what helps with it."""
    is_sign = context.services.plan.section(section_id).kind in SIGN_KINDS
    added = ""

    def store(text: str) -> None:
        nonlocal added
        new_id = context.backend.new_id()
        context.services.plan.add_line(section_id, text, new_id=new_id, now=context.now())
        added = new_id

    def ask_helps() -> None:
        if is_sign:
            _change_helps(context, added, first=True)

    add_lines(context, f"plan/{section_id}/new", store, then=ask_helps)


def line_page(context: Context, id: str) -> None:
    """Show one line whole, and what can be done with it."""

    def build() -> Menu[Act]:
        line = context.services.plan.line(id)
        helps = wording.whole(line.what_helps)
        head = (
            "",
            *wording.whole(line.text),
            *(("What helps:", *helps) if helps else ()),
            f"Who may see it: {wording.AUDIENCES[line.audience]}",
        )
        choices = (
            words_choice(context, _lines, id, f"plan/line/{id}/text"),
            MenuItem(key="o", label="Write what helps.", value=lambda: _change_helps(context, id)),
            who_choice(context, _lines, id, Visibility),
            _move_choice(context, id),
            away_choice(context, _lines, id),
        )
        return Menu(head=head, choices=choices)

    context.page(build)


def _move_choice(context: Context, id: str) -> MenuItem[Act]:
    """Return the choice that moves a line: in its section, or to one when it has none."""
    if not context.services.plan.ways_out(id):
        return move_choice(context, _lines, id)

    def change() -> None:
        sections = context.services.plan.ways_out(id)
        choices = tuple(MenuItem(label=wording.stop(wording.own(s.name)), value=s) for s in sections)
        section = context.prompter.choose(Menu(head=("Which section shall it go to?",), choices=choices))
        if section is not None:
            context.services.plan.put_under(id, section.id, now=context.now())
            context.prompter.say(f"Moved to {wording.stop(wording.own(section.name))}")

    return MenuItem(key="m", label="Move it to a section.", value=change)


def _change_helps(context: Context, id: str, *, first: bool = False) -> None:
    def store(text: str) -> None:
        context.services.plan.edit_line(id, what_helps=text, now=context.now())

    prompt = "What helps. Enter to skip:" if first else "What helps. Enter keeps it, blank empties it:"
    now = context.services.plan.line(id).what_helps
    try:
        stored = ask_words(context, f"plan/line/{id}/helps", (), prompt, store, clear=not first, now=now)
    except Back:
        if not first:
            raise
        return  # the line is there already; the next question is for the next line
    if stored:
        context.prompter.say(wording.SAVED)


def plan_page(context: Context) -> None:
    """Show the sections with how many lines each has."""

    def build() -> Menu[Act]:
        plan = context.services.plan

        def words(section: Section) -> str:
            return f"{wording.own(section.name)}, {say_count(plan.count(section.id), 'line')}."

        choices = (
            *rows(context, plan.sections(), words, section_page),
            MenuItem(key="w", label="Read the whole plan.", value=lambda: _read_all(context)),
            MenuItem(key="a", label="Add a section of my own.", value=lambda: _add_section(context)),
            *archive_choice(context, "Sections", lambda: _archived_sections(context)),
        )
        return Menu(head=("", "My plan."), choices=choices, place="Plan")

    context.page(build)


def section_page(context: Context, id: str) -> None:
    """Show one section: what it is for, its lines, and what can be done."""

    def archived() -> list[ArchivedItem]:
        lines = context.services.plan.lines(id, archived=True)
        return archived_items(context, _lines, lines, wording.line_words)

    def build() -> Menu[Act]:
        plan = context.services.plan
        section, lines = plan.section(id), plan.lines(id)
        choices = (
            *rows(context, lines, wording.line_words, line_page),
            MenuItem(key="a", label="Add a line.", value=lambda: _add_lines(context, id)),
            *archive_choice(context, "Lines", archived),
            MenuItem(key="e", label="Rename this section.", value=lambda: _rename(context, id)),
            move_choice(context, _sections, id, label="Move this section."),
            away_choice(context, _sections, id, label="Put this section in the archive."),
        )
        return Menu(head=("", *_section_head(context, section, len(lines))), choices=choices)

    context.page(build)


def _section_head(context: Context, section: Section, count: int) -> tuple[str, ...]:
    guide = context.services.plan.guide(section)
    name = guide.heading if section.name == guide.name else wording.own(section.name)
    title = f"{wording.stop(name)} {say_count(count, 'line')}."
    if count:
        return (title, guide.purpose)
    examples = "; ".join(guide.examples)
    return (title, guide.purpose, f"Nothing here yet, and that is all right. Examples: {examples}.")


def _read_all(context: Context) -> None:
    plan = context.services.plan
    for section in plan.sections():
        lines = plan.lines(section.id)
        if lines:
            context.prompter.say("", wording.stop(wording.own(section.name)))
            context.prompter.say(*(f"- {wording.line_words(line)}" for line in lines))
    context.prompter.say("", "That is the whole plan.")


def _add_section(context: Context) -> None:
    def store(name: str) -> None:
        context.services.plan.add_section(name, new_id=context.backend.new_id(), now=context.now())

    if ask_words(context, "plan/new-section", (), "Its name. Enter to skip:", store):
        context.prompter.say("Added. It is the last section of the plan.")


def _rename(context: Context, id: str) -> None:
    section = context.services.plan.section_records.get(id)

    def store(name: str) -> None:
        context.services.plan.rename_section(id, name, now=context.now())

    prompt = "Its new name. Enter keeps it:"
    if ask_words(context, f"plan/section/{id}/name", (), prompt, store, now=section.name):
        context.prompter.say("Renamed.")


def _archived_sections(context: Context) -> list[ArchivedItem]:
    """Return the sections in the archive; with one of the person's own its lines are deleted too."""

    def delete(id: str) -> None:
        context.services.plan.delete_section(id, now=context.now())

    def item(section: Section) -> ArchivedItem:
        return ArchivedItem(
            words=wording.own(section.name),
            restore=lambda: context.services.plan.restore_section(section.id, now=context.now()),
            delete=partial(delete, section.id)
            if context.services.plan.can_delete_section(section.id)
            else None,
        )

    return [item(section) for section in context.services.plan.sections(archived=True)]
