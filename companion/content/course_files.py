"""The files of the course that comes with the program, and of the example that a tutor can change."""

from importlib.resources import files


def course_files() -> dict[str, bytes]:
    """Return the files of the shipped course by name, as `read_pack` takes them."""
    return _files_in("course")


def new_pack_files() -> dict[str, bytes]:
    """Return the files of the example course, with its README.txt, by name."""
    return _files_in("new_pack")


def _files_in(folder: str) -> dict[str, bytes]:
    """Read a folder beside this module, in order of name. It has no folders of its own."""
    found = files("companion.content").joinpath(folder).iterdir()
    return {
        item.name: item.read_bytes() for item in sorted(found, key=lambda item: item.name) if item.is_file()
    }
