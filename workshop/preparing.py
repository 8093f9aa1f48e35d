"""Brings a machine to where the demo, or the tests, can start; quick where it already is there."""

import importlib.util
import os
import subprocess
import sys
from types import ModuleType

from workshop import environment, machine
from workshop.environment import PROGRAMS, PYTHON, ROOT

VENDORING = ROOT / "rathaus" / "web" / "vendoring.py"
FOR_TESTS = (machine.CHROMIUM, machine.POSTGRESQL, machine.REDIS, machine.GETTEXT)


def for_demo() -> None:
    """
    Prepare to run the town hall.

    :raises NotInstalled: if packages could not be had.
    :raises Missing: if the machine lacks a library that we may not install.
    """
    machine.ensure(*environment.parts(), machine.PRINTING)
    environment.ensure("run")
    lay_vendor_files(with_tests=False)
    compile_messages()


def for_tests() -> list[str]:
    """
    Prepare to test; return a sentence for each part that is not to be had.

    The tests that need such a part say so themselves: as skipped, or as failed where CI=true.
    """
    lacking = []
    try:
        # One call of apt-get for all is quicker, and without it each part still has its chance.
        machine.ensure(*environment.parts(), machine.PRINTING, *FOR_TESTS)
    except machine.Missing as problem:
        lacking.append(str(problem))
    environment.ensure("test")
    lay_vendor_files(with_tests=True)
    compile_messages()
    return lacking


def lay_vendor_files(*, with_tests: bool) -> None:
    """Lay KERN, fonts and htmx into static/vendor, as package-lock.json says."""
    if _vendoring().is_laid(with_tests=with_tests):
        return
    path = f"{os.environ.get('PATH', '')}:{PROGRAMS}"
    if not machine.NPM.there():
        environment.ensure_npm()
    command = [sys.executable, str(VENDORING)] + ([] if with_tests else ["--served-only"])
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, env=os.environ | {"PATH": path}, check=False
    )
    if done.returncode:
        raise environment.NotInstalled(
            "The files of other people that our pages serve are missing."
        )


def compile_messages() -> None:
    """Compile the translations that changed."""
    subprocess.run([str(PYTHON), "-m", "workshop.messages"], cwd=ROOT, check=True)


def _vendoring() -> ModuleType:
    # By its path: the package around it needs Django, and we run before there is any.
    spec = importlib.util.spec_from_file_location("vendoring", VENDORING)
    if spec is None or spec.loader is None:
        raise environment.NotInstalled(f"{VENDORING} cannot be read.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
