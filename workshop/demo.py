"""`make demo`: from a fresh clone to a town hall that is open."""

import os
import secrets
import socket
from pathlib import Path

from workshop import preparing
from workshop.environment import PYTHON, ROOT

FOLDER = ROOT / "var" / "demo"
SECRETS = ROOT / "var" / "demo.env"


class PortTaken(Exception):
    """Somebody else listens where the demo should."""


def open_demo() -> None:
    """
    Prepare everything and become the demo's process.

    :raises PortTaken: if somebody already listens there.
    """
    host = os.environ.get("HOST", "127.0.0.1")
    port = int(os.environ.get("PORT") or 8000)
    _check_port(host, port)
    preparing.for_demo()
    words = ["serve_demo", "--host", host, "--port", str(port)]
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), "manage.py", *words], _environment(host, port))  # noqa: S606


def _check_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise PortTaken(
                f"Port {port} is in use (or not ours to use). Stop what listens there, "
                f"or choose another: PORT={port + 1} make demo"
            ) from problem


def _environment(host: str, port: int) -> dict[str, str]:
    # Whatever a real installation has set in this shell, the demo touches only its own folder.
    base_url = os.environ.get("BASE_URL", f"http://localhost:{port}")
    return os.environ | {
        **_secrets(SECRETS),
        "ENV_FILE": os.devnull,
        "PYTHONUNBUFFERED": "1",
        "DEMO": "1",
        "DEBUG": "0",
        "DATA_DIR": str(FOLDER),
        "STATIC_ROOT": str(FOLDER / "static"),
        "DATABASE_URL": f"sqlite:///{FOLDER}/rathaus.sqlite3",
        "REDIS_URL": "",
        "BASE_URL": base_url,
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]" if host == "127.0.0.1" else "*",
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
    }


def _secrets(path: Path) -> dict[str, str]:
    """Return the demo's secrets, made once: a second start must read what the first wrote."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = f"SECRET_KEY={secrets.token_urlsafe(48)}\nDATA_KEY={secrets.token_hex(32)}\n"
        fresh = path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(made)
        fresh.rename(path)
    lines = path.read_text().split()
    return dict(line.split("=", 1) for line in lines)
