"""The computers that walks begin on, made once for a recording by the program itself."""

import shlex
import shutil
import tomllib
from pathlib import Path

from tests.record.lines import everything
from tests.record.machine import HERE, PASSPHRASE, PLACE, Ended, Machine, Start


def make_starts(companion: Path, *, again: bool) -> dict[str, Start]:
    """Return each start by name; "none" is a computer where nothing was ever written.

    With `again` those that the last recording made are taken as they lie.
    """
    plans = tomllib.loads((HERE / "starts.toml").read_text("utf-8"))
    made: dict[str, Start] = {"none": Start()}
    for name, plan in plans.items():
        holds = PLACE / f"start-{name}.json"
        if again and holds.exists():
            made[name] = Start(PLACE / f"start-{name}", tuple(holds.read_text("utf-8").splitlines()))
            continue
        machine = Machine.made(companion, f"start-{name}", made[plan.get("like", "none")].folder)
        for number, step in enumerate(plan["steps"]):
            machine.minutes = step.get("minutes", machine.minutes)
            if "shell" in step:
                machine.shell(step["shell"])
            if "course" in step:
                shutil.copytree(HERE / "north-shore", machine.folder / "north-shore")
            if "run" in step:
                words = step["run"].replace("@", "--passphrase-file pw")
                _went_well(machine.run(shlex.split(words), draw=str(number)), step["run"])
            if "typed" in step:
                lines = "".join(f"{line}\n" for line in (PASSPHRASE, *step["typed"], "q"))
                _went_well(machine.run(["--plain"], lines, draw=str(number)), str(step["typed"]))
        holds.write_text("\n".join(everything(machine)), "utf-8")
        made[name] = Start(machine.folder, tuple(holds.read_text("utf-8").splitlines()))
    return made


def _went_well(ended: Ended, what: str) -> None:
    if ended.code:
        raise RuntimeError(f"{what} ended with {ended.code}: {ended.err.decode()}")
