"""How gunicorn serves Rathaus in a container: threads, because persistent connections need them."""

import os

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
accesslog = "-"
access_log_format = "%(h)s %(m)s %(U)s %(s)s %(M)sms"
control_socket_disable = True
