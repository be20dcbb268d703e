"""Wherever a path is asked for it is read by one function, which knows how terminals write a file dragged into them."""

import re
from pathlib import Path

import companion

FRONT_ENDS = ("plain", "tui")

NOT_TYPED = {
    "tui/share/save.py": "self._places[format_id]",  # a place that was offered
    "tui/backup/copies.py": "message.id",  # a row of files that are there
}


def test_no_words_are_made_a_path_otherwise() -> None:
    home = Path(companion.__file__).parent
    found = []
    for front_end in FRONT_ENDS:
        for file in sorted((home / front_end).rglob("*.py")):
            name = file.relative_to(home).as_posix()
            for made in re.findall(r"\bPath\(([^()]*(?:\[[^]]*\])?[^()]*)\)", file.read_text("utf-8")):
                is_own = "__file__" in made or "co_filename" in made or made.endswith(".filename")
                if not is_own and made != NOT_TYPED.get(name) and made != "at":
                    found.append((name, made))
    assert found == []


def test_the_command_line_has_one_function_too() -> None:
    folder = Path(companion.__file__).parent / "commands"
    found = {
        file.name
        for file in folder.glob("*.py")
        if re.search(r"(?<!\w)Path\((?!__file__)", file.read_text("utf-8"))
    }
    assert found <= {"request.py"}
