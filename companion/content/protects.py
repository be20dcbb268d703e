"""What the program can and cannot protect: the threat model beside the vault's code, in plain words."""

from dataclasses import dataclass

TITLE = "What this can and cannot protect"
FIRST = (
    "What you write is locked in one file. Your passphrase opens it, and so does your recovery code. "
    "Here is who might come to it, what helps, and what is left."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threat:
    """One way that somebody could come to the file, or spoil it."""

    who: str
    get: str
    """What they would get."""
    helps: str
    """What stands against it; empty where nothing does."""
    left: str
    """What nothing here helps against."""


THREATS = (
    Threat(
        who="Someone finds or takes your computer, switched off",
        get="The locked file and its copies, and a small file with your colours and nation.",
        helps="Without your passphrase or your code they cannot read a word of it. Each guess takes time.",
        left=(
            "A short or well-known passphrase can be guessed. They can see that you use Companion, and when "
            "you last did. Pages you saved or printed are not locked."
        ),
    ),
    Threat(
        who="Someone else uses your computer while this is locked",
        get="The same locked files.",
        helps="If they change the file, you are told when you next open it.",
        left=(
            "They can delete the file and its copies. They can put in a program that watches what you type; "
            "nothing here helps against that."
        ),
    ),
    Threat(
        who="Someone comes up while this is open",
        get="All that you can see and do.",
        helps="Ctrl and L hides it at once. It also locks by itself when nobody has typed for some minutes.",
        left="The minutes until then. In plain mode, the words above stay in the window until you lock or close it.",
    ),
    Threat(
        who="The company that keeps your synced or backed-up files",
        get="Every version of the locked file, and when each was saved.",
        helps="It is locked before it gets there. Its length tells little.",
        left=(
            "They can see when and how often you save. They may keep old versions, and an old version opens "
            "with the passphrase it had then."
        ),
    ),
    Threat(
        who="Someone changes the file, or puts an older one in its place",
        get="Nothing that they can read.",
        helps="A changed file is found when it is opened. This computer knows which version it saw last, and asks.",
        left=(
            "Whoever can change every file on this computer can put that memory back too. A computer that never "
            "saw the newer file cannot tell."
        ),
    ),
    Threat(
        who="Someone finds the paper with your recovery code",
        get="All of it, if they have the file too. Without the file, nothing.",
        helps="Keep the paper away from the computer. New keys put an end to the old code.",
        left="Copies made before that still open with the old code. Delete them.",
    ),
    Threat(
        who="Someone knows an old passphrase of yours",
        get="Old copies of the file, if they have any. With an old copy, later ones as well.",
        helps="New keys keep them out of all that you save from then on.",
        left="The old copies, wherever they are.",
    ),
    Threat(
        who="Someone reads the card, if you made one",
        get="What you ticked for it, word for word. A card is not locked.",
        helps="There is none until you make it. If somebody changed it, you are told when you unlock.",
        left="While this is locked a card cannot be checked: somebody could change a number in it.",
    ),
    Threat(
        who="Someone makes you open it",
        get="All that is in it.",
        helps="",
        left=(
            "Nothing here helps against that. There is no hidden second plan: it could be found, and you would "
            "trust it too much. What you do not write down cannot be read."
        ),
    ),
    Threat(
        who="The program breaks down",
        get="The place in our own code where it happened, and none of your words.",
        helps="What you wrote is kept as it was last saved.",
        left="The computer itself may keep a picture of its memory when it crashes.",
    ),
)

ALSO = (
    "Deleting is not wiping. A disk may keep old, locked versions. Your computer may also write its memory to "
    "the disk. Locking the whole disk helps with both.",
    "What you copy can be read by other programs. A screen reader, or a program that records the screen, may "
    "keep what was shown.",
    "While set-up lasts, the recovery code is kept in your locked file, so that it can be shown again. Then it is "
    "taken out.",
    "If you lose both the passphrase and the code, nobody can open it. There is no third way in, for anybody.",
)
"""What else is good to know."""
