"""Whether the recovery code is on paper: asked once, on a later day, and never while it can still be read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from companion.services.core.drafts import CODE_DRAFT
from companion.services.services import services_over
from tests.conftest import NOW
from tests.memory_store import MemoryStore

TODAY, TOMORROW = NOW.date(), NOW.date() + timedelta(days=1)


@pytest.mark.parametrize("is_written", [True, False])
def test_asked_on_a_later_day_and_once(memory_store: MemoryStore, is_written: bool) -> None:
    asked = services_over(memory_store).on_paper
    assert (asked.is_asked(TODAY), asked.is_asked(TOMORROW)) == (False, True)
    said = asked.answer(is_written, new_id="a", now=NOW)
    assert ("makes a new one" in said) is not is_written
    assert not services_over(memory_store).on_paper.is_asked(TOMORROW)


def test_not_asked_while_the_code_can_be_read_or_nothing_can_be_kept(memory_store: MemoryStore) -> None:
    services = services_over(memory_store)
    services.drafts.keep(CODE_DRAFT, "AAAAA", 0, now=NOW)
    assert not services.on_paper.is_asked(TOMORROW)
    services.drafts.drop(CODE_DRAFT)
    done = services.settings.get()
    memory_store.settings.put(replace(done, setup_step=3))
    assert not services.on_paper.is_asked(TOMORROW)
    memory_store.settings.put(done)
    memory_store.read_only = True
    assert not services.on_paper.is_asked(TOMORROW)


def test_no_new_key_of_the_settings(memory_store: MemoryStore) -> None:
    before = memory_store.everything()["settings"]
    services_over(memory_store).on_paper.answer(True, new_id="a", now=NOW)
    assert memory_store.everything()["settings"] == before
