"""Names every check and every group of tests; what runs them is in workshop/running.py."""

import os
import subprocess
import time
from pathlib import Path

from workshop import environment, preparing
from workshop.environment import PROGRAMS, PYTHON, ROOT
from workshop.running import Check, run_all

# Checks must not depend on anybody's installation, so they bring settings of their own.
SETTINGS = {
    "ENV_FILE": os.devnull,
    "SECRET_KEY": "only-for-checks",
    "DATA_KEY": "00" * 32,
    "DATA_DIR": str(ROOT / "var" / "check"),
    "DATABASE_URL": "sqlite:///:memory:",
    "REDIS_URL": "",
    "DJANGO_SETTINGS_MODULE": "rathaus.settings",
}
# The longest begins first: what is left at the end is short, and no core waits long for another.
OWN_GROUPS = ("faults", "browser", "house", "journeys", "halls")
# Every page with all that has to be true of it takes longest, and is looked at in parts.
PAGES = "tests/browser/test_every_page.py"
PARTS = ("1/2", "2/2")


def _check(name: str, *command: str | Path) -> Check:
    return Check(name, [str(word) for word in command], os.environ | SETTINGS)


def _tests(name: str, *words: str, **more: str) -> Check:
    # Tests bring their own settings (tests/environment.py), if nobody has read others before.
    surroundings = {key: os.environ[key] for key in os.environ if key != "DJANGO_SETTINGS_MODULE"}
    # -rs: why a test was skipped is part of the result.
    command = [str(PYTHON), "-m", "pytest", "-rs", *words]
    return Check(f"tests: {name}", command, surroundings | more)


def _djade(*options: str) -> list[str | Path]:
    templates = sorted((ROOT / "templates").rglob("*.html"))
    return [PROGRAMS / "djade", *options, *(path.relative_to(ROOT) for path in templates)]


def _checks() -> list[Check]:
    manage = (PYTHON, "manage.py")
    return [
        _check("format (ruff)", PROGRAMS / "ruff", "format", "--check", "--quiet", "."),
        _check("lint (ruff)", PROGRAMS / "ruff", "check", "--quiet", "."),
        _check("templates (djade)", *_djade("--check")),
        _check("types (mypy)", PROGRAMS / "mypy", "--no-error-summary"),
        _check("contracts (import-linter)", PROGRAMS / "lint-imports", "--no-logo"),
        _check("container (hadolint)", PROGRAMS / "hadolint", "docker/Dockerfile"),
        _check("migrations", *manage, "makemigrations", "--check", "--dry-run", "-v", "1"),
        _check("settings (django check)", *manage, "check", "--fail-level", "WARNING"),
    ]


def _groups() -> list[Check]:
    others = [f"--ignore=tests/{name}" for name in OWN_GROUPS]
    return [
        *(_tests(f"pages {part}", PAGES, RATHAUS_STOPS=part) for part in PARTS),
        *(_tests(name, f"tests/{name}", f"--ignore={PAGES}") for name in OWN_GROUPS),
        _tests("unit", "tests", *others),
    ]


def check() -> int:
    """Run what needs no servers: format, lint, types, contracts, migrations."""
    environment.ensure("test")
    preparing.compile_messages()
    return run_all(_checks(), lacking=[])


def test() -> int:
    """Run everything."""
    began = time.monotonic()
    lacking = preparing.for_tests()
    print(f"Prepared in {time.monotonic() - began:.0f} s.", flush=True)
    return run_all([*_groups(), *_checks()], lacking=lacking)


def fix() -> int:
    """Mend what the tools can mend by themselves."""
    environment.ensure("test")
    commands: list[list[str | Path]] = [
        [PROGRAMS / "ruff", "check", "--fix", "--quiet", "."],
        [PROGRAMS / "ruff", "format", "--quiet", "."],
        _djade(),
    ]
    for command in commands:
        subprocess.run(command, cwd=ROOT, check=False)
    return 0
