"""An exercise over a vault on a real disk, which fills up."""

from __future__ import annotations

from companion.backend.local import LocalBackend
from companion.tui.app import LOCK, CompanionApp
from companion.tui.learn.answer_box import AnswerNote
from tests.conftest import NOW, PASSPHRASE
from tests.made_up_pack import PACK, TALK
from tests.tui.full_disk import Disk
from tests.tui.screens import flat, press, settle

NEXT, BACK = "ctrl+n", "ctrl+b"


async def test_hidden_while_the_disk_is_full_the_answers_are_held_and_stored_later(
    backend: LocalBackend, disk: Disk
) -> None:
    session = backend.open(PASSPHRASE)
    session.services.packs.add(PACK, now=NOW)
    app = CompanionApp(backend, session=session)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await app.action_go("exercise", f"{PACK.id}/{TALK.id}")
        await press(pilot, "enter", "enter", *"one", NEXT)
        disk.is_full = True
        await press(pilot, BACK, *" two", NEXT, NEXT, NEXT, "7", NEXT, *[BACK] * 4, *"x", "ctrl+l")
        assert app.is_open and app.closing.why_held and "one" not in flat(app)
        disk.is_full = False
        app.closing.try_to_store()
        await settle(pilot)
    assert app.return_value == LOCK
    session = backend.open(PASSPHRASE)
    (sheet,) = session.services.sheets.all()
    assert [(answer.text, answer.number) for answer in sheet.answers] == [("one", None), ("", 7)]
    assert [draft.text for draft in session.services.drafts.all()] == ["one twox"]
    app = CompanionApp(backend, session=session)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await app.action_go("exercise", sheet.id)
        await settle(pilot)
        await press(pilot, "y")
        assert app.screen.query_one(AnswerNote).text == "one twoxy"
