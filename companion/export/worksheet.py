"""The worksheet as a web page and as a tagged PDF, both to print on A4."""

from dataclasses import asdict

from companion.domain.worksheet import DATE, ENGLISH, NAME, SCALE, WHY, YOURS, Question, Worksheet
from companion.domain.wrapping import wrap

WORDS = {"name": NAME, "date": DATE, "why": WHY, "yours": YOURS, "english": ENGLISH}
"""What stands on every sheet."""

WHOLE = 30
"""A question of at most so many lines stands whole on a page; about 45 lines go on one."""

COLUMNS = 70
"""Of a line of a question, about."""


def render_html(sheet: Worksheet) -> bytes:
    """Return the sheet as UTF-8 HTML. Its content policy allows its own style sheet and nothing else."""
    from companion.export.web import web_page

    return web_page(
        "sheet.html.j2",
        "page.css",
        "sheet.css",
        sheet=sheet,
        words=WORDS,
        scale=SCALE,
        is_english=_parts(sheet.language)[0] == "en",
    )


def render_pdf(sheet: Worksheet) -> bytes:
    """Return the sheet as PDF bytes. Raises ToolMissing when Typst is not installed."""
    from companion.export.typesetting import typeset

    language, region = _parts(sheet.language)
    questions = [{**asdict(q), "is_whole": _lines(q) <= WHOLE} for q in sheet.questions]
    page = {**asdict(sheet), "questions": questions, "words": WORDS, "scale": [str(n) for n in SCALE]}
    return typeset("sheet.typ", {**page, "language": language, "region": region})


def _parts(tag: str) -> tuple[str, str]:
    """Return the language and the country of a language tag, the second empty where it names none."""
    language, *rest = tag.split("-")
    region = next((part for part in rest if len(part) == 2 and part.isalpha()), "")
    return language.lower(), region.upper()


def _lines(question: Question) -> int:
    """Return about how many lines of type a question takes on paper, its room included."""
    room = question.room
    ends = (room.scale.low, room.scale.high) if room.scale else ()
    said = (question.heading, *question.text, *question.why, room.ask, *room.boxes, *ends)
    return sum(max(1, len(wrap(line, COLUMNS))) for line in said) + room.rules * 3 // 2
