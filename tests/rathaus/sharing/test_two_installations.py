"""Two real installations, each with a database, keys and a web server of its own."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import pytest

from rathaus.demo import serving
from tests.servers import free_port, wait_for

_FOUNDED = """
import tests.factories as factories, tests.cast as cast
from rathaus.cities.scope import for_city
from rathaus.sharing.models import Offer
city = factories.make_city(**cast.{city})
if {offers}:
    version = factories.make_version(city)
    with for_city(city):
        Offer.objects.create(city=city, process_id=version.process_id, offered_at=cast.NOW)
"""
_PUBLISHED_ANEW = """
import tests.cast as cast
from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from rathaus.processes.models import Process
from rathaus.processes.publishing import publish
with for_city(City.objects.get()):
    process = Process.objects.select_related("published").get()
    definition = {**process.published.definition, "title": "Hund anmelden, neu"}
    publish(process, definition=definition, parameters={}, by=None, at=cast.NOW, note="Titel")
"""
_TAKEN_OVER = """
import tests.cast as cast
from rathaus.cities.models import City
from rathaus.sharing.models import ForeignProcess
from rathaus.sharing.taking_over import take_over
city, source = City.objects.get(), ForeignProcess.objects.get()
take_over(source, city=city, parameters={}, roles={}, by=None, at=cast.NOW)
"""
_IN_STEP = """
import json
from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from rathaus.processes.models import Process
from rathaus.sharing.upstream import newest_version, versions_since_base
with for_city(City.objects.get()):
    process = Process.objects.get()
    newest = newest_version(process)
    since = versions_since_base(process)
    told = [(each.number, each.note, each.definition["title"]) for each in since]
    print("SAID", json.dumps([newest and newest.number, told]))
"""


class Installation:
    """A folder with a database, and a web server on it."""

    def __init__(self, name, number):
        self.folder = Path(tempfile.mkdtemp(prefix="rathaus-installation-"))
        self.port = free_port()
        self.environment = {
            **{key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ},
            "ENV_FILE": os.devnull,
            "SECRET_KEY": "only-for-tests",
            "DATA_KEY": f"{number:02x}" * 32,
            "DATA_DIR": str(self.folder),
            "DEBUG": "1",
            "INSTALLATION_NAME": name,
            "ALLOWED_HOSTS": "127.0.0.1",
            "FOLLOW_PRIVATE_ADDRESSES": "1",
            "PYTHONPATH": str(serving.ROOT),
        }
        self.server = None

    @property
    def catalogue(self):
        return f"http://127.0.0.1:{self.port}/katalog/"

    def manage(self, *words, code=0):
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(
            command,
            cwd=serving.ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def do(self, script):
        return self.manage("shell", "-v", "0", "-c", script)

    def in_step(self):
        return json.loads(re.search(r"SAID (.*)", self.do(_IN_STEP))[1])

    def serve(self):
        self.server = serving.start(
            serving.web(host="127.0.0.1", port=self.port, workers=1),
            environment=self.environment,
            log=self.folder / "web.log",
        )
        wait_for(lambda: self.get("schluessel.json"), within=60)

    def get(self, name):
        with urllib.request.urlopen(self.catalogue + name, timeout=5) as answer:
            return json.loads(answer.read())

    def close(self):
        if self.server is not None:
            serving.stop(self.server)
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="module")
def both():
    north, south = Installation("Rathaus Nord", 0x11), Installation("Rathaus Süd", 0x22)
    try:
        north.manage("migrate", "-v", "0")
        shutil.copytree(north.folder, south.folder, dirs_exist_ok=True)
        north.do(_FOUNDED.format(city="FRANKFURT", offers=True))
        south.do(_FOUNDED.format(city="WIESBADEN", offers=False))
        north.serve()
        yield north, south
    finally:
        north.close()
        south.close()


def test_a_process_travels_by_file_and_its_update_by_catalogue(both):
    north, south = both
    file = south.folder / "paket.json"
    assert "1 processes" in north.manage("export_processes", "-o", str(file))

    refused = south.manage("import_parcel", str(file), code=1)
    assert "refused, nothing was changed" in refused
    assert "vertraut dieses Rathaus nicht" in refused

    key = north.get("schluessel.json")
    south.manage("trust_installation", "Rathaus Nord", key["key"], "--catalogue", north.catalogue)
    assert key["fingerprint"] in south.manage("trust_installation")
    assert "new versions: 1" in south.manage("import_parcel", str(file))
    south.do(_TAKEN_OVER)
    assert south.in_step() == [1, []]

    assert "0 new versions, 0 gone" in south.manage("follow_catalogues")
    north.do(_PUBLISHED_ANEW)
    assert "1 new versions, 0 gone" in south.manage("follow_catalogues")
    assert south.in_step() == [2, [[2, "Titel", "Hund anmelden, neu"]]]

    # And back home it is recognised.
    assert "made by this installation" in north.manage("import_parcel", str(file))

    north.do("from rathaus.sharing.models import Offer; Offer._base_manager.update(is_open=False)")
    assert "0 new versions, 1 gone" in south.manage("follow_catalogues")
    assert south.in_step() == [None, []]

    serving.stop(north.server)
    assert "nicht zu erreichen" in south.manage("follow_catalogues", code=1)
    assert "nicht zu erreichen" in south.manage("trust_installation")
    assert south.manage("trust_installation", "Rathaus Nord", key["key"], "--stop")
    assert "vertraut dieses Rathaus nicht" in south.manage("import_parcel", str(file), code=1)
