"""The plan: its sections, each with its lines."""

from functools import partial

from companion.domain.plan import SIGN_KINDS, LineAudience, PlanLine, Section
from companion.plain.console import wording
from companion.plain.console.context import Act, Visit
from companion.plain.console.flow import Back
from companion.plain.console.prompter import Choice, Menu
from companion.plain.console.record_list import Kept, archive_page, move, put_away
from companion.plain.console.text_prompts import ask_words
from companion.words import say_count

_HELPS_PROMPT = "What helps. Enter to skip:"


def add_lines(visit: Visit, section_id: str) -> None:
    """Ask for lines, one after the other, until Enter."""
    section = visit.services.plan.section(section_id)
    added = ""

    def store(text: str) -> None:
        nonlocal added
        new_id = visit.door.new_id()
        visit.services.plan.add_line(section_id, text, new_id=new_id, now=visit.now())
        added = new_id

    prompt = "A line in your own words. Enter to stop:"
    while ask_words(visit, f"plan/{section_id}/new", (), prompt, store):
        visit.talk.say(wording.SAVED)
        if section.kind in SIGN_KINDS:
            _change_helps(visit, added, first=True)


def line_page(visit: Visit, id: str) -> None:
    """Show one line whole, and what can be done with it."""

    def build() -> Menu[Act]:
        line = visit.services.plan.line(id)
        helps = wording.whole(line.what_helps)
        head = (
            "",
            *wording.whole(line.text),
            *(("What helps:", *helps) if helps else ()),
            f"Who may see it: {wording.AUDIENCES[line.audience]}",
        )
        choices = (
            Choice(key="e", label="Change the words.", value=lambda: _change_text(visit, id)),
            Choice(key="o", label="Write what helps.", value=lambda: _change_helps(visit, id)),
            Choice(key="w", label="Choose who may see it.", value=lambda: _change_audience(visit, id)),
            Choice(key="m", label="Move it.", value=lambda: _move(visit, id)),
            Choice(key="d", label="Put it in the archive.", value=lambda: _put_line_away(visit, id)),
        )
        return Menu(head=head, choices=choices)

    visit.page(build)


def _change_text(visit: Visit, id: str) -> None:
    def store(text: str) -> None:
        visit.services.plan.edit_line(id, text=text, now=visit.now())

    if ask_words(visit, f"plan/line/{id}/text", (), "The new words. Enter keeps the old ones:", store):
        visit.talk.say(wording.SAVED)


def _change_helps(visit: Visit, id: str, *, first: bool = False) -> None:
    def store(text: str) -> None:
        visit.services.plan.edit_line(id, what_helps=text, now=visit.now())

    prompt = _HELPS_PROMPT if first else "What helps. Enter keeps it, blank empties it:"
    try:
        stored = ask_words(visit, f"plan/line/{id}/helps", (), prompt, store, clear=not first)
    except Back:
        if not first:
            raise
        return  # the line is there already; the next question is for the next line
    if stored:
        visit.talk.say(wording.SAVED)


def _change_audience(visit: Visit, id: str) -> None:
    choices = tuple(Choice(label=wording.AUDIENCES[a], value=a) for a in LineAudience)
    picked = visit.talk.choose(Menu(head=("Who may see this line?",), choices=choices))
    if picked is not None:
        visit.services.plan.edit_line(id, audience=picked, now=visit.now())
        visit.talk.say(wording.SAVED)


def _move(visit: Visit, id: str) -> None:
    plan = visit.services.plan
    ids = [line.id for line in plan.lines(plan.line(id).section_id)]
    move(visit, ids, id, lambda index: visit.services.plan.move_line(id, index, now=visit.now()))


def _put_line_away(visit: Visit, id: str) -> None:
    put_away(visit, lambda: visit.services.plan.archive_line(id, now=visit.now()))


def plan_page(visit: Visit) -> None:
    """Show the sections with how many lines each has."""

    def build() -> Menu[Act]:
        plan = visit.services.plan
        choices: list[Choice[Act]] = [
            Choice(
                label=f"{wording.own(s.name)}, {say_count(plan.count(s.id), 'line')}.",
                value=partial(section_page, visit, s.id),
            )
            for s in plan.sections()
        ]
        choices += [
            Choice(key="w", label="Read the whole plan.", value=lambda: _read_all(visit)),
            Choice(key="a", label="Add a section of my own.", value=lambda: _add_section(visit)),
        ]
        if plan.sections(archived=True):
            choices.append(Choice(key="k", label="Sections in the archive.", value=lambda: _archive(visit)))
        return Menu(head=("", "My plan."), choices=tuple(choices))

    visit.page(build)


def section_page(visit: Visit, id: str) -> None:
    """Show one section: what it is for, its lines, and what can be done."""

    def build() -> Menu[Act]:
        plan = visit.services.plan
        section, lines = plan.section(id), plan.lines(id)
        choices: list[Choice[Act]] = [
            Choice(label=wording.line_words(line), value=partial(line_page, visit, line.id)) for line in lines
        ]
        choices.append(Choice(key="a", label="Add a line.", value=lambda: add_lines(visit, id)))
        if plan.lines(id, archived=True):
            choices.append(
                Choice(key="k", label="Lines in the archive.", value=lambda: _line_archive(visit, id))
            )
        choices += [
            Choice(key="e", label="Rename this section.", value=lambda: _rename(visit, id)),
            Choice(key="m", label="Move this section.", value=lambda: _move_section(visit, id)),
            Choice(key="d", label="Put this section in the archive.", value=lambda: _put_away(visit, id)),
        ]
        return Menu(head=("", *_section_head(visit, section, len(lines))), choices=tuple(choices))

    visit.page(build)


def _section_head(visit: Visit, section: Section, count: int) -> tuple[str, ...]:
    guide = visit.services.plan.guide(section)
    name = guide.heading if section.name == guide.name else wording.own(section.name)
    title = f"{wording.stop(name)} {say_count(count, 'line')}."
    if count:
        return (title, guide.purpose)
    examples = "; ".join(guide.examples)
    return (title, guide.purpose, f"Nothing here yet, and that is all right. Examples: {examples}.")


def _read_all(visit: Visit) -> None:
    plan = visit.services.plan
    for section in plan.sections():
        lines = plan.lines(section.id)
        if lines:
            visit.talk.say("", wording.stop(wording.own(section.name)))
            visit.talk.say(*(f"- {wording.line_words(line)}" for line in lines))
    visit.talk.say("", "That is the whole plan.")


def _add_section(visit: Visit) -> None:
    def store(name: str) -> None:
        visit.services.plan.add_section(name, new_id=visit.door.new_id(), now=visit.now())

    if ask_words(visit, "plan/new-section", (), "Its name. Enter to skip:", store):
        visit.talk.say("Added. It is the last section of the plan.")


def _rename(visit: Visit, id: str) -> None:
    section = visit.services.plan.section(id)

    def store(name: str) -> None:
        visit.services.plan.rename_section(id, name, now=visit.now())

    head = (f"It is called {wording.own(section.name)}.",)
    if ask_words(visit, f"plan/section/{id}/name", head, "Its new name. Enter keeps it:", store):
        visit.talk.say("Renamed.")


def _move_section(visit: Visit, id: str) -> None:
    plan = visit.services.plan
    ids = [s.id for s in plan.sections()]
    move(visit, ids, id, lambda index: visit.services.plan.move_section(id, index, now=visit.now()))


def _put_away(visit: Visit, id: str) -> None:
    put_away(visit, lambda: visit.services.plan.archive_section(id, now=visit.now()))


def _archive(visit: Visit) -> None:
    def found() -> list[Kept]:
        return [_kept_section(visit, s) for s in visit.services.plan.sections(archived=True)]

    archive_page(visit, "Sections", found)


def _kept_section(visit: Visit, section: Section) -> Kept:
    can_delete = visit.services.plan.can_delete_section(section.id)
    return Kept(
        words=wording.own(section.name),
        restore=lambda: visit.services.plan.restore_section(section.id, now=visit.now()),
        delete=partial(_delete_section, visit, section.id) if can_delete else None,
    )


def _delete_section(visit: Visit, id: str) -> None:
    visit.services.plan.delete_section(id, now=visit.now())


def _line_archive(visit: Visit, section_id: str) -> None:
    def found() -> list[Kept]:
        return [_kept_line(visit, line) for line in visit.services.plan.lines(section_id, archived=True)]

    archive_page(visit, "Lines", found)


def _kept_line(visit: Visit, line: PlanLine) -> Kept:
    return Kept(
        words=wording.line_words(line),
        restore=lambda: visit.services.plan.restore_line(line.id, now=visit.now()),
        delete=lambda: visit.services.plan.delete_line(line.id, now=visit.now()),
    )
