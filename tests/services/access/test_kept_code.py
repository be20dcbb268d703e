"""A recovery code that opens nothing any more never comes back with another file of the vault."""

from dataclasses import replace
from datetime import datetime

from companion.domain.settings import SETTINGS_ID, Draft
from companion.services.access.setup import kept_code, prepare, put_code_back
from companion.services.core.drafts import CODE_DRAFT
from tests.conftest import NOW
from tests.memory_store import MemoryStore


def a_store(code: str, draft: str) -> MemoryStore:
    """Return a store that keeps these for reading again."""
    store = MemoryStore()
    prepare(store, recovery_code=code, now=NOW)
    if draft:
        store.drafts.put(a_draft(draft, NOW))
    return store


def a_draft(text: str, at: datetime) -> Draft:
    """Return the draft a code waits in."""
    return Draft(id=CODE_DRAFT, text=text, changed_at=at)


def test_what_was_kept_is_kept_again() -> None:
    for code, draft in (("", ""), ("CODE", ""), ("", "CODE"), ("CODE", "CODE")):
        store = a_store(code, draft)
        kept = kept_code(store)
        settings = store.settings.get(SETTINGS_ID)
        assert settings is not None
        store.settings.put(replace(settings, recovery_code="OLD", name="Sam"))
        store.drafts.put(a_draft("OLD", NOW))
        put_code_back(store, kept, now=NOW)
        assert kept_code(store) == kept
        after = store.settings.get(SETTINGS_ID)
        assert after is not None and after.name == "Sam"
