"""What can be typed after ``companion vault``."""

import argparse
from typing import Any, Protocol


class _Add(Protocol):
    def __call__(self, commands: Any, name: str, says: str, common: Any, *, json: bool = False) -> Any: ...


def add_vault(commands: Any, common: argparse.ArgumentParser, add: _Add) -> None:
    """Add ``vault`` and its commands to `commands`; `add` makes one, with the options of `common`."""
    vault = add(commands, "vault", "make a vault, copy it, put copies together, or change its keys", common)
    deeds = vault.add_subparsers(
        dest="deed", metavar="COMMAND", prog="companion vault", parser_class=type(vault), required=True
    )
    create = add(deeds, "create", "make an empty vault", common)
    _code_out(create)
    add(deeds, "info", "print what is known about the file", common, json=True)
    verify = add(deeds, "verify", "read every byte of the vault, or of FILE, and count what is in it", common,
                 json=True)  # fmt: skip
    verify.add_argument("file", metavar="FILE", nargs="?", help="another vault file, such as a copy")
    _copies(deeds, common, add)
    _keys(deeds, common, add)


def _copies(deeds: Any, common: Any, add: _Add) -> None:
    backup = add(deeds, "backup", "copy the vault, read the copy back, and print where it is", common)
    backup.add_argument("folder", metavar="DIR", nargs="?", help="where to; beside the vault unless given")
    says = "make everything as FILE has it, or find a copy for a vault that is gone or damaged"
    restore = add(deeds, "restore", says, common)
    restore.add_argument("file", metavar="FILE", nargs="?", help="a copy of the vault; what is there is kept")
    _other_secret(restore)
    says = "put right a vault that one small fault in its file keeps from opening; nothing is lost"
    add(deeds, "repair", says, common)
    merge = add(
        deeds, "merge", "take in what FILE, another copy of the vault, holds; nothing is lost", common
    )
    merge.add_argument("file", metavar="FILE", help="the other copy; it stays as it is")
    _other_secret(merge)
    says = "list what was changed in two copies that were put together, or choose"
    clashes = add(deeds, "clashes", says, common)
    clashes.add_argument("--choose", metavar="N", type=int, help="the number of the thing in the list")
    clashes.add_argument("--keep", metavar="K", type=int, help="the number of the version that stays")


def _keys(deeds: Any, common: Any, add: _Add) -> None:
    passphrase = add(deeds, "passphrase", "choose a new passphrase", common)
    passphrase.add_argument("--new-passphrase-file", metavar="FILE", default=argparse.SUPPRESS,
                            help="read the new one from FILE")  # fmt: skip
    passphrase.add_argument(
        "--renew-code",
        action="store_true",
        help="someone might know the old one: end it, and the recovery code too, and print a new code",
    )
    _code_out(passphrase)
    code = add(deeds, "recovery-code", "put an end to the recovery code, and print a new one", common)
    _code_out(code)
    cost = add(deeds, "cost", "make each guess at the passphrase take more memory", common)
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
