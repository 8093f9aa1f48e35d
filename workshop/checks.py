"""Runs every check and every group of tests, all of them, and counts the failures at the end."""

import os
import subprocess
import time
from dataclasses import dataclass

from workshop import environment, preparing
from workshop.environment import PROGRAMS, PYTHON, ROOT

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
OWN_GROUPS = ("halls", "house", "journeys", "browser", "faults")


@dataclass(frozen=True)
class Check:
    """One command that has to end well."""

    name: str
    command: list[str]


def _program(name: str, *words: str) -> list[str]:
    return [str(PROGRAMS / name), *words]


def _tests(name: str, *paths: str, processes: int = 1) -> Check:
    # -rs: why a test was skipped is part of the result.
    command = [str(PYTHON), "-m", "pytest", "-rs", *paths]
    if processes > 1:
        command += ["-n", str(processes), "--dist", "loadfile"]
    return Check(f"tests: {name}", command)


def _djade() -> Check:
    templates = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))
    return Check("templates (djade)", _program("djade", "--check", *templates))


def _checks() -> list[Check]:
    manage = [str(PYTHON), "manage.py"]
    return [
        Check("format (ruff)", _program("ruff", "format", "--check", "--quiet", ".")),
        Check("lint (ruff)", _program("ruff", "check", "--quiet", ".")),
        _djade(),
        Check("types (mypy)", _program("mypy", "--no-error-summary")),
        Check("contracts (import-linter)", _program("lint-imports", "--no-logo")),
        Check("migrations", [*manage, "makemigrations", "--check", "--dry-run", "-v", "1"]),
        Check("settings (django check)", [*manage, "check", "--fail-level", "WARNING"]),
    ]


def _groups() -> list[Check]:
    others = [f"--ignore=tests/{name}" for name in OWN_GROUPS]
    return [
        _tests("unit", "tests", *others, processes=2),
        _tests("halls", "tests/halls", processes=2),
        *(_tests(name, f"tests/{name}") for name in OWN_GROUPS if name != "halls"),
    ]


def check() -> int:
    """Run what needs no servers: format, lint, types, contracts, migrations."""
    environment.ensure("test")
    preparing.compile_messages()
    return _run_all(_checks(), lacking=[])


def test() -> int:
    """Run everything."""
    began = time.monotonic()
    lacking = preparing.for_tests()
    print(f"Prepared in {time.monotonic() - began:.0f} s.", flush=True)
    return _run_all([*_checks(), *_groups()], lacking=lacking)


def fix() -> int:
    """Mend what the tools can mend by themselves."""
    environment.ensure("test")
    commands = [
        _program("ruff", "check", "--fix", "--quiet", "."),
        _program("ruff", "format", "--quiet", "."),
        _program("djade", *_djade().command[2:]),
    ]
    for command in commands:
        subprocess.run(command, cwd=ROOT, check=False)
    return 0


def _run_all(checks: list[Check], *, lacking: list[str]) -> int:
    results = []
    for one in checks:
        print(f"\n── {one.name} " + "─" * max(0, 76 - len(one.name)), flush=True)
        began = time.monotonic()
        done = subprocess.run(
            one.command, cwd=ROOT, env=os.environ | SETTINGS, stdin=subprocess.DEVNULL, check=False
        )
        results.append((one.name, time.monotonic() - began, done.returncode))
    print("\n── result " + "─" * 70)
    for name, seconds, code in results:
        print(f"{'ok    ' if not code else 'FAILED'}  {seconds:6.1f} s  {name}")
    for sentence in lacking:
        print(f"lacking  {sentence}")
    failures = sum(1 for *_, code in results if code)
    if lacking and os.environ.get("CI", "").lower() == "true":
        failures += 1
    print(f"{failures or 'No'} {'failure' if failures == 1 else 'failures'}.", flush=True)
    return 1 if failures else 0
