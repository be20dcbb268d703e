"""The vault as a file: made, described, checked, and where everything lies."""

from pathlib import Path

from companion.commands.code_sheet import code_sheet, hand_over
from companion.commands.copying import back_up, clashes, merge, repair, restore
from companion.commands.keys import cost, passphrase, recovery_code
from companion.commands.opening import BESIDE, need_vault, opened, unlock
from companion.commands.passphrases import new_passphrase
from companion.commands.request import Request, file_named
from companion.commands.streams import put, put_json, tell
from companion.errors import AlreadyThere, DamagedContents, DamagedHeader, NewerVersion
from companion.services.copies import TORN, other_words, standing_words
from companion.services.door import Door, Sitting
from companion.services.page_file import is_there
from companion.services.vault_facts import OtherFile, VaultFacts
from companion.words import say_count


def create(request: Request) -> int:
    """``companion vault create``: an empty vault, ready for the person's words."""
    door = request.door()
    sheet = code_sheet(request)
    _need_no_vault(door)
    sitting, code = door.create(new_passphrase(request, door), setup_step=6)
    return _made(door, sitting, code, sheet)


def create_demo(request: Request) -> int:
    """``companion demo --write FILE``."""
    door = request.door(file_named(request.args.write))
    _need_no_vault(door)
    sitting, code = door.create_demo(new_passphrase(request, door))
    return _made(door, sitting, code, None)


def _need_no_vault(door: Door) -> None:
    """Raise AlreadyThere before anybody is asked for a passphrase."""
    if door.vault_exists():
        raise AlreadyThere(f"There is a file {door.vault_path} already. Nothing was changed.")


def _made(door: Door, sitting: Sitting, code: str, sheet: Path | None) -> int:
    """Say what was made, and hand over the recovery code."""
    try:
        for sentence in sitting.notices:
            tell(sentence)
    finally:
        sitting.close()
    tell(f"The vault is {door.vault_path}")
    return hand_over(door, sheet, code)


def info(request: Request) -> int:
    """``companion vault info``."""
    with opened(request, writing=False) as (_, sitting):
        facts = sitting.facts()
    if facts is None:
        raise TypeError("a vault on disk has facts")
    if request.args.json:
        put_json(_facts_json(facts))
        return 0
    put("\n".join(_facts_text(facts)))
    return 0


def verify(request: Request) -> int:
    """``companion vault verify [FILE]``: every byte and every record is read, and nothing is changed.

    FILE may be a copy: nothing is said of how it stands to the vault.
    """
    door = request.door(file_named(request.args.file) if request.args.file else None)
    need_vault(door)
    try:
        sitting = unlock(request, door, writing=False)
    except (DamagedHeader, DamagedContents, NewerVersion) as error:
        if request.args.json:
            put_json({"path": str(door.vault_path), "ok": False, "problem": str(error)})
        raise
    try:
        facts = sitting.facts()
        standing = standing_words(sitting.standing, sitting.seen_at, sitting.opened_as_of, door.now())
    finally:
        sitting.close()
    if facts is None:
        raise TypeError("a vault on disk has facts")
    if beside := door.is_open_elsewhere():
        tell(BESIDE)
    if standing and not request.args.file:
        tell(standing)
    # Beside a writer the end of a save may be on its way just now: that is no damage.
    code = DamagedContents.exit_code if facts.torn and not beside else 0
    if request.args.json:
        put_json({"ok": not facts.torn, "problem": TORN if facts.torn else "", **_facts_json(facts)})
        return code
    counted = say_count(sum(facts.counts.values()), "record")
    put(f"{facts.path}{'' if facts.torn else ' is whole'}: {counted}, all of them genuine.")
    seen = OtherFile(path=facts.path, saved_at=facts.saved_at, counts=facts.counts, torn=facts.torn)
    put(other_words(seen, door.now()))
    if facts.unreadable:
        put(f"{say_count(facts.unreadable, 'record')} could not be read by this version; kept as written.")
    return code


def where(request: Request) -> int:
    """``companion where``. Looks at nothing and makes nothing."""
    paths = request.paths
    for name, path in (
        ("vault", paths.vault),
        ("settings", paths.config),
        ("state", paths.state),
        ("pages", paths.documents),
    ):
        put(f"{name}: {path.absolute()}{'' if is_there(path) else ' (not there yet)'}")
    if is_there(paths.card):
        put(f"card: {paths.card} (not locked)")
    return 0


DEEDS = {
    "create": create,
    "info": info,
    "verify": verify,
    "backup": back_up,
    "restore": restore,
    "repair": repair,
    "merge": merge,
    "clashes": clashes,
    "passphrase": passphrase,
    "recovery-code": recovery_code,
    "cost": cost,
}
"""What ``companion vault`` can do, by name."""


def _facts_json(facts: VaultFacts) -> dict[str, object]:
    return {
        "path": str(facts.path),
        "size": facts.size,
        "format": facts.format,
        "saved_at": facts.saved_at.isoformat() if facts.saved_at else None,
        "argon_mib": facts.argon_mib,
        "has_recovery_code": facts.has_recovery_code,
        "counts": facts.counts,
        "backups": facts.backups,
        "unreadable": facts.unreadable,
    }


def _facts_text(facts: VaultFacts) -> list[str]:
    from companion.services.when import say_when

    saved = facts.saved_at and say_when(facts.saved_at.date(), facts.saved_at.time().replace(second=0))
    return [
        f"File: {facts.path}",
        f"Size: {facts.size:,} bytes, format {facts.format}",
        f"Saved: {saved or 'not known'}",
        f"One guess at the passphrase takes {facts.argon_mib} MiB of memory.",
        f"Recovery code: {'yes' if facts.has_recovery_code else 'no'}",
        f"Copies kept: {facts.backups}",
        *(f"{name.replace('_', ' ').capitalize()}: {count}" for name, count in facts.counts.items()),
        *([f"Not readable by this version: {facts.unreadable}"] if facts.unreadable else []),
    ]
