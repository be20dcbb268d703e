"""Adding a course that someone made: what was found is read out first, and a yes is asked for."""

from companion.domain.exercise import Pack
from companion.errors import NotReadable
from companion.plain import phrases
from companion.plain.visit import Visit
from companion.services.files import path_of
from companion.services.learn.courses import PackReport, check_pack
from companion.words import say_count

_HELP = (
    "A course is a folder or zip file with a file called pack.toml and one text file for each exercise. "
    "Whoever runs the course can give it to you."
)


def add_pack(visit: Visit) -> None:
    """Ask for a folder or zip file, read out what is in it, and add it after a yes. Raises Back."""
    report = _ask_report(visit)
    if report is None:
        return
    if report.pack is None:
        _read_one_by_one(visit, report.mistakes)
        return
    if not visit.talk.sure(_found(report, report.pack), keep_it="Cancel.", do_it="Add it."):
        visit.talk.say("Nothing was added.")
        return
    pack = report.pack
    added = visit.keep(lambda: visit.services.packs.add(pack, now=visit.now()))
    earlier = f"It takes the place of version {phrases.own(added.earlier.version)}" if added.earlier else ""
    visit.talk.say(
        phrases.joined(
            f"Added: {phrases.own(pack.title)}",
            earlier,
            "It is kept in your vault, and goes where the vault goes",
            added.warning,
        )
    )


def _ask_report(visit: Visit) -> PackReport | None:
    """Return what was found in the place a person named, asked again while it cannot be read."""
    head: tuple[str, ...] = ("", "Add a course. Nothing changes before you say yes.")
    while True:
        words = visit.talk.text(head, "The folder or zip file, with where it is. Enter to skip:", more=_HELP)
        if words is None:
            return None
        try:
            return check_pack(path_of(words))
        except NotReadable as error:
            visit.talk.say(str(error))
            head = ()


def _found(report: PackReport, pack: Pack) -> tuple[str, ...]:
    by = f"By {phrases.own(pack.author)}" if pack.author.strip() else ""
    licence = f"Licence: {phrases.own(pack.licence)}" if pack.licence.strip() else ""
    version = f"Version {phrases.own(pack.version)}" if pack.version.strip() else ""
    exercises = [
        phrases.joined(f"- {phrases.own(exercise.title)}", say_count(exercise.minutes, "minute"))
        for exercise in pack.exercises
    ]
    notes = [f"Note: {phrases.own(note)}" for note in report.notes]
    title = phrases.joined(f"Found: {phrases.own(pack.title)}", by, version, licence)
    return ("", title, f"{say_count(len(exercises), 'exercise')}:", *exercises, *notes)


def _read_one_by_one(visit: Visit, mistakes: tuple[str, ...]) -> None:
    """Read mistakes, each after an Enter, so that there is time to write it down. Raises Back."""
    count = len(mistakes)
    head = f"There {'is' if count == 1 else 'are'} {say_count(count, 'thing')} to put right before it can be added."
    visit.talk.say("", head)
    for number, mistake in enumerate(mistakes, 1):
        said = phrases.own(mistake)
        if number == count:
            visit.talk.say(f"{number} of {count}. {said}", "Nothing was added.")
        else:
            visit.talk.ask(
                (f"{number} of {count}. {said}",),
                "Enter for the next, back to stop:",
                more="Each sentence says the file, the line, and what to change there.",
            )
