"""The shipped words: easy to read, kind, whole, and with no number that was not checked."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import textstat

import companion.content
from companion.content import starter
from companion.content.helplines import HELPLINES, NATION_NAMES, for_nation
from companion.content.protects import ALSO, FIRST, THREATS
from companion.domain.helpline import Nation
from companion.domain.plan import SectionKind
from companion.domain.safety import SafetyStep

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

BANNED = re.compile(
    r"\b(risk level|compliance|compliant|non-?compliant|failed|missed|overdue|streak|should|only|forgot"
    r"|wrap|stanley|recovery star|dialog|reqol)\b|!",
    re.IGNORECASE,
)
"""Never said to or about a person; and the names of other people's instruments."""

OTHER_PEOPLES_WORDS = (
    "internal coping",
    "social settings",
    "making the environment safe",
    "people whom i can ask for help",
    "agencies i can contact",
    "the one thing that is most important to me",
)

OFCOM_DRAMA = re.compile(r"07700 ?900 ?\d{3}|01632 ?960 ?\d{3}")
NUMBER = re.compile(r"(?<![\w-])\+?\d[\d ]{3,}\d(?![\w-])")


def words_by_place() -> Iterator[tuple[str, str]]:
    """Yield (place, words) for every string written in the modules of companion/content but docstrings."""
    for path in sorted(Path(companion.content.__file__).parent.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        notes = {
            id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)
        }  # docstrings, of modules and below constants
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
                yield f"{path.name}:{node.lineno}", node.value


EVERYTHING = tuple(words_by_place())


def test_there_are_words_to_look_at() -> None:
    assert len(EVERYTHING) > 150


def test_no_word_that_scolds_praises_or_is_another_peoples() -> None:
    found = [(place, words) for place, words in EVERYTHING if BANNED.search(words)]
    assert found == []
    told = " ".join(words for _, words in EVERYTHING).lower()
    assert [phrase for phrase in OTHER_PEOPLES_WORDS if phrase in told] == []


def test_every_number_was_checked_or_is_made_up() -> None:
    checked = {number for line in HELPLINES for number in (line.number, f"18001 {line.number}")}
    for place, words in EVERYTHING:
        for number in NUMBER.findall(words):
            assert number in checked or OFCOM_DRAMA.fullmatch(number), (place, number)


def _protects() -> list[str]:
    said = (text for threat in THREATS for text in (threat.get, threat.helps, threat.left) if text)
    return [FIRST, *(f"{threat.who}." for threat in THREATS), *said, *ALSO]


def _to_read() -> dict[str, list[str]]:
    guides = (*starter.SECTION_GUIDES, starter.OWN_GUIDE)
    return {
        "purposes": [guide.purpose for guide in guides],
        "examples": [f"{example}." for guide in guides for example in guide.examples],
        "hints": [guide.hint for guide in starter.SAFETY_STEPS],
        "questions": list(starter.STARTER_QUESTIONS),
        "what it protects": _protects(),
        "how to ring": [f"{line.for_whom}. {line.hours}." for line in HELPLINES],
    }


@pytest.mark.parametrize(("name", "texts"), _to_read().items())
def test_a_child_of_eleven_can_read_it(name: str, texts: list[str]) -> None:
    assert textstat.flesch_kincaid_grade(" ".join(texts)) <= 6, name
    assert max(textstat.flesch_kincaid_grade(text) for text in texts) <= 11, name


def test_the_sections_stand_in_the_order_of_their_kinds_with_fixed_ids() -> None:
    sections = starter.sections(NOW)
    kinds = [kind for kind in SectionKind if kind is not SectionKind.OWN]
    assert [section.kind for section in sections] == kinds
    assert [section.id for section in sections] == [kind.value for kind in kinds]
    assert [section.position for section in sections] == list(range(len(kinds)))
    assert [section.id for section in sections if section.in_check_in] == ["daily"]


def test_every_section_explains_itself_in_a_line_and_three_examples() -> None:
    for guide in (*starter.SECTION_GUIDES, starter.OWN_GUIDE):
        assert len(guide.name) <= 18
        assert len(guide.heading) <= 50
        assert len(guide.purpose) <= 80
        assert len(guide.examples) == 3
        assert starter.guide(guide.kind) is guide


def test_the_scales_have_the_decided_ends() -> None:
    ends = {scale.id: (scale.low, scale.high) for scale in starter.scales(NOW)}
    assert ends == {
        "mood": ("very low", "very good"),
        "worry": ("calm", "very tense"),
        "energy": ("drained", "lively"),
        "sleep": ("broken", "restful"),
    }


def test_there_are_seven_steps_in_order_and_twelve_questions() -> None:
    assert [guide.step for guide in starter.SAFETY_STEPS] == list(SafetyStep)
    assert starter.step_guide(SafetyStep.SAFER).title == "Making things safer"
    assert len(set(starter.STARTER_QUESTIONS)) == 12
    assert len(starter.IDEAS) == 4


@pytest.mark.parametrize("nation", Nation)
def test_every_nation_has_someone_at_any_hour_first_and_999(nation: Nation) -> None:
    lines = for_nation(nation)
    assert lines[0].name == "Samaritans"
    assert any(line.number == "999" for line in lines[:4])
    assert all(line.hours.startswith("any time") for line in lines[:4])
    assert nation in NATION_NAMES


def test_the_nhs_line_is_the_nations_own() -> None:
    on_111 = {nation: [line for line in for_nation(nation) if line.number == "111"] for nation in Nation}
    assert {nation: len(lines) for nation, lines in on_111.items()} == {
        Nation.ENGLAND: 1,
        Nation.WALES: 1,
        Nation.SCOTLAND: 1,
        Nation.NORTHERN_IRELAND: 0,
    }
    assert on_111[Nation.WALES][0].how == "press 2 for mental health"
    assert "0808 808 8000" in [line.number for line in for_nation(Nation.NORTHERN_IRELAND)]


def test_every_line_says_where_and_when_it_was_read() -> None:
    assert len({line.id for line in HELPLINES}) == len(HELPLINES)
    for line in HELPLINES:
        assert line.source
        assert line.hours
        assert line.cost
        assert line.for_whom
        assert line.nations
        assert line.checked_on is not None
        assert date(2026, 1, 1) <= line.checked_on <= date(2026, 11, 22)
    assert for_nation(None) == HELPLINES


def test_numbers_that_could_not_be_checked_do_not_ship() -> None:
    shipped = repr(HELPLINES)
    for unverified in ("88247", "0800 132 737", "81066"):
        assert unverified not in shipped
