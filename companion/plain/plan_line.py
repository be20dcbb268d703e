"""One line of the plan: its words, what helps, who may see it."""

from companion.domain.plan import SIGN_KINDS, LineAudience
from companion.plain import phrases
from companion.plain.flow import Back
from companion.plain.talker import Choice, Menu
from companion.plain.things import move, put_away
from companion.plain.visit import Act, Visit
from companion.plain.writing import ask_words

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
        visit.talk.say(phrases.SAVED)
        if section.kind in SIGN_KINDS:
            _change_helps(visit, added, first=True)


def line_page(visit: Visit, id: str) -> None:
    """Show one line whole, and what can be done with it."""

    def build() -> Menu[Act]:
        line = visit.services.plan.line(id)
        helps = phrases.whole(line.what_helps)
        head = (
            "",
            *phrases.whole(line.text),
            *(("What helps:", *helps) if helps else ()),
            f"Who may see it: {phrases.AUDIENCES[line.audience]}",
        )
        choices = (
            Choice(key="e", label="Change the words.", value=lambda: _change_text(visit, id)),
            Choice(key="o", label="Write what helps.", value=lambda: _change_helps(visit, id)),
            Choice(key="w", label="Choose who may see it.", value=lambda: _change_audience(visit, id)),
            Choice(key="m", label="Move it.", value=lambda: _move(visit, id)),
            Choice(key="d", label="Put it in the archive.", value=lambda: _put_away(visit, id)),
        )
        return Menu(head=head, choices=choices)

    visit.page(build)


def _change_text(visit: Visit, id: str) -> None:
    def store(text: str) -> None:
        visit.services.plan.edit_line(id, text=text, now=visit.now())

    if ask_words(visit, f"plan/line/{id}/text", (), "The new words. Enter keeps the old ones:", store):
        visit.talk.say(phrases.SAVED)


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
        visit.talk.say(phrases.SAVED)


def _change_audience(visit: Visit, id: str) -> None:
    choices = tuple(Choice(label=phrases.AUDIENCES[a], value=a) for a in LineAudience)
    picked = visit.talk.choose(Menu(head=("Who may see this line?",), choices=choices))
    if picked is not None:
        visit.services.plan.edit_line(id, audience=picked, now=visit.now())
        visit.talk.say(phrases.SAVED)


def _move(visit: Visit, id: str) -> None:
    plan = visit.services.plan
    ids = [line.id for line in plan.lines(plan.line(id).section_id)]
    move(visit, ids, id, lambda index: visit.services.plan.move_line(id, index, now=visit.now()))


def _put_away(visit: Visit, id: str) -> None:
    put_away(visit, lambda: visit.services.plan.archive_line(id, now=visit.now()))
