"""The app is what the screens take it for: mypy reads the first line, and this sees that nothing is missing."""

from __future__ import annotations

from companion.tui.app import CompanionApp
from companion.tui.base.host import Closer, Host, Opener
from tests.memory_backend import MemoryBackend


def test_the_app_and_its_parts_are_what_the_screens_ask_for() -> None:
    host: Host = CompanionApp(MemoryBackend())
    for part, wanted in ((host, Host), (host.closing, Closer), (host.unlocking, Opener)):
        names = [name for name in (*vars(wanted), *wanted.__annotations__) if not name.startswith("_")]
        assert names
        assert [name for name in names if name not in {*dir(type(part)), *vars(part)}] == []
