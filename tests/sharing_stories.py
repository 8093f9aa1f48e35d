"""What tests about sharing begin with: a dog tax on the shelf, and cities that want it."""

import copy
from typing import Any

from forms_engine.checking.wording import written_texts
from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from rathaus.sharing.models import Offer
from tests import cast, factories

FEE = {"label": "Steuer im Jahr", "schema": {"type": "string", "format": "money"}}
FEES = [{"id": "dog", "label": "Steuer", "amount": {"parameter": "fee"}}]


def dog_tax(**changes: Any) -> dict[str, Any]:
    """Return a dog tax with a fee that each city sets, said in every language it has."""
    changes = {"parameters": {"fee": FEE}, "fees": FEES, **changes}
    definition = factories.make_definition(**copy.deepcopy(changes))
    definition["texts"] = {"en": {name: f"{text} (en)" for name, text in written_texts(definition)}}
    return definition


def offered(
    city: City,
    *,
    slug: str = "hund-anmelden",
    definition: dict[str, Any] | None = None,
    parameters: dict[str, Any] | None = None,
    **fields: Any,
) -> Offer:
    """Publish a process of a city and put it on the shelf."""
    version = factories.make_version(
        city,
        slug=slug,
        definition=definition or dog_tax(),
        parameters={"fee": "120.00"} if parameters is None else parameters,
    )
    with for_city(city):
        return Offer.objects.create(
            city=city, process=version.process, offered_at=cast.NOW, **fields
        )
