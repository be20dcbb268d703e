"""Paths as terminals write them when a file is dragged in."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.dragged import paths_in
from companion.services.files import path_of


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("/home/sam/may copy (1).csv", "/home/sam/may copy (1).csv"),
        (r"/home/sam/may\ copy\ \(1\).csv", "/home/sam/may copy (1).csv"),
        (r" /home/sam/it\'s\ mine.csv ", "/home/sam/it's mine.csv"),
        ("'/home/sam/may copy.csv'", "/home/sam/may copy.csv"),
        (r"'/home/sam/it'\''s.csv'", "/home/sam/it's.csv"),
        ('"/home/sam/may copy.csv"', "/home/sam/may copy.csv"),
        ("“/home/sam/may copy.csv”", "/home/sam/may copy.csv"),
        ("file:///home/sam/may%20copy%20(1).csv", "/home/sam/may copy (1).csv"),
        ("file://localhost/home/sam/d%C5%B5r.csv", "/home/sam/dŵr.csv"),
        ("FILE:///home/sam/a.csv", "/home/sam/a.csv"),
        ("file:///C:/Users/sam/may%20copy.csv", "C:/Users/sam/may copy.csv"),
        (r"C:\Users\sam\may copy.csv", r"C:\Users\sam\may copy.csv"),
        ("", ""),
    ],
)
def test_the_likeliest_path_is_first(words: str, path: str) -> None:
    assert paths_in(words)[0] == path


@pytest.mark.parametrize(
    "name", ["may copy (1).csv", "it's mine.csv", r"a\b.csv", "50%20.csv", "“q”.csv", "~x.csv", "$HOME.csv"]
)
def test_a_file_is_found_however_it_came(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text("x")
    escaped = "".join(f"\\{c}" if not (c.isalnum() or c in "/._-") and c.isascii() else c for c in str(file))
    for words in (str(file), escaped, f'"{file}"', file.as_uri(), f" {file} "):
        assert path_of(words) == file, words


@given(st.text(max_size=60))
def test_any_words_are_some_path(words: str) -> None:
    assert paths_in(words)
    path_of(words)
