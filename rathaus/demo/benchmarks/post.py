"""How long after a commit the work begins, with the embedded runner and with Celery."""

import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import threading
import time
import uuid
from collections.abc import Callable, Iterator

import redis
from django.db import transaction
from django.test import override_settings

from rathaus.celery import app
from rathaus.demo import serving
from rathaus.demo.benchmarks import stamping
from rathaus.demo.benchmarks.goals import Goal
from rathaus.demo.benchmarks.town import Town, environment
from rathaus.outbox.models import Delivery, Event
from rathaus.outbox.recording import record

_PATIENCE = 20.0


class NotStarted(Exception):
    """A worker did not begin in time."""


def embedded(town: Town, *, rounds: int) -> Goal:
    """Record news and see when the runner hears it; the goal is in milliseconds."""
    with _process(serving.runner(), town):
        took = _delays(rounds)
    return Goal(
        "commit → start, embedded",
        "ms",
        statistics.median(took),
        _wakeup(),
        "a byte through a pipe to a waiting thread",
        limit=50,
        is_ratio=False,
        also={"p95": _p95(took)},
    )


def queued(town: Town, *, rounds: int) -> Goal | None:
    """Record news and see when a Celery worker hears it; None where there is no Redis server."""
    if not shutil.which("redis-server"):
        return None
    with _redis() as url, override_settings(REDIS_URL=url, CELERY_BROKER_URL=url):
        app.conf.update(broker_url=url)
        worker = [*serving.celery_worker(), "--include", stamping.__name__]
        with _process(worker, town, REDIS_URL=url):
            floor, took = [], []
            for _turn in range(rounds + 2):
                floor.append(_bare_delay(url))
                took.append(_delay())
    floor, took = floor[2:], took[2:]
    return Goal(
        "commit → start, Celery",
        "ms",
        statistics.median(took),
        statistics.median(floor),
        "a bare Celery task on the same Redis",
        limit=2.0,
        also={"p95": _p95(took)},
    )


@contextlib.contextmanager
def _process(command: list[str], town: Town, **more: str) -> Iterator[None]:
    # What was sent before would be worked through first.
    Event.objects.all().delete()
    process = serving.start(
        command,
        environment={**_inherited(), **environment(town), "REDIS_URL": "", **more},
        log=town.folder / "worker.log",
    )
    try:
        _wait(lambda: _delay() is not None, within=_PATIENCE)
        yield
    finally:
        serving.stop(process)


def _delays(rounds: int) -> list[float]:
    return [_delay() for _turn in range(rounds + 2)][2:]


def _delay() -> float:
    """Return the milliseconds from a commit until a listener that does nothing was told."""
    with transaction.atomic():
        event = record("demo.knocked", subject_id=uuid.uuid4())
    committed = time.time()
    delivered: list[float] = []

    def is_done() -> bool:
        delivery = Delivery.objects.filter(event=event, state=Delivery.State.DONE).first()
        if delivery and delivery.done_at:
            delivered.append(delivery.done_at.timestamp())
        return bool(delivered)

    _wait(is_done, within=_PATIENCE)
    return max(0.0, (delivered[0] - committed) * 1000)


def _bare_delay(url: str) -> float:
    name = f"stamp:{uuid.uuid4()}"
    sent = time.time()
    stamping.stamp.apply_async((url, name), retry=False)
    with redis.Redis.from_url(url) as client:
        answer = client.blpop([name], timeout=int(_PATIENCE))
    if answer is None:
        raise NotStarted
    return max(0.0, (float(answer[1]) - sent) * 1000)


def _wait(what: Callable[[], bool], *, within: float) -> None:
    until = time.monotonic() + within
    while not what():
        if time.monotonic() > until:
            raise NotStarted
        time.sleep(0.005)


@contextlib.contextmanager
def _redis() -> Iterator[str]:
    port = _free_port()
    words = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with subprocess.Popen([*words, "--loglevel", "warning"], stdout=subprocess.DEVNULL) as server:  # noqa: S603
        url = f"redis://127.0.0.1:{port}/0"
        try:
            with redis.Redis.from_url(url) as client:
                _wait(lambda: _answers(client), within=_PATIENCE)
            yield url
        finally:
            server.terminate()


def _answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _inherited() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


def _p95(milliseconds: list[float]) -> float:
    ordered = sorted(milliseconds)
    return ordered[int(0.95 * (len(ordered) - 1))]


def _wakeup(rounds: int = 50) -> float:
    """Return the milliseconds that a thread needs to hear of a byte in a pipe."""
    reading, writing = os.pipe()
    heard: list[float] = []

    def listen() -> None:
        for _turn in range(rounds):
            os.read(reading, 1)
            heard.append(time.perf_counter())

    listener = threading.Thread(target=listen)
    listener.start()
    sent = []
    for _turn in range(rounds):
        time.sleep(0.002)
        sent.append(time.perf_counter())
        os.write(writing, b"x")
    listener.join()
    os.close(reading)
    os.close(writing)
    return statistics.median((b - a) * 1000 for a, b in zip(sent, heard, strict=True))
