"""The card in a real terminal: read before any passphrase, and again after locking, by the fresh process."""

from __future__ import annotations

import pytest

from companion.backend.local import LocalBackend
from tests.pty.person import PASSPHRASE, unlock
from tests.pty.terminal import ESC, F2, Terminal, ctrl

F5 = b"\x1b[15~"

pytestmark = pytest.mark.pty


def test_it_is_read_before_unlocking_and_after_locking(front: LocalBackend) -> None:
    session = front.open(PASSPHRASE)
    services, now = session.services, front.now()
    services.safety.add_contact(name="Dee", number="07700 900123", new_id="dee", now=now)
    services.safety.add_contact(name="Robin", number="07700 900456", new_id="robin", now=now)
    services.card.make(services.card.page(["dee"], on=now.date()), now=now)
    session.close()
    with Terminal() as window:
        window.wait_for("F5 shows your card")
        window.send(F5)
        window.wait_for("- Dee: 07700 900123", "This card is not locked")
        assert "Robin" not in window.flat
        window.send(ESC)
        unlock(window)
        window.wait_until_gone("F5 shows your card", "lock screen")
        window.send(ctrl("l"))
        window.wait_until(lambda shown: not shown.strip(), "a blank window")

        def help_came() -> bool:
            window.send(F2)  # what is pressed before the fresh process is there is for nobody
            return "Someone to call or text now" in window.flat

        window.wait_for_file(help_came)
        window.wait_for("F5 shows your card")
        window.send(F5)
        window.wait_for("- Dee: 07700 900123")
        window.send(ctrl("q"))
        assert window.wait_for_end() == 0
