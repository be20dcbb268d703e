"""Commands that look: plan, safety, talk, helplines, where, vault info and verify."""

import json
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from tests.commands.conftest import Ask, Run
from tests.conftest import NOW, PASSPHRASE


def test_plan_prints_sections_with_lines_and_what_helps(ask: Ask) -> None:
    ended = ask("plan")
    assert ended.code == 0
    assert "- Up past 2am\n  What helps: Phone out of the bedroom\n" in ended.out
    assert "- A bath with the radio on" in ended.out
    assert ended.err == ""


def test_plan_as_json(ask: Ask) -> None:
    sections = json.loads(ask("plan", "--json").out)["sections"]
    early = next(section for section in sections if section["id"] == "early")
    assert set(early) == {"id", "kind", "name", "lines"}
    assert [{**line, "id": ""} for line in early["lines"]] == [
        {"id": "", "text": "Up past 2am", "what_helps": "Phone out of the bedroom", "audience": "team"}
    ]


def test_a_line_without_a_heading_is_printed_and_stands_on_the_page(
    run: Run, backend: LocalBackend, passphrase_file: str
) -> None:
    session = backend.create(PASSPHRASE, setup_step=6)[0]
    session.services.plan.add_section("Music", new_id="music", now=NOW)
    session.services.plan.add_line("music", "Whistling", new_id="a", now=NOW)
    session._store.sections.remove("music")
    session.close()
    key = ("--passphrase-file", passphrase_file)
    assert run("plan", *key).out == "Without a heading\n- Whistling\n"
    (section,) = [s for s in json.loads(run("plan", "--json", *key).out)["sections"] if s["lines"]]
    assert section["name"] == "Without a heading"
    assert "Without a heading" in run("share", "--for", "me", *key).out


def test_an_empty_plan_is_said_on_standard_error(
    run: Run, backend: LocalBackend, passphrase_file: str
) -> None:
    backend.create(PASSPHRASE, setup_step=6)[0].close()
    ended = run("plan", "--passphrase-file", passphrase_file)
    assert (ended.code, ended.out) == (0, "")
    assert "nothing in your plan yet" in ended.err


def test_talk_prints_who_when_where_and_points_in_order(ask: Ask) -> None:
    out = ask("talk").out
    assert out.startswith(
        "Next talk, with Priya, care coordinator\nThursday 26 November 2026 at 2 pm\nRoom 3\n"
    )
    assert "1. The tablets make mornings foggy\n2. I want to try the allotment\n" in out
    assert "To ask\n1. How long do I take these?" in out


def test_an_empty_talk_prints_nothing(run: Run, backend: LocalBackend, passphrase_file: str) -> None:
    backend.create(PASSPHRASE)[0].close()
    ended = run("talk", "--passphrase-file", passphrase_file)
    assert (ended.code, ended.out) == (0, "")
    assert "No talk is planned" in ended.err


def test_talk_as_json(ask: Ask) -> None:
    found = json.loads(ask("talk", "--json").out)
    assert set(found) == {"talk", "say", "ask", "said"}
    assert found["talk"]["day"] == "2026-11-26"
    assert found["talk"]["at"] == "14:00"
    assert [(p["text"], p["marked"]) for p in found["say"]] == [
        ("The tablets make mornings foggy", True),
        ("I want to try the allotment", True),
    ]
    assert [p["marked"] for p in found["ask"]] == [False]


def test_safety_prints_steps_people_and_national_lines(ask: Ask) -> None:
    out = ask("safety").out
    for words in ("Sit on the back step", "Dee", "07700 900123", "116 123"):
        assert words in out


def test_safety_as_json(ask: Ask) -> None:
    found = json.loads(ask("safety", "--json").out)
    assert [step["step"] for step in found["steps"]] == [1, 2, 3, 4, 5, 6, 7]
    (person,) = found["steps"][3]["contacts"]
    assert (person["name"], person["number"]) == ("Dee", "07700 900123")
    assert any(line["number"] == "116 123" for line in found["helplines"])


def test_safety_to_a_file_says_where_and_that_it_is_not_locked(ask: Ask, tmp_path: Path) -> None:
    page = tmp_path / "safety.html"
    ended = ask("safety", "--out", str(page))
    assert (ended.code, ended.out) == (0, "")
    assert str(page) in ended.err
    assert "not locked" in ended.err
    assert page.read_bytes().lstrip().lower().startswith(b"<!doctype html")


def test_helplines_need_no_vault_and_no_passphrase(run: Run, home: Path) -> None:
    everybody, wales = run("helplines"), run("helplines", "--nation", "wal")
    assert everybody.code == wales.code == 0
    assert "Lifeline" in everybody.out and "NHS 111 Wales" in everybody.out
    assert "NHS 111 Wales" in wales.out and "Lifeline" not in wales.out
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("name", ["Northern Ireland", "northern-ireland", "NORTH"])
def test_a_nation_by_any_of_its_names(run: Run, name: str) -> None:
    assert "Lifeline" in run("helplines", "--nation", name).out


def test_an_unknown_nation_is_a_usage_error_that_lists_them(run: Run) -> None:
    ended = run("helplines", "--nation", "Cornwall")
    assert (ended.code, ended.out) == (2, "")
    assert "scotland" in ended.err


def test_where_names_every_place_and_makes_none(run: Run, home: Path) -> None:
    ended = run("where", "--vault", "elsewhere.vault")
    names = [line.partition(": ")[0] for line in ended.out.splitlines()]
    assert names == ["vault", "settings", "state", "pages"]
    assert "elsewhere.vault (not there yet)" in ended.out
    assert list(home.iterdir()) == []


def test_vault_info(ask: Ask) -> None:
    out = ask("vault", "info").out
    assert "Saved: Sunday 22 November 2026 at 9.04 pm" in out
    assert "Lines: 4" in out


def test_vault_info_as_json(ask: Ask) -> None:
    found = json.loads(ask("vault", "info", "--json").out)
    assert set(found) == {
        "path", "size", "format", "saved_at", "argon_mib", "has_recovery_code", "counts", "backups", "unreadable",
    }  # fmt: skip
    assert (found["format"], found["has_recovery_code"], found["counts"]["contacts"]) == (1, True, 1)


def test_vault_verify_reads_another_file_too(ask: Ask, backend: LocalBackend, tmp_path: Path) -> None:
    copy = tmp_path / "copy.vault"
    copy.write_bytes(backend.vault_path.read_bytes())
    backend.vault_path.unlink()
    ended = ask("vault", "verify", str(copy))
    assert ended.code == 0
    assert "is whole" in ended.out


def test_a_save_that_was_cut_short_is_told_to_whoever_reads(
    ask: Ask, backend: LocalBackend, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.vault"
    cut.write_bytes(backend.vault_path.read_bytes() + b"CVfr and no more")
    ended = ask("vault", "verify", str(cut))
    assert ended.code == 4
    assert "not whole" in ended.out and "is whole" not in ended.out
    found = json.loads(ask("vault", "verify", str(cut), "--json").out)
    assert not found["ok"] and "not whole" in found["problem"] and found["counts"]["check_ins"] == 1
    assert "not whole" in ask("vault", "merge", str(cut)).err
    backend.vault_path.write_bytes(cut.read_bytes())
    for words in (("plan",), ("export",), ("vault", "info")):
        ended = ask(*words)
        assert ended.code == 0 and "not whole" in ended.err
    assert backend.vault_path.read_bytes() == cut.read_bytes(), "reading puts nothing right"


def test_vault_verify_tells_damage_from_a_wrong_passphrase(
    ask: Ask, run: Run, backend: LocalBackend, tmp_path: Path
) -> None:
    data = bytearray(backend.vault_path.read_bytes())
    data[5000] ^= 1
    backend.vault_path.write_bytes(data)
    ended = ask("vault", "verify", "--json")
    assert ended.code == 4
    assert json.loads(ended.out)["ok"] is False
    wrong = tmp_path / "wrong"
    wrong.write_text("another quiet place", "utf-8")
    assert run("vault", "verify", "--passphrase-file", str(wrong)).code == 3


def test_looking_changes_no_byte(ask: Ask, backend: LocalBackend) -> None:
    before = {path: path.read_bytes() for path in backend.vault_path.parent.rglob("*") if path.is_file()}
    for words in (
        ["plan"],
        ["safety"],
        ["talk"],
        ["vault", "info"],
        ["vault", "verify"],
        ["share", "--for", "me"],
    ):
        assert ask(*words).code == 0
    after = {path: path.read_bytes() for path in backend.vault_path.parent.rglob("*") if path.is_file()}
    assert after == before


def test_reading_works_beside_a_writer_and_says_so_once(ask: Ask, backend: LocalBackend) -> None:
    writer = backend.open(PASSPHRASE)
    ended = ask("plan")
    writer.close()
    assert ended.code == 0
    assert "Up past 2am" in ended.out
    assert len(ended.err.splitlines()) == 1
    assert "open in another window" in ended.err
    assert ask("plan").err == ""
