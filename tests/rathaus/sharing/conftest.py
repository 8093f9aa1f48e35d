"""What two installations exchange in many tests: Frankfurt's dog tax, made in Rathaus Nord."""

import pytest

from rathaus.cities.scope import for_city
from rathaus.processes.models import Process
from rathaus.processes.publishing import publish
from rathaus.sharing import parcels
from tests import cast, factories
from tests.rathaus.sharing.installations import elsewhere, forget_at_home, offer, trusted


@pytest.fixture
def rathaus_north(settings, frankfurt):
    """Trust another installation, in whose database Frankfurt's dog tax is."""
    return trusted(settings)


@pytest.fixture
def sent(settings, rathaus_north, frankfurt):
    """Return two parcels of the other installation: before and after it published once more."""
    version = factories.make_version(frankfurt)
    offer(version, words="Gebühren nach unserer Satzung.")
    with elsewhere(settings):
        first = parcels.write(parcels.offered(), at=cast.NOW)
        with for_city(frankfurt):
            process = Process.objects.get(pk=version.process_id)
            newer = {**version.definition, "title": "Hund anmelden, neu"}
            publish(process, definition=newer, parameters={}, by=None, at=cast.NOW, note="Titel")
        second = parcels.write(parcels.offered(), at=cast.NOW)
    forget_at_home(frankfurt)
    return first, second
