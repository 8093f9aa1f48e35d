"""The servers that other tests stand on really start, lose their data and come back."""

import socket

import psycopg
import pytest
import redis as redis_client

from tests.servers import Postgres, Redis, free_port, wait_for


def test_postgresql_keeps_what_was_committed_when_it_is_restarted(postgres: Postgres):
    url = postgres.create("house")
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE answers AS SELECT 42 AS number")

    postgres.restart()

    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT number FROM answers").fetchall() == [(42,)]


def test_redis_forgets_everything_when_it_is_restarted(redis: Redis):
    with redis_client.Redis.from_url(redis.url) as client:
        client.set("word", "here")

        redis.restart()

        assert client.get("word") is None


def test_the_browser_shows_a_page(browser):
    page = browser.new_page()
    page.set_content("<h1>Rathaus</h1>")

    assert page.inner_text("h1") == "Rathaus"


def test_waiting_says_what_the_last_answer_was():
    with pytest.raises(TimeoutError, match=r"not within 0\.1 s; the last answer was 0"):
        wait_for(lambda: 0, within=0.1)


def test_a_test_that_leaves_this_machine_is_stopped():
    with (
        socket.socket() as way_out,
        pytest.raises(AssertionError, match=r"connect to 192\.0\.2\.1"),
    ):
        way_out.connect(("192.0.2.1", 80))


def test_a_free_port_is_free():
    assert 1024 < free_port() < 65536
