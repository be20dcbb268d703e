"""The kinds of record and their words stand in two tables under the same names, and neither leaves one out."""

from dataclasses import replace
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from companion.domain.kinds import KINDS, DayTable, Table, Tables
from companion.plain.search import OPENS
from companion.services.backup.describe import RecordWords
from companion.services.kinds import WORDS
from companion.services.lists import LISTS
from companion.services.share.parts import PRIVATE_PARTS
from companion.tui.settings.search import _PAGES
from tests.memory_store import MemoryStore
from tests.vault.records.test_repository import RECORDS

SEARCHED = {table for table, words in WORDS.items() if words.found}

FILLED_IN = {
    "id", "section_id", "talk_id", "said_in", "source_key", "source", "recovery_code",
    "pack_id", "pack_version", "exercise_id", "title", "at_key", "score_is_not", "seal", "earlier",
}  # fmt: skip
"""Fields with text that the program fills in, or that were shipped."""


def test_each_kind_has_its_facts_its_words_and_a_typed_table() -> None:
    assert set(WORDS) == set(KINDS)
    typed = {
        name: get_type_hints(member.fget)["return"]
        for name, member in vars(Tables).items()
        if isinstance(member, property)
    }
    assert {name: get_args(hint)[0] for name, hint in typed.items()} == {
        name: kind.record for name, kind in KINDS.items()
    }
    assert {name: get_origin(hint) for name, hint in typed.items()} == {
        name: DayTable if kind.by_day else Table for name, kind in KINDS.items()
    }


def test_each_attribute_is_the_table_of_its_name() -> None:
    store = MemoryStore()
    for name in KINDS:
        assert getattr(store, name) is store.table(name)


@pytest.mark.parametrize("table", KINDS)
def test_every_text_is_the_person_s_words_or_filled_in(table: str) -> None:
    texts = {name for name, hint in get_type_hints(KINDS[table].record).items() if hint is str}
    assert texts - FILLED_IN <= set(KINDS[table].words) <= texts


@pytest.mark.parametrize("table", KINDS)
def test_two_versions_that_differ_in_any_words_are_said_differently(table: str) -> None:
    record: Any = RECORDS[table]
    for name in KINDS[table].words:
        said = RecordWords(MemoryStore()).lines(replace(record, **{name: "only here"}))
        assert any("only here" in line for line in said), name


def test_what_is_found_can_be_opened_in_every_front_end() -> None:
    lists = {kept.table for kept in LISTS}
    assert set(OPENS) == SEARCHED - lists
    opened_otherwise = {"check_ins", "moments", "safety_lines", "contacts"}
    assert set(_PAGES) == SEARCHED - opened_otherwise - lists


def test_what_is_off_to_begin_with_in_share_is_what_it_always_was() -> None:
    assert {
        "reach", "involved", "days", "notes", "safety", "contacts", "learning", "courses", "answers",
    } == PRIVATE_PARTS  # fmt: skip
