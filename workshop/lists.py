"""Renews what other files are made from: lock files, vendor files, texts to translate."""

import os
import subprocess

from workshop import environment, machine, preparing
from workshop.environment import LOCKS, PROGRAMS, PYTHON, ROOT

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
    command = [str(PYTHON), "manage.py", "makemessages", "--locale", "en", "--no-wrap"]
    command += ["--no-location", "--ignore", "node_modules/*", "--ignore", ".venv/*"]
    command += ["--ignore", "var/*", "--ignore", "static/vendor/*"]
    settings = {"SECRET_KEY": "only-for-messages", "DATA_KEY": "00" * 32}
    done = subprocess.run(command, cwd=ROOT, env=os.environ | settings, check=False)
    if not done.returncode:
        preparing.compile_messages()
    return done.returncode
