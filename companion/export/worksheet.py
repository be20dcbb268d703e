"""The worksheet as a web page and as a tagged PDF, both to print on A4."""

from collections.abc import Sequence
from dataclasses import asdict

from companion.domain.worksheet import DATE, ENGLISH, NAME, SCALE, WHY, YOURS, Grid, Question, Worksheet
from companion.domain.wrapping import wrap

WORDS = {"name": NAME, "date": DATE, "why": WHY, "yours": YOURS, "english": ENGLISH, "question": "Question"}
"""What stands on every sheet."""

WHOLE = 30
"""A question of at most so many lines stands whole on a page; about 45 lines go on one."""

COLUMNS = 70
"""Of a line of a question, about."""


def render_html(*sheets: Worksheet, title: str = "") -> bytes:
    """Return the sheets as UTF-8 HTML. Its content policy allows its own style sheet and nothing else.

    `title`: of all of them together; without, that of the first.
    """
    from companion.export.web import web_page

    return web_page(
        "sheet.html.j2",
        "page.css",
        "sheet.css",
        title=title or sheets[0].title,
        page_language=sheets[0].language,
        sheets=[
            (sheet, _parts(sheet.language)[0] == "en", list(map(_block, sheet.blocks))) for sheet in sheets
        ],
        words=WORDS,
        scale=SCALE,
    )


def render_pdf(*sheets: Worksheet, title: str = "") -> bytes:
    """Return the sheets as PDF bytes, each on paper of its own. Raises ToolMissing when Typst is not installed."""
    from companion.export.typesetting import typeset

    data = {
        "title": title or sheets[0].title,
        "sheets": [_data(sheet) for sheet in sheets],
        "words": WORDS,
        "scale": [str(n) for n in SCALE],
    }
    return typeset("sheet.typ", data)


def _data(sheet: Worksheet) -> dict[str, object]:
    language, region = _parts(sheet.language)
    blocks = [_block(block) for block in sheet.blocks]
    return {**asdict(sheet), "blocks": blocks, "language": language, "region": region}


def _block(block: Question | Grid) -> dict[str, object]:
    """Return a question, or a grid of them, as data: it has `questions`, and `heads` where it is a grid."""
    questions: Sequence[Question] = block.questions if isinstance(block, Grid) else (block,)
    return {
        "questions": [{**asdict(q), "is_whole": _lines(q) <= WHOLE} for q in questions],
        "heads": list(block.heads) if isinstance(block, Grid) else [],
        "is_wide": isinstance(block, Grid) and block.is_wide,
    }


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
