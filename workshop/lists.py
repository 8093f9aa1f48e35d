"""Renews what other files are made from: lock files, vendor files, texts to translate."""

import os
import subprocess
from pathlib import Path

from workshop import environment, machine, preparing
from workshop.environment import LOCKS, PROGRAMS, PYTHON, ROOT

CATALOGUE = ROOT / "rathaus" / "locale" / "en" / "LC_MESSAGES" / "django.po"
COLLECT = [
    *("makemessages", "--locale", "en", "--no-wrap", "--no-location", "--no-obsolete"),
    *("--ignore", "node_modules/*", "--ignore", ".venv/*"),
    *("--ignore", "var/*", "--ignore", "static/vendor/*"),
]
COMPILE = [
    *("pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
    # No address of a package index in the lock files: who installs says where from.
    *("--generate-hashes", "--no-emit-index-url", "--no-header"),
]


def lock() -> int:
    """Write requirements/*.txt anew from requirements/*.in."""
    environment.ensure("test")
    for source in sorted(LOCKS.glob("*.in")):
        words = [str(source.relative_to(ROOT)), "-o", f"requirements/{source.stem}.txt"]
        command = [str(PROGRAMS / "uv"), *COMPILE, *words]
        if code := subprocess.run(command, cwd=ROOT, check=False).returncode:
            return code
    return 0


def vendor() -> None:
    """Lay the vendor files as package-lock.json says."""
    preparing.lay_vendor_files(with_tests=True)


def messages() -> int:
    """Collect the texts to translate into rathaus/locale, and compile what is translated."""
    machine.ensure(machine.GETTEXT)
    environment.ensure("run")
    command = [str(PYTHON), "manage.py", *COLLECT]
    settings = {"SECRET_KEY": "only-for-messages", "DATA_KEY": "00" * 32}
    done = subprocess.run(command, cwd=ROOT, env=os.environ | settings, check=False)
    if not done.returncode:
        _forget_the_time(CATALOGUE)
        preparing.compile_messages()
    return done.returncode


def _forget_the_time(catalogue: Path) -> None:
    """Take out when texts were collected, so that a file changes only when a text does."""
    lines = catalogue.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith('"POT-Creation-Date:')]
    catalogue.write_text("".join(kept), "utf-8")
