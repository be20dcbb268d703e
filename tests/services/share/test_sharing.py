"""Share: what is ticked for whom, what the person chooses, and the page that comes of it."""

from datetime import timedelta

import pytest

from companion.domain.checkin import CheckIn
from companion.domain.helpline import Nation
from companion.domain.summary import WORDS_A_PAGE, Block, Summary
from companion.domain.talk import PointKind
from companion.services.share.parts import Part, Selection
from companion.words import IN_MY_OWN_WORDS
from tests.made_up import ASK, ME, NOW, TEAM, TODAY, Someone, alex

CARE = "care-coordinator"


def text(one: Someone, selection: Selection) -> str:
    """Return the page as plain text on one long line, so that wrapping does not matter."""
    return " ".join(one.sharing.render(selection, "text", now=NOW).decode().split())


def part(one: Someone, audience: str, id: str) -> Part:
    return next(p for p in one.sharing.parts(audience, now=NOW) if p.id == id)


def headings(blocks: tuple[Block, ...]) -> list[str]:
    return [block.full_heading for block in blocks]


def page(one: Someone, audience: str = CARE) -> Summary:
    return one.sharing.summary(one.sharing.preset(audience, now=NOW), now=NOW)


def test_page_one_says_who_when_and_in_whose_words() -> None:
    one = alex()
    one.settings.change(identifier="NHS number 000 000 0000", now=NOW)
    summary = page(one)
    assert summary.title == "A summary from Alex"
    assert summary.byline == (
        "NHS number 000 000 0000",
        "For Priya, care coordinator. 22 November 2026.",
        "Covers 26 October to 22 November 2026, since my last talk with Priya.",
        IN_MY_OWN_WORDS,
    )


def test_the_order_of_the_page() -> None:
    summary = page(alex())
    assert headings(summary.page_one)[:4] == [
        "What I want to say",
        "What I want to ask",
        "What has changed",
        "Signs I notice, and what helps",
    ]
    everything = headings((*summary.page_one, *summary.page_two))
    rest = ["What matters to me", "More I want to say", "What helps me", "What I do every day to keep well"]
    assert [heading for heading in everything if heading in rest] == rest
    assert summary.words_on_page_one <= WORDS_A_PAGE


def test_the_first_three_things_to_say_are_on_page_one_and_the_others_overleaf() -> None:
    summary = page(alex())
    assert [item.number for item in summary.page_one[0].items] == [1, 2, 3]
    more = next(block for block in summary.page_two if block.heading == "More I want to say")
    assert [(item.number, item.text) for item in more.items] == [
        (4, "I have started to cook again on Sundays.")
    ]


def test_leaving_out_one_of_three_brings_up_the_fourth() -> None:
    one = alex()
    chosen = one.sharing.preset(CARE, now=NOW)
    first = next(line.id for p in one.sharing.shown(chosen, now=NOW) if p.id == "say" for line in p.lines)
    say = one.sharing.summary(chosen.with_line(first, False), now=NOW).page_one[0]
    assert [item.number for item in say.items] == [1, 2, 3]
    assert say.items[2].text == "I have started to cook again on Sundays."


def test_signs_noticed_come_first_with_counts_and_what_helps() -> None:
    signs = next(block for block in page(alex()).page_one if block.part == "signs")
    assert [(item.text, item.detail) for item in signs.items] == [
        ("Not answering messages (on 6 days)", "What helps: Ring Dee, say one true thing"),
        ("Up past two (on 2 days)", "What helps: Phone out of the bedroom, same bedtime for three nights"),
        ("A letter in a brown envelope (on 1 day)", "What helps: Leave it shut until Dee is here"),
        ("Skipping meals", "What helps: Toast counts"),
    ]


def test_only_me_does_not_come_with_its_part_nor_by_itself() -> None:
    one = alex()
    secret = one.line("matters", "A private hope", audience=ME)
    chosen = one.sharing.preset(CARE, now=NOW)
    for p in one.sharing.parts(CARE, now=NOW):
        chosen = chosen.with_part(p.id, False).with_part(p.id, True)
    assert "A private hope" not in text(one, chosen)
    assert "mine alone" not in text(one, chosen)
    assert "A private hope" not in [line.text for line in part(one, CARE, "matters").lines]
    assert "A private hope" not in text(one, chosen.with_line(f"matters/{secret}", True))
    listed = next(line for line in part(one, "me", "matters").lines if line.text == "A private hope")
    assert (listed.ticked, listed.note) == (True, "only me")


def test_ask_me_is_listed_unticked_and_one_key_takes_it_in() -> None:
    one = Someone()
    one.say("Hello")
    line = one.line("toolbox", "Walk to the sea wall", audience=ASK)
    listed = part(one, CARE, "toolbox")
    assert (listed.ticked, [x.ticked for x in listed.lines]) == (False, [False])
    chosen = one.sharing.preset(CARE, now=NOW)
    assert "sea wall" not in text(one, chosen)
    assert "sea wall" in text(one, chosen.with_part("toolbox", True))
    assert "sea wall" in text(one, chosen.with_line(f"toolbox/{line}", True))


def test_a_part_is_on_with_some_of_its_lines_off() -> None:
    one = Someone()
    one.line("well", "I sing", audience=TEAM)
    quiet = one.line("well", "I hum", audience=TEAM)
    chosen = one.sharing.preset(CARE, now=NOW).with_line(f"well/{quiet}", False)
    well = next(p for p in one.sharing.shown(chosen, now=NOW) if p.id == "well")
    assert (well.ticked, [line.ticked for line in well.lines]) == (True, [True, False])
    assert "I sing" in text(one, chosen) and "I hum" not in text(one, chosen)


def test_taking_in_a_line_of_a_part_that_is_off_brings_nothing_else() -> None:
    one = alex()
    chosen = one.sharing.preset(CARE, now=NOW)
    lines = part(one, CARE, "safety").lines
    chosen = chosen.with_line(lines[1].id, True)
    shown = next(p for p in one.sharing.shown(chosen, now=NOW) if p.id == "safety")
    assert [line.ticked for line in shown.lines].count(True) == 1
    assert "Cold water" in text(one, chosen) and "Shore House" not in text(one, chosen)


@pytest.mark.parametrize("id", ["reach", "involved", "days", "notes", "safety", "contacts"])
def test_private_parts_start_off_for_others_and_on_for_me(id: str) -> None:
    one = alex()
    assert not part(one, CARE, id).ticked
    assert part(one, "me", id).ticked
    words = part(one, CARE, id).lines[0].text.split(":")[0]
    chosen = one.sharing.preset(CARE, now=NOW)
    assert words not in text(one, chosen)
    assert words in text(one, chosen.with_part(id, True))


def test_for_me_everything_is_ticked() -> None:
    one = alex()
    parts = one.sharing.parts("me", now=NOW)
    assert all(line.ticked for p in parts for line in p.lines)
    said = text(one, one.sharing.preset("me", now=NOW))
    for words in ("mine alone", "Day by day", "At 20:39: good; Mood 8", "Choir was good", "07700 900381"):
        assert words in said


def test_a_day_for_others_does_not_name_what_is_only_mine() -> None:
    one = Someone()
    sign = one.line("early", "My secret sign", audience=ME)
    one.put(CheckIn(day=TODAY, noticed=(sign,), answers={"mood": 5}, created_at=NOW, changed_at=NOW))
    chosen = one.sharing.preset(CARE, now=NOW).with_part("days", True)
    assert "Mood 5" in text(one, chosen) and "secret" not in text(one, chosen)


def test_a_person_with_a_number_stands_on_the_page_once() -> None:
    one = alex()
    said = text(one, one.sharing.preset("me", nation=Nation.WALES, now=NOW))
    assert said.count("07700 900381") == 1
    only_contacts = one.sharing.preset("me", now=NOW).with_part("safety", False)
    assert text(one, only_contacts).count("07700 900381") == 1


def test_archived_things_are_not_there() -> None:
    one = alex()
    line = next(x for x in one.store.lines.all() if x.text == "Teaching Ash to swim")
    one.plan.archive_line(line.id, now=NOW)
    one.plan.archive_section("well", now=NOW)
    said = text(one, one.sharing.preset("me", now=NOW).with_part("safety", False))
    assert "Teaching Ash" not in said and "I sing while" not in said


def test_sections_of_my_own_and_new_names_of_headings_are_used() -> None:
    one = Someone()
    section = one.plan.add_section("Before a journey", new_id=one.new_id(), now=NOW)
    one.line(section.id, "Pack the night before")
    one.plan.rename_section("matters", "My [anchors]", now=NOW)
    one.line("matters", "The sea")
    assert headings(page(one).page_one) == ["My [anchors]"]
    assert headings(page(one).page_two) == ["Before a journey"]


def test_what_was_taken_out_stays_out_when_the_page_is_made_again_in_the_same_sitting() -> None:
    one = alex()
    sharing = one.sharing
    begun = sharing.begun(CARE, nation=None, now=NOW)
    line = part(one, CARE, "say").lines[0].id
    chosen = sharing.choose(begun.with_line(line, False).with_part("signs", False), now=NOW)
    assert sharing.begun(CARE, nation=None, now=NOW) == chosen
    assert sharing.is_changed(CARE)
    assert not sharing.is_changed("me")


def test_what_is_written_after_a_choice_comes_along_as_it_would() -> None:
    one = alex()
    sharing = one.sharing
    sharing.choose(sharing.begun(CARE, nation=None, now=NOW).with_part("signs", False), now=NOW)
    one.talks.add_point(PointKind.SAY, "Written afterwards", new_id="late", now=NOW)
    again = sharing.begun(CARE, nation=None, now=NOW)
    assert "Written afterwards" in text(one, again)
    assert not again.has_part("signs")


def test_another_first_day_keeps_the_ticks_and_is_known_too() -> None:
    one = alex()
    sharing = one.sharing
    chosen = sharing.choose(sharing.begun(CARE, nation=None, now=NOW).with_part("signs", False), now=NOW)
    moved = sharing.begin_on(chosen, TODAY - timedelta(days=3), now=NOW)
    assert not moved.has_part("signs")
    assert sharing.begun(CARE, nation=None, now=NOW) == moved
    assert sharing.begun(CARE, nation=None, now=NOW).first == TODAY - timedelta(days=3)


def test_the_ticks_can_be_as_at_first_again() -> None:
    one = alex()
    sharing = one.sharing
    first = sharing.begun(CARE, nation=None, now=NOW)
    sharing.choose(first.with_part("say", False), now=NOW)
    assert sharing.start_over(CARE, nation=None, now=NOW) == first
    sharing.choose(first.with_part("say", False), now=NOW)
    sharing.choose(first.with_part("say", False).with_part("say", True), now=NOW)
    assert not sharing.is_changed(CARE)


def test_nothing_that_was_chosen_is_in_the_store() -> None:
    one = alex()
    before = one.store.everything()
    one.sharing.choose(one.sharing.begun(CARE, nation=None, now=NOW).with_part("say", False), now=NOW)
    assert one.store.everything() == before
