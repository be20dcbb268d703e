"""Words that break careless programs, through every answer of an exercise, and in the exercise itself."""

from dataclasses import replace

import pytest

from companion.domain.learning import LearningPart
from companion.domain.text import clean_line, clean_text
from companion.domain.wrapping import lines_of
from companion.services.services import Services
from tests.conftest import NOW, PASSPHRASE
from tests.memory_backend import MemoryBackend
from tests.plain.learn.cases_learning import PLAN
from tests.plain.learn.learning import ALL, ASKED, COURSE, TALKING, TO_ASKED, TO_TALKING, give, sheets
from tests.plain.learn.test_wording import TO_MIND, TO_NAME, WAYS
from tests.plain.person import type_lines
from tests.plain.test_hostile import each, each_with_words, shown, squeezed, typeable

FIELDS: dict[str, list[str]] = {
    "a line": [*TO_NAME, "{}", "back"],
    "several lines": [*TO_MIND, "{}", "{}", "", "back", ""],
    "a line of the learning plan": [*PLAN, "1", "a", "{}", "back"],
    "a course": [*PLAN, "5", "a", "{}", "{}", "", "{}"],
}


@each
@pytest.mark.parametrize("field", FIELDS)
def test_every_field_reads_out_what_was_typed(lived_in: MemoryBackend, words: str, field: str) -> None:
    give(lived_in)
    given = typeable(words)
    steps = [step.replace("{}", given) for step in FIELDS[field]]
    if "\n" in clean_text(given).strip() and field == "a line of the learning plan":
        steps.insert(steps.index(given) + 1, "1")  # as many lines
    heard = type_lines(lived_in, PASSPHRASE, *steps)
    assert heard.code == 0
    for line in lines_of(clean_text(given)):
        assert shown(heard, line)


@each
def test_such_words_as_any_answer_are_never_fatal(lived_in: MemoryBackend, words: str) -> None:
    give(lived_in)
    given = typeable(words)
    for way in WAYS.values():
        assert type_lines(lived_in, PASSPHRASE, *way, given, given, given, "q").code == 0


@each_with_words
def test_a_course_of_such_words_reads_them_out(lived_in: MemoryBackend, words: str) -> None:
    line = clean_line(words)
    steps = tuple(
        replace(
            step,
            heading=line,
            text=words,
            why=words,
            example=words,
            low=line,
            high=line,
            choices=tuple(replace(choice, label=line) for choice in step.choices),
        )
        for step in TALKING.steps
    )
    talking = replace(TALKING, title=line, why=words, steps=steps)
    items = tuple(replace(item, heading=line, subscale=line) for item in ASKED.steps)
    asked = replace(ASKED, title=line, steps=items, score_is_not=words)
    give(lived_in, replace(COURSE, title=line, author=line, exercises=(talking, asked)))
    script = [*TO_TALKING, "1", "example", *ALL, "1", "1 2 3 4", "i", "1", *["back"] * 3]
    heard = type_lines(
        lived_in, PASSPHRASE, *script, "2", "1", "1", "2", "3", "1", "i", "1", *["back"] * 9, "q"
    )
    assert heard.code == 0
    assert squeezed(heard.out).count(squeezed(clean_text(words))) >= 25
    assert len(kept_of(lived_in.services)) == 4
    assert type_lines(lived_in, PASSPHRASE, *TO_ASKED, "o", "q").code == 0


def kept_of(services: Services) -> list[str]:
    """Return the words kept from the newest sheet of the exercise."""
    return [line.text for line in services.keeping.kept(sheets(services)[0].id)]


@each_with_words
def test_sheets_and_plans_of_such_words_read_them_out(lived_in: MemoryBackend, words: str) -> None:
    give(lived_in)
    learning = lived_in.services.learning
    for part in LearningPart:
        learning.add_line(part, words, new_id=f"h-{part}", now=NOW)
    learning.add_course(title=words, where=words, used=words, new_id="h-course", now=NOW)
    sheet = lived_in.services.sheets.begin("north-shore", "talking", new_id="h-sheet", now=NOW)
    lived_in.services.sheets.answer(sheet.id, "mind", text=words, now=NOW)
    script = ["l", "i", "1", "back", "back", "4", "w", "1", "1", "", "", "5", "1", "", "", ""]
    heard = type_lines(lived_in, PASSPHRASE, *script, "q")
    assert heard.code == 0
    assert squeezed(heard.out).count(squeezed(clean_text(words))) >= 10
