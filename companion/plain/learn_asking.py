"""One question of an exercise: what is read out, what can be typed at any time, and where the answer goes."""

from contextlib import suppress
from dataclasses import dataclass, field

from companion.domain.exercise import Step
from companion.domain.plan import LineAudience
from companion.domain.sheet import Answer
from companion.errors import NotSaved
from companion.plain import phrases
from companion.plain.learn_words import day_of, is_only_me, said_before
from companion.plain.visit import Visit
from companion.services.learn.sheets import draft_id

HELP = (
    "example reads what someone else might write. only me marks an answer, and it is left out when you sit "
    "with someone. stop ends for now, and you come back to the same place."
)
WORDS_HELP = f"{phrases.TEXT_HELP} {HELP}"
NO_WORDS = "There is nothing to write here."
EMPTY_NOW = "Empty now."


@dataclass(slots=True, kw_only=True)
class Asking:
    """One question being asked. `which` says its place, as ``Question 3 of 7``."""

    visit: Visit
    sheet_id: str
    step: Step
    which: str
    together: bool
    wants_mine: bool = field(default=False, init=False)
    """True when the answer to come is to be marked only me."""

    @property
    def now(self) -> Answer | None:
        """The answer there is; None for one that is blank."""
        sheets = self.visit.services.sheets
        found = sheets.current(sheets.sheet(self.sheet_id), self.step.key)
        return None if found is None or found.is_blank else found

    @property
    def is_mine(self) -> bool:
        """True when the answer there is is marked only me."""
        return self.now is not None and is_only_me(self.now)

    @property
    def place(self) -> str:
        """The draft of the words being typed."""
        return draft_id(self.sheet_id, self.step.key)

    @property
    def is_begun(self) -> bool:
        """True when words were typed here that are no answer yet."""
        return self.visit.services.drafts.of(self.place) is not None

    @property
    def title(self) -> str:
        """Its place and its heading."""
        return phrases.joined(self.which, phrases.own(self.step.heading))

    def head(self) -> list[str]:
        """Return the question as it is read out: heading, text, why, and what was answered last time."""
        step, sheets = self.step, self.visit.services.sheets
        head = ["", self.title, *phrases.whole(step.text)]
        if step.why.strip():
            head.append(f"Why: {' '.join(phrases.whole(step.why))}")
        before = sheets.earlier(sheets.sheet(self.sheet_id), step.key, together=self.together)
        if before is not None:
            head += said_before(f"Last time, {day_of(self.visit, before.done_at)}", before.answer)
        return head

    def head_with_answer(self) -> list[str]:
        """Return the question, and the answer there is."""
        return [*self.head(), *(said_before("Your answer", self.now) if self.now else ())]

    def wait(self, head: list[str]) -> None:
        """Read `head` and wait for Enter."""
        while self.visit.talk.ask(head, "Enter to go on:", more=HELP, repeat=head).strip():
            self.visit.talk.say(NO_WORDS)
            head = []

    def store(
        self,
        text: str = "",
        *,
        number: int | None = None,
        choice: int | None = None,
        picked: tuple[str, ...] = (),
    ) -> None:
        """Store an answer; nothing given takes it away. Raises NotSaved."""
        self.visit.services.sheets.answer(
            self.sheet_id,
            self.step.key,
            text=text,
            number=number,
            choice=choice,
            picked=picked,
            together=self.together,
            now=self.visit.now(),
        )

    def turn_mine(self) -> None:
        """Mark the answer only me, or take the mark away; without an answer yet, mark the one to come."""
        say = self.visit.talk.say
        if self.now is not None:
            self._mark(LineAudience.ASK if self.is_mine else LineAudience.ME)
            say("Marked only me." if self.is_mine else "Not only me any more.")
            return
        self.wants_mine = not self.wants_mine
        say(
            "What you answer here will be marked only me. To answer with those two words, type =only me."
            if self.wants_mine
            else "What you answer here will not be marked."
        )

    def mark_wanted(self) -> None:
        """Mark the answer that has come, if that was asked for."""
        if self.wants_mine and self.now is not None and not self.is_mine:
            self._mark(LineAudience.ME)

    def mark_half_written(self) -> None:
        """Make marked words an answer when the person leaves before their end: a draft bears no mark."""
        if not self.wants_mine or self.visit.sitting is None:
            return
        draft = self.visit.services.drafts.of(self.place)
        if draft is not None:
            with suppress(NotSaved):  # it stays a draft
                self.store(draft.text)
                self.mark_wanted()

    def read_example(self) -> None:
        """Read what a made-up person answered."""
        lines = phrases.whole(self.step.example)
        if len(lines) == 1:
            self.visit.talk.say(f"An example: {lines[0]}")
        else:
            self.visit.talk.say(
                *(("An example:", *lines) if lines else ("There is no example for this one.",))
            )

    def _mark(self, audience: LineAudience) -> None:
        self.visit.keep(
            lambda: self.visit.services.sheets.mark(
                self.sheet_id, self.step.key, audience, now=self.visit.now()
            )
        )
