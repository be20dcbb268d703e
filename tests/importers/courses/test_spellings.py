"""Every way to write the name of a field is taken as that field: what tutors wrote before stays readable."""

from companion.importers.courses.course import ReadPack, read_pack
from companion.importers.courses.fields import HEAD, STEP
from companion.importers.courses.lines import plain
from tests.importers.courses.pack_texts import GOOD, MANIFEST, WEEK

TOP = {
    "Title": ["title", "TITLE"],
    "Minutes": ["minute", "mins", "min", "time", "takes", "how long", "duration"],
    "Why": ["why this", "why do this"],
    "Goes to": ["goes", "go to", "goesto", "goes into", "goes-to"],
    "Kind": ["type"],
    "Score": ["scoring"],
    "Choices": ["choice", "options"],
    "Skip": ["may skip", "can skip"],
    "A score is not": ["score is not", "a score isn’t", "the score is not", "what a score is not"],
}
IN_STEPS = {
    "Answer": ["answers", "answer type", "type", "kind", "response", "answer kind", "type of answer"],
    "Why": ["WHY"],
    "Example": ["examples"],
    "Goes to": ["goes", "go to", "goesto", "goes into"],
    "From": ["pick from"],
    "From 0": ["from zero", "from nought", "from0", "0"],
    "To 10": ["to ten", "to10", "10"],
    "Choices": ["choice", "options"],
    "Part": ["subscale"],
    "Reversed": ["reverse"],
}
IN_MANIFEST = {"author": ["authors", "by"], "licence": ["license"], "language": ["lang"]}

TOPS = (GOOD, WEEK + "\n# And now?\nAnswer: line\n")
STEPS = (GOOD, WEEK, GOOD.replace("Answer: choice\n- By bus\n- On foot", "Choices: by bus, on foot"))


def read(text: str, manifest: str = MANIFEST) -> ReadPack:
    return read_pack({"pack.toml": manifest.encode(), "a.md": text.encode()})


def lost(text: str, names: dict[str, list[str]], start: int) -> tuple[set[str], list[str]]:
    """Return the names that `text` has after `start`, and the spellings of them that are read otherwise."""
    whole = read(text)
    assert whole.pack
    assert whole.problems == ()
    found, others = set(), []
    for name, ways in names.items():
        at = f"\n{text}".find(f"\n{name}:", start)
        if at >= 0:
            found.add(name)
            others += [way for way in ways if read(f"{text[:at]}{way}{text[at + len(name) :]}") != whole]
    return found, others


def test_every_spelling_at_the_top() -> None:
    seen: set[str] = set()
    for text in TOPS:
        found, others = lost(text, TOP, 0)
        assert others == []
        seen |= found
    assert seen == set(TOP)


def test_every_spelling_in_a_step() -> None:
    seen: set[str] = set()
    for text in STEPS:
        found, others = lost(text, IN_STEPS, text.index("\n# "))
        assert others == []
        seen |= found
    assert seen == set(IN_STEPS)


def test_every_spelling_in_a_manifest() -> None:
    whole = read(GOOD)
    others = [
        way
        for name, ways in IN_MANIFEST.items()
        for way in ways
        if read(GOOD, MANIFEST.replace(f"\n{name} =", f"\n{way} =")) != whole
    ]
    assert others == []


def test_the_tables_hold_each_spelling_once_and_as_it_is_compared() -> None:
    for fields in (HEAD, STEP):
        ways = [way for field in fields for way in (field.name.casefold(), *field.ways)]
        assert len(ways) == len(set(ways)) == len(fields.ways)
        assert [way for way in ways if plain(way) != way] == []
