"""Ticks, days, numbers and 1 to 5: stored so that an earlier program reads them as words, and known everywhere."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from companion.domain.exercise import (
    AddedPack,
    AnswerKind,
    Choice,
    CoursePack,
    ExerciseStep,
    Wanted,
    stored_as,
    wanted_by,
)
from companion.domain.sheet import Answer, Score, Sheet, fits
from companion.importers.courses.course import read_pack
from companion.services.backup.joining import joined, leaves_no_choice
from companion.services.learn.answers import (
    AS_WRITTEN,
    day_in,
    number_in,
    read_back,
    score_words,
    ticked_in,
)
from companion.services.services import Services
from companion.services.share.learning import learning_parts
from companion.services.share.parts import AUDIENCES
from companion.vault.records.documents import from_document, to_document
from tests.conftest import NOW
from tests.importers.courses.pack_texts import MANIFEST
from tests.memory_backend import MemoryBackend

TODAY = date(2026, 11, 22)

TEXT = """Title: Around me
Minutes: 4
# Which did you use?
Answer: tick all that apply
Goes to: toolbox
- A walk
- Music
- Someone to talk to
# Which of these again?
Answer: pick
From: this exercise
# When was the last time?
Answer: date
Goes to: to say
# How many hours?
Answer: number
Goes to: to say
# How was it?
Answer: 1 to 5
From 1: hard
To 5: easy
"""


def course() -> CoursePack:
    found = read_pack({"pack.toml": MANIFEST.encode(), "around.md": TEXT.encode()})
    assert found.pack is not None and found.problems == (), found.problems
    return found.pack


def begun() -> tuple[MemoryBackend, Services, str]:
    backend = MemoryBackend()
    pack = course()
    backend.store.packs.put(AddedPack(id=pack.id, pack=pack, created_at=NOW, changed_at=NOW))
    services = backend.services
    sheet = services.sheets.begin(pack.id, "around", new_id="s" * 32, now=NOW)
    return backend, services, sheet.id


KEYS = ("which-did-you-use", "which-of-these-again", "when-was-the-last-time", "how-many-hours", "how-was-it")


def answered() -> tuple[MemoryBackend, Services, Sheet]:
    backend, services, id = begun()
    sheets = services.sheets
    sheets.answer(id, KEYS[0], ticked=(2, 0), now=NOW)
    sheets.answer(id, KEYS[2], text="last tuesday", now=NOW)
    sheets.answer(id, KEYS[3], text="7,5", now=NOW)
    sheets.answer(id, KEYS[4], choice=4, now=NOW)
    return backend, services, sheets.sheet(id)


def test_each_is_asked_for_and_stored_as_an_earlier_program_reads_it() -> None:
    steps = course().exercises[0].steps
    assert [step.wants for step in steps] == [
        Wanted.TICKS, Wanted.PICK, Wanted.DATE, Wanted.NUMBER, Wanted.CHOICE,
    ]  # fmt: skip
    assert [(step.kind.value, step.form) for step in steps] == [
        ("lines", "ticks"), ("pick", ""), ("line", "date"), ("line", "number"), ("choice", ""),
    ]  # fmt: skip
    assert [choice.label for choice in steps[4].choices] == ["1 (hard)", "2", "3", "4", "5 (easy)"]
    for wanted in Wanted:
        assert wanted_by(*stored_as(wanted)) is wanted
    assert wanted_by(AnswerKind.LINES, "of a later version") is Wanted.LINES


def test_answers_are_words_that_can_be_read_for_ever() -> None:
    _, _, sheet = answered()
    assert [(a.kind.value, a.form, a.text, a.number) for a in sheet.answers] == [
        ("lines", "ticks", "A walk\nSomeone to talk to", None),
        ("line", "date", "Tuesday 17 November 2026", None),
        ("line", "number", "7.5", None),
        ("choice", "", "5 (easy)", 5),
    ]


def test_what_was_ticked_can_be_picked_from_kept_and_shared() -> None:
    backend, services, sheet = answered()
    options = services.sheets.options(sheet, KEYS[1])
    assert [option.text for option in options] == ["A walk", "Someone to talk to"]
    found = services.keeping.candidates(sheet.id)
    assert [(c.text, c.goes_to) for c in found] == [
        ("A walk", "toolbox"),
        ("Someone to talk to", "toolbox"),
        ("When was the last time? Tuesday 17 November 2026", "say"),
        ("How many hours? 7.5", "say"),
    ]
    me = next(audience for audience in AUDIENCES if audience.is_me)
    lines = [line.text for part in learning_parts(backend.store, me) for line in part.lines]
    assert "Which did you use? A walk; Someone to talk to" in lines
    assert "When was the last time? Tuesday 17 November 2026" in lines


def test_a_program_from_before_keeps_the_words_and_they_fit_again() -> None:
    _, services, sheet = answered()
    old = replace(sheet, answers=tuple(replace(answer, form="") for answer in sheet.answers))
    steps = {step.key: step for step in services.sheets.exercise(sheet).steps}
    assert all(fits(answer, steps[answer.key]) for answer in old.answers)
    assert ticked_in(old.answer(KEYS[0]), steps[KEYS[0]]) == (0, 2)
    assert leaves_no_choice((sheet, old)) and leaves_no_choice((old, sheet))
    both = joined(old, (sheet,), lambda _: services.sheets.exercise(sheet))
    assert isinstance(both, Sheet) and both.answers == sheet.answers


def test_words_of_an_earlier_version_of_a_step_are_kept_beside_its_ticks() -> None:
    backend, services, id = begun()
    sheet = services.sheets.sheet(id)
    words = Answer(key=KEYS[0], question="Which?", kind=AnswerKind.LINES, text="My own words")
    backend.store.sheets.put(replace(sheet, answers=(words,)))
    assert services.sheets.current(services.sheets.sheet(id), KEYS[0]) is None
    services.sheets.answer(id, KEYS[0], ticked=(1,), now=NOW)
    assert {(a.key, a.text) for a in services.sheets.sheet(id).answers} == {
        (KEYS[0], "Music"),
        (f"{KEYS[0]}~lines", "My own words"),
    }


def test_records_go_through_the_vault_and_old_ones_are_read() -> None:
    _, _, sheet = answered()
    document = to_document(sheet)
    assert from_document(document, sheet.id, Sheet) == sheet
    assert from_document(msgspec.json.decode(msgspec.json.encode(document)), sheet.id, Sheet) == sheet
    answers = document["answers"]
    assert isinstance(answers, list | tuple)
    old = {**document, "answers": [{k: v for k, v in a.items() if k != "form"} for a in answers]}
    read = from_document(old, sheet.id, Sheet)
    assert read is not None and [a.text for a in read.answers] == [a.text for a in sheet.answers]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("3 May", date(2027, 5, 3)), ("3 may 2019", date(2019, 5, 3)), ("yesterday", date(2026, 11, 21)),
        ("tomorrow", date(2026, 11, 23)), ("last Tuesday", date(2026, 11, 17)), ("2 weeks ago", date(2026, 11, 8)),
        ("1 December", date(2026, 12, 1)), ("1 November", date(2026, 11, 1)), ("2019-04-01", date(2019, 4, 1)),
        ("12/3/2020", date(2020, 3, 12)), ("Tuesday 17 November 2026", date(2026, 11, 17)),
        ("when I was small", None), ("", None), ("30 February", None), ("x" * 500, None),
    ],
)  # fmt: skip
def test_a_day_is_the_nearest_that_words_can_mean(said: str, day: date | None) -> None:
    assert day_in(said, TODAY) == day


@pytest.mark.parametrize(
    ("said", "number"),
    [("3", "3"), ("7,5", "7.5"), ("1,500", "1500"), ("-2", "-2"), ("−2", "-2"), ("٣", "3"), ("four", "4"),
     ("about 3", ""), ("3 or 4", ""), ("", ""), ("1e5", ""), ("½", "")],
)  # fmt: skip
def test_a_number_is_read_from_figures_and_small_words(said: str, number: str) -> None:
    assert number_in(said) == number


def test_words_that_are_no_day_or_number_are_kept_and_said() -> None:
    _, services, id = begun()
    services.sheets.answer(id, KEYS[2], text="Easter, I think", now=NOW)
    services.sheets.answer(id, KEYS[3], text="a few", now=NOW)
    assert [a.text for a in services.sheets.sheet(id).answers] == ["Easter, I think", "a few"]
    steps = {step.key: step for step in services.sheets.exercise(services.sheets.sheet(id)).steps}
    assert read_back(steps[KEYS[2]], "Easter, I think", TODAY) == AS_WRITTEN[Wanted.DATE]
    assert read_back(steps[KEYS[3]], "a few", TODAY) == AS_WRITTEN[Wanted.NUMBER]
    assert read_back(steps[KEYS[2]], "yesterday", TODAY) == "Saturday 21 November 2026."
    assert read_back(steps[KEYS[0]], "A walk", TODAY) == ""


def test_numbers_before_choices_are_what_they_count_or_their_place() -> None:
    def shown(*choices: Choice) -> list[str]:
        step = ExerciseStep(key="k", heading="h", kind=AnswerKind.CHOICE, choices=choices)
        return [f"{number}|{words}" for number, words in step.numbered]

    assert shown(Choice(label="no", number=0), Choice(label="yes", number=4)) == ["0|no", "4|yes"]
    assert shown(Choice(label="2 days", number=2), Choice(label="3", number=3)) == ["2|days", "3|"]
    assert shown(Choice(label="a", number=1), Choice(label="b", number=1)) == ["1|a", "2|b"]
    assert shown(Choice(label="a", number=-1), Choice(label="b", number=1)) == ["1|a", "2|b"]
    assert shown(Choice(label="By bus"), Choice(label="On foot")) == ["1|By bus", "2|On foot"]


@pytest.mark.parametrize(
    ("answered", "value", "words"),
    [
        (7, 9.0, "In all: 9 (from 0 to 21), 7 of 7 answered"),
        (
            6,
            9.0,
            "In all: 9 (from 0 to 21), 6 of 7 answered. The one left out counts as the average of those 6.",
        ),
        (
            5,
            9.0,
            "In all: 9 (from 0 to 21), 5 of 7 answered. The 2 left out count as the average of those 5.",
        ),
        (1, 9.0, "In all: 9 (from 0 to 21), 1 of 7 answered. The 6 left out count as that one."),
        (2, None, "In all: 2 of 7 answered, too few for a number."),
    ],
)
def test_a_score_says_how_many_were_answered_and_how_the_rest_was_counted(
    answered: int, value: float | None, words: str
) -> None:
    score = Score(name="", value=value, low=0, high=21, answered=answered, items=7)
    assert score_words(score) == words
