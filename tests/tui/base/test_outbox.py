"""The outbox beside a vault that takes, refuses and dawdles as it likes: the newest words are always somewhere."""

from __future__ import annotations

from collections import deque
from typing import Any, cast

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from companion.errors import CompanionError, NotSaved
from companion.services.services import Services
from companion.tui.base.outbox import Do, Outbox, Problem, Then, Typing

NO_SERVICES = cast(Services, None)
FULL = NotSaved("The disk is full.")


class Vault:
    """Does what it is asked for in order, when it is let; `words` are what it holds."""

    def __init__(self) -> None:
        self.is_full = False
        self.words: dict[str, str] = {}
        self.stored: list[str] = []
        self.told: list[CompanionError] = []
        self.asked: deque[tuple[Do, Then, Problem]] = deque()
        self.outbox = Outbox(self.ask, self.told.append)

    def ask(self, do: Do, then: Then, problem: Problem, /) -> None:
        self.asked.append((do, then, problem))

    def put(self, key: str, words: str, **more: Any) -> None:
        def do(services: Services) -> str:
            if self.is_full:
                raise FULL
            self.words[key] = words
            self.stored.append(words)
            return words

        self.outbox.put(key, do, item=words, draft=Typing(key, words, len(words)), **more)

    def answer(self, *, full: bool = False) -> None:
        """Do the next thing that was asked for."""
        self.is_full = full
        do, then, problem = self.asked.popleft()
        try:
            result = do(NO_SERVICES)
        except CompanionError as error:
            problem(error)
        else:
            then(result)

    def answer_all(self) -> None:
        while self.asked:
            self.answer()

    def go(self, *boxes: str) -> None:
        """Store what is not stored, as the app does before a screen goes."""
        self.is_full = False
        for do in self.outbox.refused(boxes):
            do(NO_SERVICES)


def test_what_was_refused_is_tried_again_after_the_next_that_is_stored() -> None:
    vault = Vault()
    vault.put("one", "1")
    vault.answer(full=True)
    assert vault.told == [FULL] and vault.outbox.held(str) == ("1",) and not vault.asked
    vault.put("two", "2")
    vault.answer_all()
    assert vault.words == {"one": "1", "two": "2"} and not vault.outbox.holds


def test_the_newest_takes_the_place_of_one_refused_and_of_one_under_way() -> None:
    vault = Vault()
    vault.put("one", "old")
    vault.put("one", "new")
    vault.answer(full=True)
    assert vault.told == [FULL] and not vault.outbox.holds and vault.outbox.item("one", str) == "new"
    vault.answer(full=True)
    vault.put("one", "newest")
    vault.answer_all()
    assert vault.stored == ["newest"]


def test_an_older_one_that_is_stored_late_leaves_the_newer_one_under_way() -> None:
    vault, seen = Vault(), list[str]()
    vault.put("one", "old", then=seen.append)
    vault.put("one", "new", then=seen.append)
    vault.answer()
    assert vault.outbox.is_under_way("one") and seen == ["old"]
    vault.answer()
    assert not vault.outbox.is_busy and vault.words == {"one": "new"} and seen == ["old", "new"]


def test_words_that_went_back_into_a_box_are_held_no_longer() -> None:
    vault = Vault()
    vault.put("one", "1", problem=lambda _: vault.outbox.take("one"))
    vault.answer(full=True)
    assert not vault.outbox.holds and vault.outbox.drafts() == () and vault.outbox.refused() == ()


def test_one_whose_place_was_taken_gives_nothing_back() -> None:
    vault, given_back = Vault(), list[CompanionError]()
    vault.put("one", "old", problem=given_back.append)
    vault.put("one", "new")
    vault.put("two", "taken", problem=given_back.append)
    vault.outbox.take("two")
    vault.answer(full=True)
    assert given_back == [] and vault.told == [FULL] and not vault.outbox.holds
    vault.answer_all()
    assert vault.stored == ["new"] and given_back == []


def test_what_is_under_way_as_the_screen_goes_is_stored_once() -> None:
    vault = Vault()
    vault.put("one", "1")
    vault.go()
    vault.answer_all()
    assert vault.stored == ["1"] and not vault.outbox.is_busy


def test_an_older_one_never_comes_after_a_newer_one() -> None:
    vault = Vault()
    vault.put("one", "old")
    vault.put("one", "new")
    vault.put("two", "taken")
    vault.outbox.take("two")
    vault.go()
    vault.answer_all()
    assert vault.stored == ["new"]


def test_what_was_stored_as_the_screen_went_is_no_draft_and_not_held() -> None:
    vault = Vault()
    vault.put("one", "1")
    vault.answer(full=True)
    vault.go()
    assert not vault.outbox.holds and vault.outbox.drafts() == () and vault.outbox.held(str) == ()
    vault.outbox.retry()
    vault.answer_all()
    assert vault.stored == ["1"]


def test_a_box_comes_before_what_was_refused_of_it() -> None:
    vault = Vault()
    vault.put("one", "old")
    vault.put("two", "  ")
    vault.answer(full=True)
    vault.answer(full=True)
    assert vault.outbox.drafts(["one"]) == ()
    assert vault.outbox.drafts() == (Typing("one", "old", 3),)
    vault.go("one", "two")
    assert vault.stored == []


def test_quiet_comes_after_all_that_is_tried_again() -> None:
    vault, quiet = Vault(), list[dict[str, str]]()

    def look() -> None:
        quiet.append(dict(vault.words))

    vault.put("one", "1")
    vault.answer(full=True)
    vault.put("two", "2")
    vault.outbox.when_quiet(look)
    vault.outbox.when_quiet(look)
    assert quiet == []
    vault.answer_all()
    assert quiet == [{"one": "1", "two": "2"}]
    vault.outbox.when_quiet(look)
    assert len(quiet) == 2


class OutboxMachine(RuleBasedStateMachine):
    """What a person last wrote for each key is stored, under way, held, or in the box it went back to."""

    def __init__(self) -> None:
        super().__init__()
        self.vault = Vault()
        self.wanted: dict[str, str] = {}
        self.boxes: dict[str, str] = {}
        self.count = 0

    @rule(key=st.sampled_from("abc"), goes_back=st.booleans())
    def write(self, key: str, goes_back: bool) -> None:
        self.count += 1
        words = self.wanted[key] = f"{key}{self.count}"
        self.boxes.pop(key, None)

        def back(error: CompanionError) -> None:
            if goes_back:
                self.boxes[key] = words
                self.vault.outbox.take(key)

        self.vault.put(key, words, problem=back)

    @precondition(lambda self: self.vault.asked)
    @rule(full=st.booleans())
    def answer(self, full: bool) -> None:
        self.vault.answer(full=full)

    @precondition(lambda self: self.vault.asked)
    @rule(full=st.booleans())
    def done_but_not_told_yet(self, full: bool) -> None:
        """The vault's thread is ahead of the screen's."""
        self.vault.is_full = full
        if not full:
            self.vault.asked[0][0](NO_SERVICES)

    @rule()
    def retry(self) -> None:
        self.vault.outbox.retry()

    @rule()
    def go_and_stay_after_all(self) -> None:
        self.vault.go(*self.boxes)

    @invariant()
    def the_newest_words_are_somewhere(self) -> None:
        for key, words in self.wanted.items():
            item = self.vault.outbox.item(key, str)
            assert words in (item, self.boxes.get(key), self.vault.words.get(key))

    @invariant()
    def nothing_is_stored_twice(self) -> None:
        assert len(set(self.vault.stored)) == len(self.vault.stored)

    def teardown(self) -> None:
        """With room on the disk again, all of it is stored, the newest last."""
        self.vault.answer_all()
        self.vault.outbox.retry()
        self.vault.answer_all()
        assert {**self.vault.words, **self.boxes} == self.wanted
        assert not self.vault.outbox.is_busy and not self.vault.outbox.holds


TestOutbox = OutboxMachine.TestCase
