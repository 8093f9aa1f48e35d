"""Keys in links stay out of logs."""

import logging
import re
import runpy
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import OperationalError
from django.urls import reverse

from rathaus.web.hiding import WithoutKeys, WithoutMessages, without_keys
from tests.house.every_address import SWEEP

KEY = "3f0a9c.1kPq_-Xy.Zz"
OPENING = [name for name, needs in SWEEP.items() if {"token", "key"} & set(needs)]


def address_of(name):
    return "/frankfurt" + reverse(
        name, kwargs={needed: "1" if needed == "uidb36" else KEY for needed in SWEEP[name]}
    )


@pytest.mark.parametrize("name", OPENING)
def test_every_address_that_opens_something_by_its_key_is_shown_without_it(name):
    line = f"Not Found: {address_of(name)} and more"

    assert KEY not in without_keys(line)
    assert without_keys(line).endswith("…/ and more")


@pytest.mark.parametrize("tail", ["", "dokumente/0f0e/", "schliessen/"])
def test_other_addresses_stay_as_they_are(tail):
    assert without_keys(f"GET /frankfurt/meine-antraege/{tail}") == (
        f"GET /frankfurt/meine-antraege/{tail}"
    )


def test_what_django_says_about_a_failed_request_has_no_key(client, frankfurt, caplog):
    caplog.handler.addFilter(WithoutKeys())

    client.get(f"/frankfurt/meine-antraege/{KEY}/")

    assert [record.getMessage() for record in caplog.records] == [
        "Not Found: /frankfurt/meine-antraege/…/"
    ]


def test_every_handler_of_the_installation_hides_keys():
    handlers = settings.LOGGING["handlers"].values()

    assert all("without_keys" in handler["filters"] for handler in handlers)
    assert logging.getLogger("").handlers


def test_the_web_servers_own_log_has_no_keys():
    conf = runpy.run_path(str(Path(settings.BASE_DIR) / "docker" / "gunicorn.conf.py"))
    logger = object.__new__(conf["logger_class"])
    request = SimpleNamespace(headers=[])
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": address_of("portal:mine-open"),
        "PATH_INFO": address_of("portal:mine-open"),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": f"https://rathaus.example{address_of('portal:resume')}",
    }
    response = SimpleNamespace(status="404 Not Found", sent=0, headers=[])
    took = SimpleNamespace(seconds=0, microseconds=5000)

    atoms = logger.atoms(response, request, environ, took)

    assert atoms["U"] == "/frankfurt/meine-antraege/…/"
    assert not [said for said in atoms.values() if KEY in str(said)]


def test_a_failure_is_told_without_what_it_says():
    def inner():
        try:
            int("Kim Muster")
        except ValueError as problem:
            raise KeyError("Kim Muster") from problem

    try:
        inner()
    except KeyError:
        record = logging.LogRecord("x", 40, "", 1, "Failed", (), sys.exc_info())

    told = WithoutMessages("%(message)s").format(record)

    assert "Kim" not in told.replace('int("Kim Muster")', "").replace('KeyError("Kim Muster")', "")
    assert "builtins.ValueError\n" in told
    assert told.endswith("builtins.KeyError")
    assert "in inner" in told


def test_what_an_operator_has_to_know_is_told():
    gone = OperationalError("connection refused")
    record = logging.LogRecord("x", 40, "", 1, "Failed", (), (type(gone), gone, None))

    assert (
        WithoutMessages("%(message)s")
        .format(record)
        .endswith("OperationalError: connection refused")
    )


def test_the_web_servers_own_log_does_not_say_who_asked():
    conf = runpy.run_path(str(Path(settings.BASE_DIR) / "docker" / "gunicorn.conf.py"))

    named = set(re.findall(r"%\(([^)]+)\)s", conf["access_log_format"]))

    assert named == {"m", "U", "s", "M"}
