"""Two lists over the talk page: questions to start from, and talks and points that were put away."""

from __future__ import annotations

from collections.abc import Sequence

from companion.domain.talk import Point, PointKind, Talk
from companion.tui.screens.pick import Pick, PickFromArchive
from companion.tui.screens.talk_rows import talk_words
from companion.tui.show import user_text
from companion.tui.widgets.pick_list import PickRow


class StarterQuestions(Pick):
    """Questions to start from; the chosen one is put in the line to be changed or kept."""

    def __init__(self, questions: Sequence[str]) -> None:
        rows = [PickRow(id=question, main=question) for question in questions]
        super().__init__("Questions to start from", rows, "enter takes one   esc closes")


class TalkArchive(PickFromArchive):
    """Talks and points in the archive; an id is "restore talk" or "restore point", and the record's."""

    def __init__(self, talks: Sequence[Talk], points: Sequence[Point]) -> None:
        rows = [PickRow(id=f"restore talk {t.id}", main=talk_words(t), note="a talk") for t in talks]
        rows += [
            PickRow(
                id=f"restore point {p.id}",
                main=user_text(p.text),
                note="to say" if p.kind is PointKind.SAY else "to ask",
            )
            for p in points
        ]
        super().__init__(rows)
