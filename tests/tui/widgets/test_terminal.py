"""What is asked of the terminal round the screens."""

import subprocess
import sys

import pytest

from companion.tui.shell.terminal import drop_textual_environment, neutral_title


def test_the_title_is_neutral_and_given_back() -> None:
    written: list[str] = []
    with neutral_title(written.append, lambda: written.append("|")):
        written.append("screens")
    assert "".join(written) == "\x1b[22;0t\x1b]0;notes\x07|screens\x1b[23;0t|"


def test_the_title_is_given_back_after_a_crash() -> None:
    written: list[str] = []
    with pytest.raises(RuntimeError), neutral_title(written.append, lambda: None):
        raise RuntimeError
    assert written[-1] == "\x1b[23;0t"


def test_textual_variables_go_and_others_stay() -> None:
    environment = {"TEXTUAL_SCREENSHOT": "1", "TEXTUAL": "debug", "textual_log": "x", "NO_COLOR": "1"}
    drop_textual_environment(environment)
    assert environment == {"NO_COLOR": "1"}


def test_it_can_be_called_before_textual_is_loaded() -> None:
    code = "import sys, companion.tui.shell.terminal; print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
