"""The plan: its sections, each with its lines."""

from functools import partial

from companion.domain.plan import SIGN_KINDS, PlanLine, Section, Visibility
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.flow import Back
from companion.plain.console.prompter import Menu, MenuItem
from companion.plain.console.record_list import ArchivedItem, archive_page, move, put_away
from companion.plain.console.text_prompts import ask_words
from companion.words import say_count

_HELPS_PROMPT = "What helps. Enter to skip:"


def add_lines(context: Context, section_id: str) -> None:
    """Ask for lines, one after the other, until Enter."""
    section = context.services.plan.section(section_id)
    added = ""

    def store(text: str) -> None:
        nonlocal added
        new_id = context.backend.new_id()
        context.services.plan.add_line(section_id, text, new_id=new_id, now=context.now())
        added = new_id

    prompt = "A line in your own words. Enter to stop:"
    while ask_words(context, f"plan/{section_id}/new", (), prompt, store):
        context.prompter.say(wording.SAVED)
        if section.kind in SIGN_KINDS:
            _change_helps(context, added, first=True)


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
            MenuItem(key="e", label="Change the words.", value=lambda: _change_text(context, id)),
            MenuItem(key="o", label="Write what helps.", value=lambda: _change_helps(context, id)),
            MenuItem(key="w", label="Choose who may see it.", value=lambda: _change_audience(context, id)),
            MenuItem(key="m", label="Move it.", value=lambda: _move(context, id)),
            MenuItem(key="d", label="Put it in the archive.", value=lambda: _put_line_away(context, id)),
        )
        return Menu(head=head, choices=choices)

    context.page(build)


def _change_text(context: Context, id: str) -> None:
    def store(text: str) -> None:
        context.services.plan.edit_line(id, text=text, now=context.now())

    if ask_words(context, f"plan/line/{id}/text", (), "The new words. Enter keeps the old ones:", store):
        context.prompter.say(wording.SAVED)


def _change_helps(context: Context, id: str, *, first: bool = False) -> None:
    def store(text: str) -> None:
        context.services.plan.edit_line(id, what_helps=text, now=context.now())

    prompt = _HELPS_PROMPT if first else "What helps. Enter keeps it, blank empties it:"
    try:
        stored = ask_words(context, f"plan/line/{id}/helps", (), prompt, store, clear=not first)
    except Back:
        if not first:
            raise
        return  # the line is there already; the next question is for the next line
    if stored:
        context.prompter.say(wording.SAVED)


def _change_audience(context: Context, id: str) -> None:
    choices = tuple(MenuItem(label=wording.AUDIENCES[a], value=a) for a in Visibility)
    picked = context.prompter.choose(Menu(head=("Who may see this line?",), choices=choices))
    if picked is not None:
        context.services.plan.edit_line(id, audience=picked, now=context.now())
        context.prompter.say(wording.SAVED)


def _move(context: Context, id: str) -> None:
    plan = context.services.plan
    ids = [line.id for line in plan.lines(plan.line(id).section_id)]
    move(context, ids, id, lambda index: context.services.plan.move_line(id, index, now=context.now()))


def _put_line_away(context: Context, id: str) -> None:
    put_away(context, lambda: context.services.plan.archive_line(id, now=context.now()))


def plan_page(context: Context) -> None:
    """Show the sections with how many lines each has."""

    def build() -> Menu[Act]:
        plan = context.services.plan
        choices: list[MenuItem[Act]] = [
            MenuItem(
                label=f"{wording.own(s.name)}, {say_count(plan.count(s.id), 'line')}.",
                value=partial(section_page, context, s.id),
            )
            for s in plan.sections()
        ]
        choices += [
            MenuItem(key="w", label="Read the whole plan.", value=lambda: _read_all(context)),
            MenuItem(key="a", label="Add a section of my own.", value=lambda: _add_section(context)),
        ]
        if plan.sections(archived=True):
            choices.append(
                MenuItem(key="k", label="Sections in the archive.", value=lambda: _archive(context))
            )
        return Menu(head=("", "My plan."), choices=tuple(choices))

    context.page(build)


def section_page(context: Context, id: str) -> None:
    """Show one section: what it is for, its lines, and what can be done."""

    def build() -> Menu[Act]:
        plan = context.services.plan
        section, lines = plan.section(id), plan.lines(id)
        choices: list[MenuItem[Act]] = [
            MenuItem(label=wording.line_words(line), value=partial(line_page, context, line.id))
            for line in lines
        ]
        choices.append(MenuItem(key="a", label="Add a line.", value=lambda: add_lines(context, id)))
        if plan.lines(id, archived=True):
            choices.append(
                MenuItem(key="k", label="Lines in the archive.", value=lambda: _line_archive(context, id))
            )
        choices += [
            MenuItem(key="e", label="Rename this section.", value=lambda: _rename(context, id)),
            MenuItem(key="m", label="Move this section.", value=lambda: _move_section(context, id)),
            MenuItem(key="d", label="Put this section in the archive.", value=lambda: _put_away(context, id)),
        ]
        return Menu(head=("", *_section_head(context, section, len(lines))), choices=tuple(choices))

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
    section = context.services.plan.section(id)

    def store(name: str) -> None:
        context.services.plan.rename_section(id, name, now=context.now())

    head = (f"It is called {wording.own(section.name)}.",)
    if ask_words(context, f"plan/section/{id}/name", head, "Its new name. Enter keeps it:", store):
        context.prompter.say("Renamed.")


def _move_section(context: Context, id: str) -> None:
    plan = context.services.plan
    ids = [s.id for s in plan.sections()]
    move(context, ids, id, lambda index: context.services.plan.move_section(id, index, now=context.now()))


def _put_away(context: Context, id: str) -> None:
    put_away(context, lambda: context.services.plan.archive_section(id, now=context.now()))


def _archive(context: Context) -> None:
    def found() -> list[ArchivedItem]:
        return [_kept_section(context, s) for s in context.services.plan.sections(archived=True)]

    archive_page(context, "Sections", found)


def _kept_section(context: Context, section: Section) -> ArchivedItem:
    can_delete = context.services.plan.can_delete_section(section.id)
    return ArchivedItem(
        words=wording.own(section.name),
        restore=lambda: context.services.plan.restore_section(section.id, now=context.now()),
        delete=partial(_delete_section, context, section.id) if can_delete else None,
    )


def _delete_section(context: Context, id: str) -> None:
    context.services.plan.delete_section(id, now=context.now())


def _line_archive(context: Context, section_id: str) -> None:
    def found() -> list[ArchivedItem]:
        return [_kept_line(context, line) for line in context.services.plan.lines(section_id, archived=True)]

    archive_page(context, "Lines", found)


def _kept_line(context: Context, line: PlanLine) -> ArchivedItem:
    return ArchivedItem(
        words=wording.line_words(line),
        restore=lambda: context.services.plan.restore_line(line.id, now=context.now()),
        delete=lambda: context.services.plan.delete_line(line.id, now=context.now()),
    )
