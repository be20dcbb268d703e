"""A record, and what was changed of one: as it was before and is after."""

from dataclasses import dataclass
from typing import Protocol


class Record(Protocol):
    """Anything the person keeps. The kinds there are stand in ``companion/domain/kinds.py``."""

    @property
    def id(self) -> str:
        """Its name among the records of its table."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One record before and after a change; None where there was or is none."""

    table: str
    id: str
    before: Record | None
    after: Record | None
