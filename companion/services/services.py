"""One set of services, given to whichever front end is running."""

from dataclasses import dataclass
from pathlib import Path

from companion.services.access.on_paper import OnPaper
from companion.services.access.setup import Setup
from companion.services.backup.conflicts import Conflicts
from companion.services.backup.export_all import Everything
from companion.services.check_in.check_ins import CheckIns
from companion.services.check_in.kept_days import KeptDays
from companion.services.check_in.trends import Trends
from companion.services.core.drafts import Drafts
from companion.services.core.lists import Lists
from companion.services.core.settings import PersonalSettings
from companion.services.core.store import Store
from companion.services.core.undo import Undo
from companion.services.imports.imports import Imports
from companion.services.kinds import WORDS, Words
from companion.services.learn.courses import Packs
from companion.services.learn.keeping import Keeping
from companion.services.learn.learning_plan import LearningPlans
from companion.services.learn.sheets import Sheets
from companion.services.learn.worksheets import Worksheets
from companion.services.lists import LISTS, KeptList
from companion.services.own_files import NO_FILES, OwnFiles
from companion.services.plan import Plans
from companion.services.safety.lock_card import Cards
from companion.services.safety.safety import SafetyPlans
from companion.services.search import Search
from companion.services.share.parts import Difference
from companion.services.share.sharing import Sharing
from companion.services.talks import Talks


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What a person can do, all of it, over one open store."""

    settings: PersonalSettings
    plan: Plans
    check_ins: CheckIns
    days: KeptDays
    safety: SafetyPlans
    card: Cards
    talks: Talks
    sharing: Sharing
    drafts: Drafts
    undo: Undo
    search: Search
    imports: Imports
    setup: Setup
    on_paper: OnPaper
    trends: Trends
    packs: Packs
    sheets: Sheets
    keeping: Keeping
    learning: LearningPlans
    lists: Lists
    worksheets: Worksheets
    conflicts: Conflicts
    everything: Everything
    read_only: bool


def services_over(
    store: Store,
    *,
    card_path: Path | None = None,
    own: OwnFiles = NO_FILES,
    words: Words = WORDS,
    lists: tuple[KeptList, ...] = LISTS,
    chosen: dict[str, Difference] | None = None,
) -> Services:
    """Return the services over an open store.

    `card_path`: where a card for the lock screen is, if there can be one; `own`: what no file that a person
    saves is written over; `words`: those of every kind of record in the store; `lists`: the lists of nothing but lines;
    `chosen`: what was chosen for pages since the program started.
    """
    undo = Undo(store)
    settings = PersonalSettings(store, undo)
    plan = Plans(store, undo)
    check_ins = CheckIns(store, undo, plan)
    safety = SafetyPlans(store, undo)
    talks = Talks(store, undo)
    trends = Trends(store, check_ins)
    packs = Packs(store, undo)
    sheets = Sheets(store, undo, packs)
    learning = LearningPlans(store, undo)
    return Services(
        settings=settings,
        plan=plan,
        check_ins=check_ins,
        days=KeptDays(store, undo, check_ins),
        safety=safety,
        card=Cards(store, safety, card_path),
        talks=talks,
        sharing=Sharing(
            store=store,
            settings=settings,
            plan=plan,
            check_ins=check_ins,
            safety=safety,
            talks=talks,
            trends=trends,
            own=own,
            chosen=chosen,
        ),
        drafts=Drafts(store),
        undo=undo,
        search=Search(store, words),
        imports=Imports(store, undo),
        setup=Setup(store, settings),
        on_paper=OnPaper(store, settings),
        trends=trends,
        packs=packs,
        sheets=sheets,
        keeping=Keeping(store=store, undo=undo, sheets=sheets, plan=plan, talks=talks, learning=learning),
        learning=learning,
        lists=Lists(store, undo, lists),
        worksheets=Worksheets(own),
        conflicts=Conflicts(store, undo, packs, words),
        everything=Everything(store),
        read_only=store.read_only,
    )
