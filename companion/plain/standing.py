"""The question after unlocking an older copy of the vault, or one that went on by itself."""

from companion.plain.copies import copies_page, take_in
from companion.plain.flow import Back
from companion.plain.talker import Choice, Menu
from companion.plain.visit import Act, Visit
from companion.services.backend import Sitting
from companion.services.backup.copies import standing_words

LATER = "Left for later. Settings, Copies of my vault, is where you find it."
USED = "You go on from this one."
_HELP = "Nothing is changed before you say so. Enter leaves it for later, and your plan opens as it is in this file."


def ask_about_standing(visit: Visit, sitting: Sitting) -> None:
    """Say how the file stands to what this computer saw last and ask, where there is something to ask.

    `back` and Enter leave it for later.
    """
    words = standing_words(sitting.standing, sitting.seen_at, sitting.opened_as_of, visit.now())
    if not words:
        return
    if sitting.read_only:
        visit.talk.say(words)
        return
    use: Choice[Act] = Choice(label="Use it, and go on from this one.", value=lambda: _use(visit))
    copies: Choice[Act] = Choice(label="Look at the copies.", value=lambda: copies_page(visit))
    join: Choice[Act] = Choice(
        label="Put it together with another file, so that nothing is lost.", value=lambda: take_in(visit)
    )
    later: Choice[Act] = Choice(label="Leave it for later.", value=lambda: visit.talk.say(LATER))
    order = (join, use, copies, later) if sitting.standing == "apart" else (use, copies, join, later)
    menu = Menu(
        head=(words,), choices=order, question="A number, or Enter to leave it for later:", more=_HELP
    )
    try:
        act = visit.talk.choose(menu)
    except Back:
        act = None
    if act is None:
        visit.talk.say(LATER)
    else:
        visit.attempt(act)


def _use(visit: Visit) -> None:
    if visit.sitting is not None:
        visit.sitting.accept()
    visit.talk.say(USED)
