"""What can be typed on the command line, and the kind answer when something else was."""

import argparse
import difflib
import sys
from collections.abc import Iterable
from typing import Any, NoReturn, Protocol, TypeVar

from companion import __version__
from companion.domain.programs import OWN, PROGRAMS
from companion.domain.text import clean_line, clean_text
from companion.errors import InvalidEntry
from companion.services.lists import LISTS

SHEET_FORMATS = ("text", "html", "pdf")

EXERCISE = "its title or the beginning of it, or its name in `companion learn list`"

FOR_TUTORS = "\n".join(
    (
        "For tutors. A text editor is all it takes, and no vault until `add`.",
        "  companion learn new north-shore      writes a small course, for you to change",
        "  companion learn check north-shore    lists its questions, and says what to mend",
        "  companion learn try north-shore      opens it as a student sees it; nothing is kept",
        '  companion learn print "A good hour" --from north-shore --out sheet.pdf',
        "                                       makes a sheet for a pen; --all in place of a name, of each",
        "  companion learn add north-shore      puts the course into your own vault",
    )
)


class _Add(Protocol):
    def __call__(
        self, commands: Any, name: str, says: str, common: Any, *, does: str = "", json: bool = False
    ) -> Any: ...


def add_learn(commands: Any, common: argparse.ArgumentParser, add: _Add) -> None:
    """Add ``learn`` and its commands to `commands`; `add` makes one, with the options of `common`."""
    says = "print your learning plan, courses and exercises, or see to courses"
    learn = add(commands, "learn", says, common, does="learn:show_learn", json=True)
    learn.epilog = FOR_TUTORS
    deeds = learn.add_subparsers(
        dest="deed", metavar="COMMAND", prog="companion learn", parser_class=type(learn), title="commands"
    )
    add(
        deeds,
        "list",
        "list the courses and exercises, with the names to type",
        common,
        does="learn:list_exercises",
        json=True,
    )
    show = add(
        deeds,
        "show",
        "print an exercise, and what you answered",
        common,
        does="learn:show_exercise",
        json=True,
    )
    show.add_argument("exercise", metavar="EXERCISE", help=EXERCISE)
    show.add_argument("--sheet", action="store_true", help="the exercise alone, without your answers")
    _printing(deeds, common, add)
    _courses(deeds, common, add)


def _printing(deeds: Any, common: Any, add: _Add) -> None:
    printing = add(
        deeds,
        "print",
        "make a worksheet of an exercise, with room for a pen",
        common,
        does="learn:print_worksheet",
    )
    printing.add_argument("exercise", metavar="EXERCISE", nargs="?", help=EXERCISE)
    printing.add_argument("--all", action="store_true", help="every exercise, each on paper of its own")
    printing.add_argument(
        "--from",
        dest="folder",
        metavar="FOLDER",
        help="take it from a course in a folder or zip; needs no vault and no passphrase",
    )
    printing.add_argument(
        "--format", choices=SHEET_FORMATS, metavar="FORMAT", help=f"one of: {', '.join(SHEET_FORMATS)}"
    )
    printing.add_argument("--out", metavar="FILE", help="write it to FILE (- prints it)")
    printing.add_argument("--force", action="store_true", help="FILE may be replaced")


def _courses(deeds: Any, common: Any, add: _Add) -> None:
    course = "the course, or a zip of it"
    for name, does, says, which in (
        (
            "new",
            "new_course",
            "write a small course for you to change, with a page that says how",
            "a new folder",
        ),
        (
            "check",
            "check_course",
            "list the questions of a course, and what to mend; nothing is kept",
            course,
        ),
        ("try", "try_course", "open a course as a student sees it; needs no vault, nothing is kept", course),
        ("add", "add_course", "put a course into your vault; it goes where your vault goes", course),
    ):
        made = add(deeds, name, says, common, does=f"courses:{does}")
        made.add_argument("folder", metavar="FOLDER", help=which)
    remove = add(
        deeds, "remove", "put a course away; what you wrote in it stays", common, does="courses:remove_course"
    )
    remove.add_argument("course", metavar="COURSE", help="its title or the beginning of it, or its id")


def add_vault(commands: Any, common: argparse.ArgumentParser, add: _Add) -> None:
    """Add ``vault`` and its commands to `commands`; `add` makes one, with the options of `common`."""
    vault = add(commands, "vault", "make a vault, copy it, put copies together, or change its keys", common)
    deeds = vault.add_subparsers(
        dest="deed", metavar="COMMAND", prog="companion vault", parser_class=type(vault), required=True
    )
    create = add(deeds, "create", "make an empty vault", common, does="vault_file:create")
    _code_out(create)
    add(deeds, "info", "print what is known about the file", common, does="vault_file:info", json=True)
    says = "read every byte of the vault, or of FILE, and count what is in it"
    verify = add(deeds, "verify", says, common, does="vault_file:verify", json=True)
    verify.add_argument("file", metavar="FILE", nargs="?", help="another vault file, such as a copy")
    _copies(deeds, common, add)
    _keys(deeds, common, add)


def _copies(deeds: Any, common: Any, add: _Add) -> None:
    backup = add(
        deeds,
        "backup",
        "copy the vault, read the copy back, and print where it is",
        common,
        does="vault_file:back_up",
    )
    backup.add_argument("folder", metavar="DIR", nargs="?", help="where to; beside the vault unless given")
    says = "make everything as FILE has it, or find a copy for a vault that is gone or damaged"
    restore = add(deeds, "restore", says, common, does="vault_file:restore")
    restore.add_argument("file", metavar="FILE", nargs="?", help="a copy of the vault; what is there is kept")
    _other_secret(restore)
    says = "put right a vault that one small fault in its file keeps from opening; nothing is lost"
    add(deeds, "repair", says, common, does="vault_file:repair")
    merge = add(
        deeds,
        "merge",
        "take in what FILE, another copy of the vault, holds; nothing is lost",
        common,
        does="vault_file:merge",
    )
    merge.add_argument("file", metavar="FILE", help="the other copy; it stays as it is")
    _other_secret(merge)
    says = "list what was changed in two copies that were put together, or choose"
    conflicts = add(deeds, "clashes", says, common, does="vault_file:conflicts")
    conflicts.add_argument("--choose", metavar="N", type=int, help="the number of the thing in the list")
    conflicts.add_argument("--keep", metavar="K", type=int, help="the number of the version that stays")


def _keys(deeds: Any, common: Any, add: _Add) -> None:
    passphrase = add(deeds, "passphrase", "choose a new passphrase", common, does="vault_file:passphrase")
    passphrase.add_argument("--new-passphrase-file", metavar="FILE", default=argparse.SUPPRESS,
                            help="read the new one from FILE")  # fmt: skip
    passphrase.add_argument(
        "--renew-code",
        action="store_true",
        help="someone might know the old one: end it, and the recovery code too, and print a new code",
    )
    _code_out(passphrase)
    code = add(
        deeds,
        "recovery-code",
        "put an end to the recovery code, and print a new one",
        common,
        does="vault_file:recovery_code",
    )
    _code_out(code)
    cost = add(
        deeds, "cost", "make each guess at the passphrase take more memory", common, does="vault_file:cost"
    )
    cost.add_argument("mib", metavar="MIB", type=int, help="from 64 to 1024")


def _other_secret(parser: Any) -> None:
    parser.add_argument(
        "--other-passphrase-file",
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="read the passphrase that copy had then, where it is another one",
    )


def _code_out(parser: Any) -> None:
    parser.add_argument("--recovery-code-out", metavar="FILE", help="write the recovery code to FILE")


TAKES_WORDS = frozenset({"--set", "--tick", "--sign", "--note", "--with", "--without", "--map", "--add"})
"""Options followed by a person's words, which may begin with a hyphen."""


def with_values_joined(argv: Iterable[str], parser: argparse.ArgumentParser) -> list[str]:
    """Return `argv` with ``--note TEXT`` as ``--note=TEXT``, so that TEXT may begin with a hyphen."""
    out: list[str] = []
    known = _options_of(parser)
    rest = iter(argv)
    for word in rest:
        if word == "--":
            return [*out, word, *rest]
        value = next(rest, None) if word in TAKES_WORDS else None
        if value is None:
            out.append(word)
        elif value.partition("=")[0] in known:
            out += [word, value]
        else:
            out.append(f"{word}={value}")
    return out


def _options_of(parser: argparse.ArgumentParser) -> set[str]:
    found: set[str] = set()
    for action in parser._actions:
        found |= set(action.option_strings)
        if isinstance(action, argparse._SubParsersAction):
            for child in action.choices.values():
                found |= _options_of(child)
    return found


AUDIENCES = ("care-coordinator", "tutor", "me")
FORMATS = ("text", "markdown", "html", "pdf")
NATIONS = ("england", "wales", "scotland", "northern-ireland")

DEFAULTS = {
    "vault": None,
    "passphrase_file": None,
    "other_passphrase_file": None,
    "new_passphrase_file": None,
    "recovery_code_file": None,
    "plain": False,
    "json": False,
    "does": "program:open_program",
}

T = TypeVar("T")


class Parser(argparse.ArgumentParser):
    """argparse that answers in a sentence, and in colour only where somebody looks."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Raise InvalidEntry, which ends with 2."""
        raise InvalidEntry("arguments", f"{_sentence(message)}\n`{self.prog} --help` says what it takes.")

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        if action.option_strings and arg_strings == ["--"]:  # older argparse drops it, and leaves a list
            value = self._get_value(action, "--")
            self._check_value(action, value)
        else:
            value = super()._get_values(action, arg_strings)
        if value == "" and action.metavar in ("FILE", "FOLDER"):
            self.error(f"{_name(action)} needs the name of a {str(action.metavar).lower()}")
        return value

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        choices = list(map(str, action.choices or ()))
        if action.choices is None or value in choices:
            return
        kind = "command" if isinstance(action, argparse._SubParsersAction) else f"choice for {_name(action)}"
        near = difflib.get_close_matches(str(value), choices, n=1)
        meant = f" Did you mean `{near[0]}`?" if near else ""
        raise InvalidEntry(
            "arguments",
            f"There is no {kind} “{clean_line(str(value))}”.{meant} There are: {', '.join(choices)}.",
        )

    def format_help(self) -> str:
        """Return the help, in colour at a terminal."""
        if self.prog == "companion":
            self.epilog = _helplines()
        if _wants_colour():
            from rich_argparse import RawDescriptionRichHelpFormatter as Coloured

            Coloured.help_markup = Coloured.text_markup = False
            self.formatter_class = Coloured
        return super().format_help()


def parse(argv: list[str]) -> argparse.Namespace:
    """Return what was asked. Raises InvalidEntry; ``--help`` and ``--version`` print and raise SystemExit."""
    parser = make_parser()
    args, strangers = parser.parse_known_args(
        with_values_joined(argv, parser), argparse.Namespace(**DEFAULTS)
    )
    if strangers:
        # Its value is not repeated: it may be a passphrase.
        stranger = clean_line(
            strangers[0].partition("=")[0] if strangers[0].startswith("-") else strangers[0]
        )
        raise InvalidEntry(
            "arguments", f"“{stranger}” is not understood here. `companion --help` says what is."
        )
    if args.passphrase_file and args.recovery_code_file:
        raise InvalidEntry("arguments", "Give --passphrase-file or --recovery-code-file, not both.")
    secrets = (args.passphrase_file, args.other_passphrase_file, args.new_passphrase_file)
    if secrets.count("-") > 1:
        raise InvalidEntry("arguments", "Standard input can hold one passphrase. Give a file for the other.")
    if args.command == "learn" and args.json and args.deed not in (None, "list", "show"):
        raise InvalidEntry("arguments", "--json goes with `learn`, `learn list` and `learn show`.")
    return args


def words(given: str) -> str:
    """Return a person's words from the command line, cleaned; a byte that is not UTF-8 is read as Windows-1252."""
    if given.isascii():
        return clean_text(given)
    from companion.domain.typed_bytes import as_typed

    try:
        raw = given.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a symbol that is no byte at all
        return clean_text(given)
    return clean_text(as_typed(raw))


def make_parser() -> Parser:
    """Return the whole command line."""
    common = _common()
    parser = Parser(
        prog="companion",
        description="Your own plan, your check-ins, and one page for the next talk. Kept locked, here.\n"
        "Without a command the program opens; the first time it is set up.",
        parents=[common],
    )
    parser.add_argument("--locked", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", prog="companion", parser_class=Parser, title="commands"
    )
    _looking(commands, common)
    _writing(commands, common)
    add_learn(commands, common, _add)
    add_vault(commands, common, _add)
    _add(commands, "where", "print the places in use", common, does="vault_file:where")
    return parser


def _common() -> Parser:
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    group = common.add_argument_group("everywhere")
    group.add_argument("--vault", metavar="FILE", help="use this vault file")
    group.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help="read the passphrase from FILE; - is one line of standard input",
    )
    group.add_argument("--recovery-code-file", metavar="FILE", help="open with the recovery code in FILE")
    group.add_argument("--plain", action="store_true", help="ask and answer line by line, without screens")
    group.add_argument(
        "--version", action="version", version=f"companion {__version__}", help="print the version"
    )
    return common


def _add(
    commands: Any, name: str, says: str, common: Parser, *, does: str = "", json: bool = False
) -> Parser:
    """Add a command. `does`: the function that does it, ``module:name`` in this folder; "" where a part follows."""
    parser: Parser = commands.add_parser(
        name, help=says, description=f"{says[0].upper()}{says[1:]}.", parents=[common]
    )
    if does:
        parser.set_defaults(does=does)
    if json:
        parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")
    return parser


def _looking(commands: Any, common: Parser) -> None:
    demo = _add(
        commands,
        "demo",
        "look round with a made-up person; nothing is kept",
        common,
        does="program:open_demo",
    )
    demo.add_argument("--write", metavar="FILE", help="make the made-up person's vault as FILE")
    _add(commands, "plan", "print your plan", common, does="sharing:show_plan", json=True)
    safety = _add(
        commands,
        "safety",
        "print your safety plan, or write it to a file",
        common,
        does="sharing:show_safety",
        json=True,
    )
    _file_options(safety)
    says = "print the card you made for reading without a passphrase"
    safety.add_argument("--card", action="store_const", dest="does", const="card:show_card", help=says)
    _add(
        commands,
        "talk",
        "print the next talk: what to say and to ask",
        common,
        does="sharing:show_talk",
        json=True,
    )
    for kept in LISTS:
        says = f"print “{kept.title}”, or add to it"
        lines = _add(commands, kept.name, says, common, does="lists:keep_list", json=True)
        lines.add_argument(
            "--add", metavar="TEXT", action="append", default=[], type=words, help="a line to add"
        )
    helplines = _add(
        commands,
        "helplines",
        "print numbers to call; needs no vault and no passphrase",
        common,
        does="helplines:show_helplines",
    )
    helplines.add_argument("--nation", metavar="NAME", type=words, help=f"one of: {', '.join(NATIONS)}")


def _writing(commands: Any, common: Parser) -> None:
    check_in = _add(
        commands, "check-in", "keep how a day was; without options it asks", common, does="check_in:check_in"
    )
    check_in.add_argument("--day", metavar="DATE", type=words, help="today unless given; any day gone by")
    check_in.add_argument("--was-for", metavar="DATE", type=words, help="the day that a check-in kept for a day "
                          "still to come was for: a clock was wrong")  # fmt: skip
    for option, value, says in (
        ("--set", "SCALE=N", "answer a scale with 0 to 10; nothing after the = leaves it blank"),
        ("--tick", "LINE", "something you did"),
        ("--sign", "LINE", "a sign you noticed"),
        ("--note", "TEXT", "a few words"),
    ):
        check_in.add_argument(option, metavar=value, action="append", default=[], type=words, help=says)
    share = _add(commands, "share", "make the page you take along", common, does="sharing:share")
    share.add_argument("--for", dest="audience", choices=AUDIENCES, required=True, metavar="AUDIENCE",
                       help=f"one of: {', '.join(AUDIENCES)}")  # fmt: skip
    _file_options(share)
    share.add_argument("--from", dest="first", metavar="DATE", type=words, help="first day of the period")
    share.add_argument("--to", dest="last", metavar="DATE", type=words, help="last day of the period")
    for option, dest, says in (
        ("--with", "wanted", "take a part in"),
        ("--without", "unwanted", "leave a part out"),
    ):
        share.add_argument(
            option, dest=dest, metavar="PART", action="append", default=[], type=words, help=says
        )
    export = _add(
        commands,
        "export",
        "print everything in the vault, unlocked, for you to keep",
        common,
        does="exporting:export",
    )
    export.add_argument("--format", choices=("json",), default="json", metavar="FORMAT", help="json")
    export.add_argument(
        "--out", metavar="FILE", help="write it to FILE (- prints it); it is not locked there"
    )
    export.add_argument("--force", action="store_true", help="FILE may be replaced")
    _importing(commands, common)


def _importing(commands: Any, common: Parser) -> None:
    imports = _add(commands, "import", "bring in what you kept in another program, or take it back", common)
    kinds = imports.add_subparsers(
        dest="source", metavar="PROGRAM", prog="companion import", parser_class=Parser, required=True
    )
    for known in PROGRAMS:
        says = f"bring in {known.a_file}"
        source = _add(kinds, known.id, says, common, does="importing:bring_in", json=True)
        source.epilog = known.export
        source.add_argument("file", metavar="FILE", help="the file")
        source.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        source.add_argument("--map", metavar="WORD=N", action="append", default=[], type=words,
                            help="the number, 0 to 10, that a mood word stands for")  # fmt: skip
        source.add_argument("--date-order", choices=("dmy", "mdy", "ymd"), metavar="ORDER",
                            help="dmy, mdy or ymd: what comes first in a date that could be two days")  # fmt: skip
        source.add_argument("--moved", choices=("ask", "take", "add"), default="ask", metavar="WHAT",
                            help="what may have another time now: take it, add a second, or ask")  # fmt: skip
        source.add_argument("--gone", choices=("keep", "out"), default="keep", metavar="WHAT",
                            help="what is no longer in the file: keep it, or out")  # fmt: skip
        if known.id == "csv":
            says = "what the columns hold, such as date=1,mood=3,note=4"
            source.add_argument("--columns", metavar="NAMES", type=words, help=says)
        else:
            source.set_defaults(columns="")
    own = _add(kinds, OWN, "bring in an export of Companion", common, does="importing:bring_in", json=True)
    own.epilog = (
        "`companion export --out FILE` makes it. Into a vault with things in it, the newer of two stays."
    )
    own.add_argument("file", metavar="FILE", help="the file")
    own.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    own.set_defaults(map=[], date_order="", columns="", moved="ask", gone="keep")
    _add(kinds, "list", "list what was brought in, newest first", common, does="importing:list_imports")
    show = _add(kinds, "show", "print what one of them brought", common, does="importing:show_import")
    show.add_argument("number", metavar="N", type=words, help="its number in `companion import list`")
    back = _add(kinds, "take-back", "take back what was brought in", common, does="importing:take_back")
    back.add_argument("number", metavar="N", type=words, help="its number in `companion import list`")
    back.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")


def _file_options(parser: Parser) -> None:
    parser.add_argument("--format", choices=FORMATS, metavar="FORMAT", help=f"one of: {', '.join(FORMATS)}")
    parser.add_argument(
        "--out", metavar="FILE", help="write it to FILE (- prints it); it is not locked there"
    )
    parser.add_argument("--force", action="store_true", help="FILE may be replaced")


def _name(action: argparse.Action) -> str:
    return action.option_strings[0] if action.option_strings else str(action.metavar)


def _sentence(message: str) -> str:
    line = clean_line(message.removeprefix("argument "))
    line = line.replace("the following arguments are required:", "this needs")
    return f"{line[:1].upper() if not line.startswith('-') else line[:1]}{line[1:]}."


def _wants_colour() -> bool:
    import os

    plainly = {"NO_COLOR", "COMPANION_PLAIN", "ACCESSIBLE"} & set(os.environ)
    return sys.stdout.isatty() and not plainly and os.environ.get("TERM") != "dumb"


def _helplines() -> str:
    from companion.domain.helpline import Nation
    from companion.services.safety.helplines import national_lines

    everywhere = [line for line in national_lines(None) if set(line.nations) == set(Nation)]
    lines = "\n".join(
        f"  {line.name}: {', '.join(filter(None, (line.number, line.how)))}" for line in everywhere
    )
    return f"If you need someone now:\n{lines}\n`companion helplines` prints them all, without a passphrase."
