"""One answer in full, with who may see it."""

from __future__ import annotations

from collections.abc import Iterable

from companion.domain.sheet import Answer
from companion.tui.screens.sheet_words import answer_words
from companion.tui.screens.who_may_see import WhoMaySee
from companion.tui.show import Words, styled, user_text


class AnswerCard(WhoMaySee):
    """The question as it was asked, and the answer; the result names the answer by its key."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("This answer", answer.key, answer.audience)
        self._answer = answer

    def words(self) -> Iterable[Words]:
        yield styled(user_text(self._answer.question), "bold")
        if self._answer.asked.strip():
            yield styled(user_text(self._answer.asked), "$c-muted")
        yield answer_words(self._answer)
