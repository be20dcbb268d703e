"""Words that break careless programs, through every field of the line-by-line program and back out of it."""

import pytest

from companion.domain.safety import SafetyStep
from companion.domain.text import clean_line, clean_text
from companion.plain.console.wording import own, stop
from companion.services.services import Services
from tests.conftest import NOW, PASSPHRASE
from tests.hostile import HOSTILE, HOSTILE_IDS
from tests.memory_backend import MemoryBackend
from tests.plain.person import Heard, plainly, type_lines

TODAY = NOW.date()

each = pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
each_with_words = pytest.mark.parametrize("words", [w for w in HOSTILE if clean_text(w).strip()])


def typeable(words: str) -> str:
    """Return `words` as they can be typed on one line: only a real line end is one."""
    return words.replace("\r\n", " ").replace("\n", " ")


def squeezed(text: str) -> str:
    """Return `text` without white space, as lines break it up, and without the signs that isolate it."""
    return "".join(plainly(text).split())


def shown(heard: Heard, words: str) -> bool:
    """True when the cleaned words were read out letter for letter."""
    return squeezed(clean_text(words)) in squeezed(heard.out)


SEVERAL = ("a plan line", "a safety line", "a thing to say", "a thing to ask")
"""Fields in which several lines that come at once can be as many lines."""

FIELDS: dict[str, list[str]] = {
    "a plan line": ["p", "1", "a", "{}", "back"],
    "what helps": ["p", "1", "1", "o", "{}"],
    "a section": ["p", "a", "{}"],
    "a safety line": ["s", "2", "e", "a", "{}", ""],
    "a person": ["s", "4", "e", "n", "{}", "{} 07700 900123", "{}", "{}"],
    "a talk": ["n", "a", "{}", "{}", "", "{}"],
    "a thing to say": ["n", "1", "a", "{}", ""],
    "a thing to ask": ["n", "2", "a", "{}", ""],
    "a note": ["c", *[""] * 7, "{}", "", "c", *[""] * 7],
    "a setting": ["10", "2", "{}"],
    "a helpline": ["s", "h", "e", "1", "3", "{}"],
}


@each
@pytest.mark.parametrize("field", FIELDS)
def test_every_field_reads_out_what_was_typed(lived_in: MemoryBackend, words: str, field: str) -> None:
    given = typeable(words)
    clean = clean_text(given)
    steps = [step.replace("{}", given) for step in FIELDS[field]]
    if "\n" in clean.strip() and field in SEVERAL:  # as many lines, or one? here one
        steps.insert(steps.index(given) + 1, "2")
        clean = " ".join(clean.split("\n"))
    heard = type_lines(lived_in, PASSPHRASE, *steps)
    assert heard.code == 0
    if clean.strip():
        assert shown(heard, clean)


@each
def test_what_is_stored_is_the_cleaned_words(lived_in: MemoryBackend, words: str) -> None:
    given = typeable(words)
    clean = clean_text(given)
    to_today = ["back"] * 4
    lines = [given, "2"] if "\n" in clean.strip() else [given]
    one_line = " ".join(clean.split("\n")) if len(lines) > 1 else clean
    script = [
        "p",
        "1",
        "a",
        *lines,
        *to_today,
        "n",
        "1",
        "a",
        *lines,
        *to_today,
        "10",
        "1",
        given,
        *to_today,
        "s",
        "2",
        "e",
    ]
    type_lines(lived_in, PASSPHRASE, *script, "a", *lines, "", "q")
    services = lived_in.services
    if not clean.strip():
        assert len(services.plan.lines("toolbox")) == 2
        return
    assert services.plan.lines("toolbox")[-1].text == one_line
    assert services.talks.agenda(TODAY).say[-1].text == one_line
    assert services.settings.get().name == clean
    assert services.safety.step(SafetyStep.ALONE).lines[-1].text == one_line


def filled(services: Services, words: str) -> None:
    """Put the words into every field there is, as another front end would have stored them."""
    plan, safety, talks = services.plan, services.safety, services.talks
    services.settings.change(name=words, reach_me=words, involved=words, identifier=words, now=NOW)
    plan.add_line("early", words, what_helps=words, new_id="h-line", now=NOW)
    plan.add_section(words, new_id="h-section", now=NOW)
    for step in SafetyStep:
        safety.add_line(step, words, new_id=f"h-{step}", now=NOW)
    safety.add_contact(name=words, who=words, number=words, hours=words, new_id="h-contact", now=NOW)
    safety.edit_helpline("samaritans", name=words, how=words, hours=words, today=TODAY)
    talks.edit_talk("next", with_whom=words, role=words, where=words, now=NOW)
    talks.edit_point("say1", words, now=NOW)
    services.check_ins.write_note(TODAY, words, now=NOW)


EVERY_PAGE = [
    *[
        "t",
        "c",
        *[""] * 8,
        "p",
        "w",
        "6",
        "3",
        "",
        "e",
        "",
        "",
        "",
        "s",
        "a",
        "4",
        "e",
        "3",
        "",
        "",
        "h",
        "5",
        "e",
        "",
        "",
    ],
    *["back"] * 4,
    *["n", "e", "", "1", "1", "", "", "", "h", "1", "1", "", "w", "", "", "/", "the", "", "", "10", ""],
]
"""From page to page, reading everything."""


@each_with_words
def test_every_page_reads_such_words_out(lived_in: MemoryBackend, words: str) -> None:
    filled(lived_in.services, words)
    heard = type_lines(lived_in, PASSPHRASE, *EVERY_PAGE, "q")
    assert heard.code == 0
    assert squeezed(heard.out).count(squeezed(clean_text(words))) >= 20


@each
def test_such_words_as_an_answer_are_never_fatal(lived_in: MemoryBackend, words: str) -> None:
    given = typeable(words)
    for way in (
        [],
        ["c"],
        ["c", "", "", "", ""],
        ["n", "e", "3"],
        ["h", "1", "f", "1", "2"],
        ["9"],
        ["/"],
        ["10", "8"],
    ):
        assert type_lines(lived_in, PASSPHRASE, *way, given, given, "q").code == 0


@each
def test_such_words_as_a_passphrase_are_never_fatal(memory_backend: MemoryBackend, words: str) -> None:
    assert type_lines(memory_backend, typeable(words), PASSPHRASE, "q").code == 0


def test_right_to_left_words_do_not_turn_ours_round() -> None:
    arabic = "أمشي"
    assert own(arabic) == f"\u2068{arabic}\u2069"
    assert own("\u2069a\u2067b") == "\u2068a\u2067b\u2069\u2069"
    assert own("Tŷ 🌊 é") == "Tŷ 🌊 é"
    assert stop(own(arabic)) == f"\u2068{arabic}\u2069."


@each
def test_a_full_stop_is_added_once(words: str) -> None:
    line = clean_line(words)
    assert stop(stop(line)) == stop(line)
