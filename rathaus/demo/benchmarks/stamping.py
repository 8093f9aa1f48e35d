"""A Celery task that does nothing but say when it began: the floor under every other."""

import time

import redis

from rathaus.celery import app


@app.task(name="rathaus.demo.benchmarks.stamp", ignore_result=True)
def stamp(url: str, name: str) -> None:
    """Lay the time of the start, in seconds, into a list in Redis."""
    began = time.time()
    with redis.Redis.from_url(url) as client:
        client.rpush(name, began)
