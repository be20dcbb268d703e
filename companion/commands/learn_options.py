"""What can be typed after ``companion learn``."""

import argparse
from typing import Any, Protocol

SHEET_FORMATS = ("text", "html", "pdf")

EXERCISE = "its title or the beginning of it, or its name in `companion learn list`"

FOR_TUTORS = "\n".join(
    (
        "For tutors. A text editor is all it takes, and no vault until `add`.",
        "  companion learn new north-shore      writes a small course, for you to change",
        "  companion learn check north-shore    says what it does not know, line by line",
        '  companion learn print "A good hour" --from north-shore --out sheet.pdf',
        "                                       makes a sheet for a pen",
        "  companion learn add north-shore      puts the course into your own vault",
    )
)


class _Add(Protocol):
    def __call__(self, commands: Any, name: str, says: str, common: Any, *, json: bool = False) -> Any: ...


def add_learn(commands: Any, common: argparse.ArgumentParser, add: _Add) -> None:
    """Add ``learn`` and its commands to `commands`; `add` makes one, with the options of `common`."""
    learn = add(commands, "learn", "print your learning plan, courses and exercises, or see to courses", common,
                json=True)  # fmt: skip
    learn.epilog = FOR_TUTORS
    deeds = learn.add_subparsers(
        dest="deed", metavar="COMMAND", prog="companion learn", parser_class=type(learn), title="commands"
    )
    add(deeds, "list", "list the courses and exercises, with the names to type", common, json=True)
    show = add(deeds, "show", "print an exercise, and what you answered", common, json=True)
    show.add_argument("exercise", metavar="EXERCISE", help=EXERCISE)
    show.add_argument("--sheet", action="store_true", help="the exercise alone, without your answers")
    _printing(deeds, common, add)
    _courses(deeds, common, add)


def _printing(deeds: Any, common: Any, add: _Add) -> None:
    printing = add(deeds, "print", "make a worksheet of an exercise, with room for a pen", common)
    printing.add_argument("exercise", metavar="EXERCISE", help=EXERCISE)
    printing.add_argument(
        "--from",
        dest="folder",
        metavar="FOLDER",
        help="take it from a course in a folder or zip; needs no vault and no passphrase",
    )
    printing.add_argument(
        "--format", choices=SHEET_FORMATS, metavar="FORMAT", help=f"one of: {', '.join(SHEET_FORMATS)}"
    )
    printing.add_argument("--out", metavar="FILE", help="write it to FILE")
    printing.add_argument("--force", action="store_true", help="FILE may be replaced")


def _courses(deeds: Any, common: Any, add: _Add) -> None:
    for name, says, which in (
        ("new", "write a small course for you to change, with a page that says how", "a new folder"),
        (
            "check",
            "say what would have to be mended in a course; nothing is kept",
            "the course, or a zip of it",
        ),
        ("add", "put a course into your vault; it goes where your vault goes", "the course, or a zip of it"),
    ):
        add(deeds, name, says, common).add_argument("folder", metavar="FOLDER", help=which)
    remove = add(deeds, "remove", "put a course away; what you wrote in it stays", common)
    remove.add_argument("course", metavar="COURSE", help="its title or the beginning of it, or its id")
