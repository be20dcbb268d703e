"""JSON nobody wrote, sealed with the right key: refused as damaged, or opened, worked with and written again."""

import json as plain_json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from companion.domain.kinds import KINDS
from companion.domain.settings import Draft
from companion.errors import DamagedContents, NewerVersion
from companion.vault.access import Opened, moment, open_bytes
from companion.vault.format.contents import Contents, decode_contents
from companion.vault.format.frames import SNAPSHOT
from companion.vault.format.merging import merge, redotted
from companion.vault.records.repository import Repository
from companion.vault.records.transactions import MemoryVault
from tests.thorough import many
from tests.vault.conftest import NOW
from tests.vault.format.fuzzing import ADDED, FIRST, KEY, LIMITS, SLACK, Said, vault_of, watched

ENOUGH = many(150)
DEEP = 3000

WORDS = st.one_of(
    st.sampled_from(
        ["meta", "tables", "dot", "w", "vv", "at", "ops", "lines", "clashes", "record", "id", "a", "over"]
    ),
    st.sampled_from([*KINDS, "changed_at", "text", "\0", "", "schema", "saved_at", "table"]),
    st.text(max_size=6),
)
NAMES = WORDS.map(plain_json.dumps)
NUMBERS = st.sampled_from(
    ["0", "-0", "1", "2", "-1", "1.0", "1e400", "-1e400", "1e-400", "9" * 19, "9" * 30, "9" * 5000, "1E5"]
)
"""As they are written; Python's own would not hold them."""
SOUND = st.one_of(
    st.sampled_from(["null", "true", '"2026-11-23T09:30:00Z"', "[]", "{}"]),
    NUMBERS,
    NAMES,
)
UNSOUND = st.one_of(
    st.sampled_from(["NaN", "Infinity", "01", '{"\\ud800":1}', "", '"', '"\\ud800"', '"\\udc00\\ud800"']),
    st.sampled_from(["[" * DEEP, "[" * DEEP + "]" * DEEP, '{"a":' * DEEP + "1" + "}" * DEEP]),
)


def listed(values: list[str]) -> str:
    """Return an array."""
    return f"[{','.join(values)}]"


def keyed(pairs: list[tuple[str, str]]) -> str:
    """Return an object, a key as often as it is given."""
    return "{" + ",".join(f"{plain_json.dumps(key)}:{value}" for key, value in pairs) + "}"


def object_of(values: st.SearchStrategy[str], size: int = 3) -> st.SearchStrategy[str]:
    """Objects of any keys."""
    return st.lists(st.tuples(WORDS, values), max_size=size).map(keyed)


VALUES = st.recursive(
    SOUND, lambda inner: st.one_of(st.lists(inner, max_size=3).map(listed), object_of(inner)), max_leaves=5
)
DOTS = st.one_of(st.tuples(NAMES, NUMBERS).map(lambda dot: listed([*dot])), VALUES)
RECORDS = st.one_of(
    st.lists(st.one_of(st.tuples(st.just("dot"), DOTS), st.tuples(WORDS, VALUES)), max_size=4).map(keyed),
    VALUES,
)
METAS = st.one_of(
    st.lists(
        st.one_of(
            st.tuples(st.just("vv"), object_of(st.sampled_from(["0", "1", "-1", "9" * 19, "9" * 30]))),
            st.tuples(st.just("schema"), st.sampled_from(["1", "1", "1", "0", "-1", "2", "9" * 30, "1e400"])),
            st.tuples(st.sampled_from(["app", "saved_at", "w"]), NAMES),
            st.tuples(st.sampled_from(["app", "saved_at", "w", "vv", "schema", "new", "new"]), VALUES),
        ),
        max_size=4,
    ).map(keyed),
    VALUES,
)
OPS = st.tuples(NAMES, NAMES, RECORDS).map(lambda op: listed([*op]))


@st.composite
def snapshots(draw: st.DrawFn) -> bytes:
    """The JSON of a snapshot, more or less."""
    parts = [("meta", draw(METAS)), ("tables", draw(object_of(object_of(RECORDS))))]
    parts += draw(st.lists(st.tuples(WORDS, st.one_of(VALUES, VALUES, UNSOUND)), max_size=2))
    return keyed(parts).encode("utf-8", "surrogatepass")


@st.composite
def deltas(draw: st.DrawFn) -> bytes:
    """The JSON of a delta, more or less."""
    ops = draw(st.one_of(*[st.lists(OPS, max_size=3).map(listed)] * 3, VALUES))
    w, at = (draw(st.one_of(*[NAMES] * 5, VALUES)) for _ in range(2))
    parts = [("w", w), ("at", at), ("ops", ops), *draw(st.lists(st.tuples(WORDS, VALUES), max_size=1))]
    return keyed(parts).encode("utf-8", "surrogatepass")


def opened(*said: bytes) -> Opened | None:
    """Open a vault of this snapshot and these deltas; None where it is refused as it may be."""
    first, *more = said
    raw = vault_of(
        Said(kind=SNAPSHOT, seq=1, json=first), *(Said(seq=n, json=each) for n, each in enumerate(more, 2))
    )
    with watched() as spent:
        try:
            found = open_bytes(raw, lambda header: KEY, LIMITS)
        except (DamagedContents, NewerVersion):
            found = None
    assert spent.derivations == 0
    assert (
        spent.peak <= 40 * len(raw) + SLACK
    )  # an entry of seven bytes is a key, a value and a place in memory
    return found


def work_with(contents: Contents) -> None:
    """Do all that the program does with what it opened: nothing but our errors may come of it."""
    buffer = bytearray()
    contents.encode_into(buffer)
    again = decode_contents(memoryview(bytes(buffer)))
    assert (again.tables, again.meta) == (contents.tables, contents.meta)
    moment(contents.meta.saved_at)
    other = opened(FIRST.json, ADDED)
    assert other is not None
    for one, two in ((contents, other.contents), (other.contents, contents)):
        merged = merge(one, two)
        assert merge(Contents(tables=merged.tables), Contents(tables=merged.tables)).tables == merged.tables
        redotted(one.tables, two.tables, ("ffff", 9))
    vault = MemoryVault(contents)
    store = Repository(vault)
    assert store.everything().keys() >= contents.tables.keys()
    store.conflicts()
    assert set(store.unreadable) <= {(name, id) for name, table in contents.tables.items() for id in table}
    for id in {"a", *contents.tables.get("drafts", {})}:
        draft = Draft(id=id, text="words of today", changed_at=NOW)
        store.drafts.put(draft)  # over whatever is there, readable or not
        assert store.drafts.get(id) == draft


@ENOUGH
@given(snapshots(), st.lists(deltas(), max_size=2))
@example(FIRST.json, [ADDED])
def test_any_json(first: bytes, more: list[bytes]) -> None:
    found = opened(first, *more)
    if found is not None:
        work_with(found.contents)


@ENOUGH
@given(object_of(object_of(RECORDS)), st.lists(OPS, max_size=4).map(listed))
def test_any_records_in_what_is_else_as_it_is_to_be(tables: str, ops: str) -> None:
    said = b'{"meta":{"schema":1,"w":"a","vv":{"a":1}},"tables":%s}' % tables.encode()
    found = opened(said, b'{"w":"a","at":"","ops":%s}' % ops.encode())
    if found is not None:
        work_with(found.contents)


FEW = st.sampled_from(["a", "s"])
TABLES = st.sampled_from(["lines", "sections", "clashes", "deletions", "headings", "later"])
FEW_DOTS = st.sampled_from([["a", 1], ["b", 1], ["b", 2], None])
PLAIN = st.fixed_dictionaries(
    {}, optional={"dot": FEW_DOTS, "section_id": FEW, "changed_at": FEW, "name": FEW}
)
BESIDE = st.one_of(
    PLAIN,
    st.fixed_dictionaries({"table": TABLES, "id": FEW, "record": PLAIN, "dot": FEW_DOTS}),
    st.fixed_dictionaries(
        {"table": TABLES, "id": FEW, "over": st.lists(FEW_DOTS, max_size=2), "dot": FEW_DOTS}
    ),
    st.fixed_dictionaries(
        {"line": FEW, "line_dot": FEW_DOTS, "id": FEW, "record": st.one_of(PLAIN, st.none())}
    ),
)
HELD = st.dictionaries(TABLES, st.dictionaries(st.sampled_from(["a", "s", "x", "y"]), BESIDE, max_size=3))


@ENOUGH
@given(HELD)
def test_any_versions_deletions_and_headings(tables: dict[str, dict[str, object]]) -> None:
    found = opened(plain_json.dumps({"meta": {"vv": {"b": 1}}, "tables": tables}).encode())
    assert found is not None
    work_with(found.contents)


ODD = ["1e400", "[" * DEEP + "]" * DEEP, '"\\ud800"', "9" * 5000, "[]", "null", '{"dot":["a",1e400]}']


@pytest.mark.parametrize("record", ODD)
@pytest.mark.parametrize("table", ["drafts", "clashes", "deletions", "headings", "later"])
def test_a_record_that_cannot_be_read_stops_nothing(record: str, table: str) -> None:
    found = opened(b'{"meta":{},"tables":{"%s":{"x":%s,"y":{}}}}' % (table.encode(), record.encode()))
    if found is not None:  # what is nested too deeply to be skipped is damage
        work_with(found.contents)


NO_SNAPSHOT = [b"", b"{", b"[" * DEEP, b"\xff", b"{}", b'{"meta":{}}', b'{"meta":[],"tables":{}}', b"1e400"]


@pytest.mark.parametrize("json", NO_SNAPSHOT)
def test_what_is_no_snapshot_is_damage(json: bytes) -> None:
    assert opened(json) is None
    assert opened(FIRST.json, json) is None


def test_what_is_one_is_reached() -> None:
    found = opened(b'{"meta":{},"meta":{"w":"b"},"tables":{"a":{"b":1,"b":2}},"new":[]}', ADDED)
    assert found is not None
    assert bytes(found.contents.tables["a"]["b"]) == b"2" and "lines" in found.contents.tables
    work_with(found.contents)
