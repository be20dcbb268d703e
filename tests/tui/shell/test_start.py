"""What has to be loaded before the way in stands: the less, the sooner there is something to read."""

import gc
import subprocess
import sys

WAY_IN = """
import sys
import companion.cli, companion.commands.streams, companion.commands.parser, companion.commands.program
import companion.tui.shell.terminal, companion.tui.app, companion.tui.access.unlock, companion.services.safety.helplines
print("\\n".join(sys.modules))
"""
LATER = (
    "companion.services.core.store",
    "companion.domain.plan",
    "companion.domain.checkin",
    "companion.vault",
    "companion.tui.widgets.row_list",
    "textual.widgets._text_area",
    "tinydb",
    "cryptography",
    "msgspec",
)


def test_the_way_in_loads_nothing_that_an_open_vault_needs() -> None:
    done = subprocess.run([sys.executable, "-c", WAY_IN], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "companion.tui.access.unlock" in loaded
    assert [name for name in loaded if name.startswith(LATER)] == []


def test_a_command_leaves_garbage_being_looked_for() -> None:
    from companion.cli import main

    assert gc.isenabled()
    main(["helplines"])
    assert gc.isenabled()
