"""A session over a real vault: what is open, with the services over it."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from companion.domain.conflict import ConflictCopy
from companion.errors import CompanionError, NotSaved, NotWritten
from companion.paths import Paths

if TYPE_CHECKING:
    from companion.services.access.setup import KeptCode
    from companion.services.backup.copies import Joined, OtherFile, VaultFacts
    from companion.services.backup.erasing import Leftovers
    from companion.services.own_files import OwnFiles
    from companion.services.services import Services
    from companion.services.share.parts import Difference
    from companion.vault.vault import Vault

CRASH_NOTE = "closed-on-its-own"
"""Name of the file in the state folder that says the last session ended in a crash."""


@contextmanager
def whole_or_gone(vault: "Vault") -> Iterator[None]:
    """Take a new vault away again when its first contents could not be kept: it would open onto nothing."""
    try:
        yield
    except BaseException as error:
        with suppress(CompanionError):
            vault.erase()
        vault.close()
        if isinstance(error, NotSaved):
            from companion.vault.disk.atomic_file import not_made

            raise not_made(error) from error
        raise


def own_files(paths: Paths) -> "OwnFiles":
    """Return what no file that a person saves is written over: the vault, what goes with it, any vault."""
    import re

    from companion.services.own_files import OwnFiles, Place
    from companion.services.safety.lock_card_file import names_of
    from companion.vault.disk.own_files import SEEN_NAMES, is_a_vault, own_names

    def exactly(*files: Path) -> Place:
        names = "|".join(re.escape(file.name.casefold()) for file in files)
        return Place(folder=_real(files[0].parent), names=re.compile(names))

    vault = _real(paths.vault)
    return OwnFiles(
        places=(
            Place(folder=vault.parent, names=own_names(vault)),
            exactly(*names_of(paths.card)),
            exactly(paths.config, paths.config.with_name(f"{paths.config.name}.new")),
            exactly(paths.state / CRASH_NOTE),
            Place(folder=_real(paths.state), names=SEEN_NAMES),
        ),
        is_vault=is_a_vault,
    )


def _cards(paths: Paths) -> tuple[Path, ...]:
    from companion.services.safety.lock_card_file import names_of

    return names_of(paths.card)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


class CodesOfVaults:
    """Looks at recovery codes while they are typed."""

    __slots__ = ()

    def wrong_group(self, typed: str) -> int:
        """Return the number (1-7) of the first finished group that does not look right, else 0."""
        from companion.vault.secrets.recovery_code import wrong_so_far

        return wrong_so_far(typed)

    def same_group(self, typed: str, group: str) -> bool:
        """Return True when `typed` is `group`, in whatever case, spaces or look-alikes."""
        from companion.vault.secrets.recovery_code import same_group

        return same_group(typed, group)


class VaultSession:
    """A session over a real vault."""

    is_demo = False

    def __init__(
        self,
        vault: "Vault",
        paths: Paths,
        now: datetime,
        *,
        looking: bool = False,
        chosen: "dict[str, Difference] | None" = None,
    ) -> None:
        """`chosen`: what was chosen for pages in the sessions before this one, which goes on."""
        from companion.services.access.setup import prepare
        from companion.services.services import services_over
        from companion.vault.records.repository import Repository

        self._vault, self._paths, self._looking = vault, paths, looking
        self._store = Repository(vault)
        if not (vault.read_only or self._store.settings.all() or self._store.unreadable):
            # Creation was cut short after the file was made: set-up carries on from there.
            prepare(self._store, now=now)
        self.services: Services = services_over(
            self._store, card_path=paths.card, own=own_files(paths), chosen=chosen
        )
        self._renewed = self._accepted = False
        self._told: set[str] = set()
        if self.stood_in and not vault.read_only:
            self.accept()  # that it is an older one is what the person chose

    @property
    def read_only(self) -> bool:
        """True beside a writer."""
        return self._vault.read_only

    @property
    def needs_new_passphrase(self) -> bool:
        """True when the recovery code opened it and no new passphrase was given yet."""
        return self._vault.opened_with == "recovery" and not self._renewed and not self.read_only

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences to show once after opening; one opened for looking says nothing about changes."""
        from companion.vault.writing import TORN_READING

        self._told.update(self._vault.notices)
        said = [said for said in self._vault.notices if said == TORN_READING or not self._looking]
        if (taken := self._vault.taken) is not None:
            from companion.services.backup.copies import mended_words, opened_words

            aside = taken.aside.name if taken.aside else ""
            words = mended_words(aside) if taken.mended else opened_words(self._vault.opened_as_of, aside)
            said.insert(0, words)
        if card := self.services.card.notice(looking=self._looking):
            said.append(card)
        if self._store.unreadable:
            count = len(self._store.unreadable)
            said.append(
                f"{count} thing{'s' if count > 1 else ''} in your vault could not be read by this version. "
                "Nothing was thrown away."
            )
        return tuple(said)

    def untold(self) -> tuple[str, ...]:
        """Return what came up since, each sentence once."""
        found = tuple(said for said in self._vault.notices if said not in self._told)
        self._told.update(found)
        return () if self._looking else found

    def set_passphrase(self, new: str, *, now: datetime) -> None:
        """Give the vault a new passphrase."""
        self._vault.keys.set_passphrase(new, now=now)
        self._renewed = True

    @property
    def stood_in(self) -> bool:
        """True when a copy took the place of a vault that was gone or damaged."""
        return self._vault.taken is not None and not self._vault.taken.mended

    @property
    def relation(self) -> str:
        """How the file stands to what this computer saw last; "same" once that was accepted."""
        return "same" if self._accepted else self._vault.relation.value

    @property
    def seen_at(self) -> datetime | None:
        """When what this computer saw last had been saved."""
        return self._vault.last_seen_at

    @property
    def opened_as_of(self) -> datetime | None:
        """When what was opened had been saved."""
        return self._vault.opened_as_of

    def accept(self) -> None:
        """Take what was opened for what is seen from now on."""
        self._vault.accept()
        self._accepted = True

    def copies(self) -> tuple[Path, ...]:
        """Return the copies made beside the vault, newest first."""
        return self._vault.copies.listed()

    def other_copies(self) -> tuple[Path, ...]:
        """Return files beside the vault that went on by themselves."""
        return self._vault.copies.others()

    def conflict_copies(self) -> tuple[ConflictCopy, ...]:
        """Return those of them that hold, or may hold, what is not here."""
        return self._vault.copies.conflicting()

    def look_into(self, path: Path, secret: str = "") -> "OtherFile":
        """Look into another file of this vault."""
        from companion.services.backup.copies import OtherFile
        from companion.vault.access import moment

        opened = self._vault.copies.look_into(path, passphrase=secret or None)
        counts = {name: len(records) for name, records in opened.contents.tables.items() if records}
        saved_at = moment(opened.contents.meta.saved_at)
        return OtherFile(path=path, saved_at=saved_at, counts=counts, torn=opened.torn)

    def merge(self, path: Path, secret: str = "", *, now: datetime) -> "Joined":
        """Take in everything of another file of this vault."""
        from companion.services.access.setup import kept_code
        from companion.services.backup.copies import Joined

        kept = kept_code(self._store)
        merged = self._vault.copies.merge(
            self._vault.copies.look_into(path, passphrase=secret or None), now=now
        )
        self._start_anew(kept, now)
        conflicts = merged.conflicts
        with suppress(CompanionError):  # what was taken in is saved; these stay choices
            conflicts -= self.services.conflicts.join()
        return Joined(
            came=merged.came,
            went=merged.went,
            conflicts=conflicts,
            came_apart=merged.came_apart,
            kept=merged.kept,
        )

    def restore(self, path: Path, secret: str = "", *, now: datetime) -> Path:
        """Make everything as that file has it."""
        from companion.services.access.setup import kept_code

        code = kept_code(self._store)
        kept = self._vault.copies.restore(
            self._vault.copies.look_into(path, passphrase=secret or None), now=now
        )
        self._start_anew(code, now)
        return kept

    def back_up(self, folder: Path | None = None, *, now: datetime) -> Path:
        """Copy the vault into `folder`, or beside it."""
        return self._vault.copies.back_up(folder, now=now)

    def renew_keys(self, passphrase: str, *, now: datetime) -> str:
        """Put an end to the old passphrase and recovery code; return the new code."""
        from companion.services.access.setup import renew_kept_code

        code = self._vault.keys.renew_keys(passphrase, now=now)
        self._renewed = True
        with suppress(CompanionError):  # it must reach the person whether or not it can be kept for them
            renew_kept_code(self._store, code, now=now)
        return code

    def check_passphrase(self, passphrase: str) -> None:
        """Raise WrongPassphrase unless it opens this vault."""
        self._vault.keys.check_passphrase(passphrase)

    def raise_cost(self, passphrase: str, mib: int, *, now: datetime) -> None:
        """Make one guess at the passphrase take `mib` MiB of memory."""
        from companion.vault.secrets.keys import Cost

        self._vault.keys.raise_cost(passphrase, Cost(mib * 1024), now=now)

    def _start_anew(self, kept: "KeptCode", now: datetime) -> None:
        """Read everything anew, and let go of what could be undone: it was of another state."""
        from companion.services.access.setup import put_code_back

        self.accept()
        self._store.reload()
        self.services.undo.forget()
        with suppress(CompanionError):  # what was taken in is saved; the code on paper opens it all the same
            put_code_back(self._store, kept, now=now)

    def facts(self) -> "VaultFacts":
        """Return what is known about the file."""
        from companion.services.backup.copies import VaultFacts

        info = self._vault.info()
        return VaultFacts(
            path=info.path,
            size=info.size,
            format=info.format,
            saved_at=info.saved_at,
            argon_mib=info.argon_mib,
            has_recovery_code=info.has_recovery_code,
            counts=dict(info.counts),
            backups=info.backups,
            unreadable=len(self._store.unreadable),
            torn=info.torn,
        )

    def leftovers(self) -> "Leftovers":
        """Return what erasing leaves."""
        from companion.services.backup.erasing import Leftovers

        endings = {each.suffix for each in self.services.sharing.formats()}
        folder = self._vault.path.parent
        cards = {card.name for card in _cards(self._paths)}
        try:
            found = sorted(
                path for path in folder.iterdir() if path.suffix.lower() in endings and path.is_file()
            )
        except OSError:
            found = []
        return Leftovers(
            also=self._vault.copies.also_open(), pages=tuple(path for path in found if path.name not in cards)
        )

    def erase(self, also: Sequence[Path] = ()) -> tuple[Path, ...]:
        """Delete the vault, its copies, the settings and what the state folder holds. Raises NotWritten."""
        gone = list(self._vault.erase(also))
        for path in (*_cards(self._paths), self._paths.config, self._paths.state / CRASH_NOTE):
            try:
                path.unlink()
            except FileNotFoundError:
                continue
            except OSError as error:
                raise NotWritten(f"Your vault is erased. This could not be deleted: {path}") from error
            gone.append(path)
        return tuple(gone)

    def close(self) -> None:
        """Close the file and forget the key."""
        self._vault.close()
