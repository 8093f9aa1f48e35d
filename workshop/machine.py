"""What the machine itself must have, and how it gets it: installed where we may, else named."""

import contextlib
import ctypes
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

POLICY = Path("/usr/sbin/policy-rc.d")
POLICY_TEXT = (
    "#!/bin/sh\n# Laid here for a moment by Rathaus' `make test`: start no service.\nexit 101\n"
)


class Missing(Exception):
    """The machine lacks something, and we may not install it."""


@dataclass(frozen=True)
class Part:
    """Something the machine needs: what for, which packages of Debian, and how to see it."""

    purpose: str
    packages: tuple[str, ...]
    there: Callable[[], bool]


def _library(*names: str) -> Callable[[], bool]:
    def there() -> bool:
        try:
            for name in names:
                ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return there


def _program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def _postgresql() -> bool:
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


VENV = Part(
    "Python's virtual environments",
    ("python3-venv",),
    lambda: importlib.util.find_spec("ensurepip") is not None,
)
PRINTING = Part(
    "printing letters as PDF (WeasyPrint)",
    ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
    _library("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
)
NPM = Part("front-end packages", ("npm",), _program("npm"))
GETTEXT = Part("collecting texts to translate", ("gettext",), _program("xgettext"))
CHROMIUM = Part(
    "tests in a browser",
    ("chromium", "chromium-driver"),
    _program("chromium", "chromium-browser", "google-chrome"),
)
POSTGRESQL = Part("tests on PostgreSQL", ("postgresql",), _postgresql)
REDIS = Part("tests with Redis", ("redis-server",), _program("redis-server"))


def ensure(*parts: Part) -> None:
    """
    Install what is missing.

    :raises Missing: if something is missing afterwards; the sentence says what to do.
    """
    lacking = [part for part in parts if not part.there()]
    packages = [package for part in lacking for package in part.packages]
    as_root = _as_root()
    if packages and as_root is not None:
        _install(packages, as_root=as_root)
        lacking = [part for part in lacking if not part.there()]
    if lacking:
        raise Missing(_sentence(lacking))


def _sentence(lacking: list[Part]) -> str:
    purposes = " and ".join(part.purpose for part in lacking)
    packages = " ".join(package for part in lacking for package in part.packages)
    return f"This machine lacks what is needed for {purposes}: sudo apt-get install {packages}"


def _as_root() -> list[str] | None:
    """Return what to write before a command that needs root, or None if we may not be root."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if (
        sudo
        and not subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode
    ):
        return [sudo, "-n"]
    return None


def _install(packages: list[str], *, as_root: list[str]) -> None:
    print("Installing " + " ".join(packages) + " …", flush=True)
    with _services_stay_off(as_root=as_root):
        # A bare machine has no package lists yet, and a long-lived one has old ones.
        if _apt("install", *packages, as_root=as_root):
            _apt("update", as_root=as_root)
            if trouble := _apt("install", *packages, as_root=as_root):
                print(trouble)


def _apt(action: str, *packages: str, as_root: list[str]) -> str:
    """Run apt-get and return what it complained about, nothing if all went well."""
    options = ["-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"]
    # Given as words and not by our environment, because sudo does not pass that on.
    words = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", action, *options]
    done = subprocess.run(
        [*words, *packages],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout[-2000:] or "apt-get failed" if done.returncode else ""


@contextlib.contextmanager
def _services_stay_off(*, as_root: list[str]) -> Iterator[None]:
    """Keep Debian from starting the servers that it installs; tests start their own."""
    if POLICY.exists():
        yield
        return
    write = f"cat > {POLICY} && chmod 755 {POLICY}"
    subprocess.run([*as_root, "sh", "-c", write], input=POLICY_TEXT, text=True, check=True)
    try:
        yield
    finally:
        subprocess.run([*as_root, "rm", "-f", str(POLICY)], check=True)
