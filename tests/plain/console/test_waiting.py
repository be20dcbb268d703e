"""Ten minutes without an answer, and the passphrase is asked first."""

from tests.conftest import NOW, PASSPHRASE
from tests.memory_backend import CODE, MemoryBackend
from tests.plain.person import NOTE, type_lines

TODAY = NOW.date()


def test_a_choice_is_asked_again_after_the_passphrase(lived_in: MemoryBackend) -> None:
    heard = type_lines(lived_in, PASSPHRASE, 11, "p", PASSPHRASE, "p", "q")
    assert "There was no answer for 10 minutes or more" in heard.words
    assert "Here is the question again." in heard.words
    assert heard.words.count("My plan.") == 1
    assert len(lived_in.sittings) == 2


def test_words_are_not_dropped(lived_in: MemoryBackend) -> None:
    type_lines(lived_in, PASSPHRASE, *NOTE, "One", 11, "Two", PASSPHRASE, "", "q")
    found = lived_in.services.check_ins.on(TODAY)
    assert found is not None and found.note == "One\nTwo"


def test_words_wait_as_a_draft_when_nobody_unlocks(lived_in: MemoryBackend) -> None:
    type_lines(lived_in, PASSPHRASE, *NOTE, "One", 11, "Two")
    assert lived_in.services.drafts.all()[0].text == "One\nTwo"
    type_lines(lived_in, PASSPHRASE, "p", "1", "a", 11, "A bath", "q")
    assert lived_in.services.drafts.all()[0].text == "A bath"


def test_an_answer_to_a_choice_is_no_draft(lived_in: MemoryBackend) -> None:
    type_lines(lived_in, PASSPHRASE, *NOTE, "One", "s", 31, "3")
    assert lived_in.services.drafts.all()[0].text == "One"


def test_a_wrong_passphrase_shows_nothing(lived_in: MemoryBackend) -> None:
    heard = type_lines(lived_in, PASSPHRASE, 11, "p", "not it at all", "q")
    assert "My plan." not in heard.words
    assert heard.code == 3


def test_within_the_time_nothing_is_asked(lived_in: MemoryBackend) -> None:
    heard = type_lines(lived_in, PASSPHRASE, 9, "p", 9, "q")
    assert "no answer" not in heard.words


def test_the_minutes_are_the_persons(lived_in: MemoryBackend) -> None:
    lived_in.change_config(idle_minutes=1)
    assert "no answer for 1 minute" in type_lines(lived_in, PASSPHRASE, 2, "p", PASSPHRASE, "q").words


def test_the_safety_plan_has_half_an_hour(lived_in: MemoryBackend) -> None:
    heard = type_lines(lived_in, PASSPHRASE, "s", 25, "", 31, "", PASSPHRASE, "q")
    assert heard.words.count("no answer for 30 minutes") == 1


def test_help_now_needs_no_passphrase(lived_in: MemoryBackend) -> None:
    heard = type_lines(lived_in, PASSPHRASE, 11, "s", PASSPHRASE, "back", "q")
    assert heard.words.index("Your own plan needs the passphrase.") < heard.words.index("Step 1 of 7.")


def test_closing_needs_no_passphrase(lived_in: MemoryBackend) -> None:
    assert "no answer" not in type_lines(lived_in, PASSPHRASE, 11, "q").words


def test_erasing_is_asked_again(lived_in: MemoryBackend) -> None:
    type_lines(lived_in, PASSPHRASE, "10", "11", 11, "erase", PASSPHRASE, "", "q")
    assert lived_in.exists


def test_the_recovery_code_opens_it_too(lived_in: MemoryBackend) -> None:
    new = "another quiet place"
    heard = type_lines(lived_in, PASSPHRASE, 11, "p", CODE, new, new, "p", "q")
    assert "My plan." in heard.words


def test_the_made_up_person_never_locks(memory_backend: MemoryBackend) -> None:
    assert "no answer" not in type_lines(memory_backend, 60, "p", "q", demo=True).words


def test_an_archive_that_was_open_works_on_the_new_sitting(lived_in: MemoryBackend) -> None:
    type_lines(lived_in, PASSPHRASE, "p", "1", "1", "d", "k", "1", 11, "x", PASSPHRASE, "1", "q")
    assert len(lived_in.services.plan.lines("toolbox")) == 2
