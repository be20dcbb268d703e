"""Finding one's own words again: plan, points, notes, safety plan, people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from companion.domain.finding import bare_words, holds_all
from companion.domain.kinds import Kind
from companion.services.core.store import Store
from companion.services.kinds import WORDS, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place where the words are. `where` says it in words; `day` is set for notes."""

    table: str
    """The table of the record, which is to say its kind."""
    id: str
    where: str
    text: str
    parent: str = ""
    """The section of a line, the step of a safety line, the part of a learning line, else empty."""
    day: date | None = None


class Search:
    """Looks through what is in use; the archive is not searched."""

    def __init__(self, store: Store, words: Words = WORDS) -> None:
        self._store = store
        self._words = words

    def find(self, query: str, limit: int = 100) -> tuple[Hit, ...]:
        """Return up to `limit` places that hold every word of `query`, newest notes first.

        Neither case nor accents matter, nor does the shape of a quotation mark.
        """
        words = bare_words(query)
        if not words:
            return ()
        found: list[Hit] = []
        for hit in self._everything():
            if holds_all(f"{hit.text} {hit.where}", words):
                found.append(hit)
                if len(found) == limit:
                    break
        return tuple(found)

    def _everything(self) -> Iterator[Hit]:
        for table, kind in self._store.kinds.items():
            places, order = self._words[table].found, self._words[table].order
            if places is None:
                continue
            records: Iterable[Any] = self._store.table(table).all()
            for record in sorted(records, key=order) if order else records:
                if getattr(record, "archived_at", None) is None:
                    for place in places(record, self._store):
                        text = _text(record, kind) if place.text is None else place.text
                        if text:
                            yield Hit(
                                table=table,
                                id=record.id,
                                where=place.where,
                                text=text,
                                parent=place.parent,
                                day=place.day,
                            )


def _text(record: object, kind: Kind) -> str:
    return "\n".join(filter(None, (getattr(record, name) for name in kind.words)))
