"""The answer to whether the recovery code is on paper: asked once, and kept so that it is not asked again."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePaper:
    """One answer. Each has an id of its own, so that two computers that both asked have nothing to choose between."""

    id: str
    is_written: bool
    """False: not yet."""
    created_at: datetime
    changed_at: datetime
