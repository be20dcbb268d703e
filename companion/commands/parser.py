"""What can be typed on the command line, and the kind answer when something else was."""

import argparse
import difflib
import sys
from typing import Any, NoReturn, TypeVar

from companion import __version__
from companion.commands.hyphens import joined
from companion.commands.learn_options import add_learn
from companion.commands.vault_options import add_vault
from companion.domain.text import clean_line, clean_text
from companion.errors import InvalidEntry

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
    args, strangers = parser.parse_known_args(joined(argv, parser), argparse.Namespace(**DEFAULTS))
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
    return args


def words(given: str) -> str:
    """Return a person's words from the command line, cleaned; bytes that are no text become U+FFFD."""
    return clean_text(given)


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
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", prog="companion", parser_class=Parser, title="commands"
    )
    _looking(commands, common)
    _writing(commands, common)
    add_learn(commands, common, _add)
    add_vault(commands, common, _add)
    _add(commands, "where", "print the places in use", common)
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


def _add(commands: Any, name: str, says: str, common: Parser, *, json: bool = False) -> Parser:
    parser: Parser = commands.add_parser(
        name, help=says, description=f"{says[0].upper()}{says[1:]}.", parents=[common]
    )
    if json:
        parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")
    return parser


def _looking(commands: Any, common: Parser) -> None:
    demo = _add(commands, "demo", "look round with a made-up person; nothing is kept", common)
    demo.add_argument("--write", metavar="FILE", help="make the made-up person's vault as FILE")
    _add(commands, "plan", "print your plan", common, json=True)
    safety = _add(commands, "safety", "print your safety plan, or write it to a file", common, json=True)
    _file_options(safety)
    safety.add_argument(
        "--card", action="store_true", help="print the card you made for reading without a passphrase"
    )
    _add(commands, "talk", "print the next talk: what to say and to ask", common, json=True)
    helplines = _add(commands, "helplines", "print numbers to call; needs no vault and no passphrase", common)
    helplines.add_argument("--nation", metavar="NAME", type=words, help=f"one of: {', '.join(NATIONS)}")


def _writing(commands: Any, common: Parser) -> None:
    check_in = _add(commands, "check-in", "keep how a day was; without options it asks", common)
    check_in.add_argument("--day", metavar="DATE", type=words, help="today unless given; up to 7 days ago")
    for option, value, says in (
        ("--set", "SCALE=N", "answer a scale with 0 to 10; nothing after the = leaves it blank"),
        ("--tick", "LINE", "something you did"),
        ("--sign", "LINE", "a sign you noticed"),
        ("--note", "TEXT", "a few words"),
    ):
        check_in.add_argument(option, metavar=value, action="append", default=[], type=words, help=says)
    share = _add(commands, "share", "make the page you take along", common)
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
    export = _add(commands, "export", "print everything in the vault, unlocked, for you to keep", common)
    export.add_argument("--format", choices=("json",), default="json", metavar="FORMAT", help="json")
    export.add_argument("--out", metavar="FILE", help="write it to FILE; it is not locked there")
    export.add_argument("--force", action="store_true", help="FILE may be replaced")
    imports = _add(commands, "import", "bring in check-ins from another program", common)
    kinds = imports.add_subparsers(
        dest="source", metavar="PROGRAM", prog="companion import", parser_class=Parser, required=True
    )
    daylio = _add(kinds, "daylio", "bring in a Daylio CSV export", common, json=True)
    daylio.add_argument("file", metavar="FILE", help="the CSV file")
    daylio.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    daylio.add_argument("--map", metavar="WORD=N", action="append", default=[], type=words,
                        help="the number, 0 to 10, that a mood word stands for")  # fmt: skip


def _file_options(parser: Parser) -> None:
    parser.add_argument("--format", choices=FORMATS, metavar="FORMAT", help=f"one of: {', '.join(FORMATS)}")
    parser.add_argument("--out", metavar="FILE", help="write it to FILE; it is not locked there")
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
    from companion.services.national import national_lines

    everywhere = [line for line in national_lines(None) if set(line.nations) == set(Nation)]
    lines = "\n".join(
        f"  {line.name}: {', '.join(filter(None, (line.number, line.how)))}" for line in everywhere
    )
    return f"If you need someone now:\n{lines}\n`companion helplines` prints them all, without a passphrase."
