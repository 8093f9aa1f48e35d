"""How gunicorn serves Rathaus in a container: threads, because persistent connections need them."""

import os
import sys
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rathaus.web.hiding import WithoutKeys, without_keys


class LoggerWithoutKeys(Logger):
    """Writes who asked for what, without the keys in links that open somebody's papers."""

    def setup(self, cfg: Any) -> None:
        """Hide them from the lines about failures too."""
        super().setup(cfg)
        self.error_log.addFilter(WithoutKeys())

    def atoms(self, *args: Any) -> dict[str, Any]:
        """Return what a line may name: everything that a browser said, without keys."""
        known: dict[str, Any] = super().atoms(*args)
        return {
            name: without_keys(said) if isinstance(said, str) else said
            for name, said in known.items()
        }


bind = "0.0.0.0:8000"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
# Workers say that they live by touching a file; on a disk that can block them.
worker_tmp_dir = "/dev/shm"  # noqa: S108 - a folder in memory, made for this
timeout = 60
graceful_timeout = 20
# Slow leaks of any library end with the process, and not all at once.
max_requests = 5000
max_requests_jitter = 500
logger_class = LoggerWithoutKeys
accesslog = "-"
# Nothing about who asked: the privacy page promises that.
access_log_format = "%(m)s %(U)s %(s)s %(M)sms"
control_socket_disable = True
