"""The virtual environment: exactly the packages of the lock files, each checked by its hash."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from workshop import machine

ROOT = Path(__file__).resolve().parents[1]
VENV = Path(os.environ.get("VENV", ROOT / ".venv"))
PROGRAMS = VENV / "bin"
PYTHON = PROGRAMS / "python"
LOCKS = ROOT / "requirements"

# `dev` contains everything of the others.
SETS = {"run": ("base", "build"), "test": ("dev",)}


class NotInstalled(Exception):
    """The packages could not be had."""


def parts() -> tuple[machine.Part, ...]:
    """Return what the machine must have before `ensure` can work."""
    return () if _works() else (machine.VENV,)


def ensure(wanted: str) -> None:
    """
    Make the virtual environment hold a set of packages; quick where it already does.

    :param wanted: `run` or `test`.
    :raises NotInstalled: if pip could not get them.
    """
    if sys.version_info < (3, 11):  # noqa: UP036 - the bare machine's python3 runs this
        found = ".".join(str(part) for part in sys.version_info[:3])
        raise NotInstalled(f"Rathaus needs Python 3.11 or newer; this is {found}.")
    if not _works():
        machine.ensure(*parts())
        print("Making the virtual environment …", flush=True)
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if not _holds(wanted):
        print("Installing the locked packages …", flush=True)
        _pip(*SETS[wanted])
        for name in SETS if wanted == "test" else (wanted,):
            _stamp(name).write_text(_digest(*SETS[name]))


def ensure_npm() -> None:
    """Make npm available inside the virtual environment, without Debian's 360 packages for it."""
    if not (PROGRAMS / "npm").exists():
        print("Installing npm …", flush=True)
        _pip("node")


def _works() -> bool:
    """Say whether the environment's Python starts: its machine's may have been replaced."""
    try:
        check = [str(PYTHON), "-c", "import pip"]
        return not subprocess.run(check, capture_output=True, check=False).returncode
    except OSError:
        return False


def _holds(wanted: str) -> bool:
    stamp = _stamp(wanted)
    return stamp.exists() and stamp.read_text() == _digest(*SETS[wanted])


def _stamp(name: str) -> Path:
    return VENV / f".rathaus-{name}"


def _digest(*locks: str) -> str:
    return hashlib.sha256(b"".join(_lock(name).read_bytes() for name in locks)).hexdigest()


def _lock(name: str) -> Path:
    return LOCKS / f"{name}.txt"


def _pip(*locks: str) -> None:
    # Twice quiet: pip warns of every mirror that lacks a package, and only failures matter here.
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check"]
    # One after another: together pip would refuse a package that stands in two lock files.
    for name in locks:
        _run([*pip, "--require-hashes", "-r", str(_lock(name))])


def _run(command: list[str]) -> None:
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode:
        raise NotInstalled(f"This did not work: {' '.join(command)}")
