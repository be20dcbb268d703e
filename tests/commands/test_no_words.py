"""A bug tells its kind and its place, wherever it comes up, and never a person's words."""

import subprocess
import sys

import pytest

from companion.errors import kind_and_place

WORDS = "the letter frightened me"

THREAD = f"""
import threading
def fall(): raise ValueError({WORDS!r})
thread = threading.Thread(target=fall); thread.start(); thread.join()
"""
NOBODY_CAN_CATCH = f"""
class Thing:
    def __del__(self): raise KeyError({WORDS!r})
Thing()
"""


@pytest.mark.parametrize(
    ("falls", "told"),
    [(THREAD, "ValueError at <string>:5"), (NOBODY_CAN_CATCH, "KeyError at <string>:5")],
    ids=["in a thread", "where nobody can catch it"],
)
def test_a_bug_in_the_process(falls: str, told: str) -> None:
    code = f"from companion.process import tell_no_words\ntell_no_words()\n{falls}"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stderr == f"Something went wrong in the program: {told}\n"


def test_the_last_place_that_is_not_somebody_else_s() -> None:
    def caught(code: str, file: str) -> BaseException:
        try:
            exec(compile(code, file, "exec"), {"fall": lambda: 1 / 0})  # noqa: S102
        except ZeroDivisionError as error:
            return error
        raise AssertionError

    error = caught("fall()", "/x/textual/app.py")
    assert kind_and_place(error).startswith("ZeroDivisionError at test_no_words.py:")
    elsewhere = caught("1 / 0", "C:\\x\\textual\\app.py")
    assert kind_and_place(elsewhere) == "ZeroDivisionError at app.py:1"
    assert kind_and_place(elsewhere, passing="textual").startswith("ZeroDivisionError at test_no_words.py:")
    assert kind_and_place(ValueError(WORDS)) == "ValueError at ?"
