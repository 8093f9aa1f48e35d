"""The story of giving back: Frankfurt shares its dog tax, Wiesbaden works on it and gives back."""

from rathaus.cities.scope import for_city
from rathaus.processes import editing
from rathaus.processes.models import Process
from rathaus.processes.publishing import publish
from rathaus.sharing.deciding_contributions import accept, consider
from rathaus.sharing.giving_back import contribute, own_changes
from rathaus.sharing.taking_over import take_over
from tests import cast, factories
from tests.sharing_stories import dog_tax, offered

NOW = cast.NOW
SECRET = "Nur in Wiesbaden bekannt"


class Story:
    """Frankfurt offers its dog tax, Wiesbaden took it over and works on it."""

    def __init__(self, frankfurt, wiesbaden):
        self.frankfurt, self.wiesbaden = frankfurt, wiesbaden
        self.offer = offered(frankfurt)
        given = {"parameters": {"fee": "90.00"}, "roles": {"tax_office": "tax_office"}}
        self.clone = take_over(self.offer, city=wiesbaden, by=None, at=NOW, **given)
        self.gesa = factories.make_designer(wiesbaden)
        self.otto = factories.make_designer(frankfurt, first_name="Otto", last_name="Geheim")

    def change(self, city, definition):
        with for_city(city):
            process = self.process(city)
            arguments = {"document": definition}
            editing.edit(process, command="replace", arguments=arguments, by=None, at=NOW)

    def process(self, city):
        rows = Process.objects.select_related("published")
        return rows.get(pk=self.clone.pk if city == self.wiesbaden else self.offer.process_id)

    def offer_back(self, *labels, **more):
        """Offer the changes whose sentences name one of the labels; all, if none is named."""
        with for_city(self.wiesbaden):
            process = self.process(self.wiesbaden)
            ids = ids_of(own_changes(process).changes, labels)
            given = {"title": "Chipnummer", "note": "Weil sie fehlt.", "by": self.gesa, "at": NOW}
            return contribute(process, change_ids=ids, **given | more)

    def accept(self, contribution, **more):
        with for_city(self.frankfurt):
            return accept(contribution, by=self.otto, at=NOW, **more)

    def consider(self, contribution, **more):
        with for_city(self.frankfurt):
            return consider(contribution, **more)

    def publish(self, city):
        with for_city(city):
            process = self.process(city)
            definition = editing.definition_in_hand(process)
            publish(process, definition=definition, parameters=process.parameters, by=None, at=NOW)


def ids_of(changes, labels):
    return [
        each.id for each in changes
        if not labels or any(label in str(line) for label in labels for line in each.differences)
    ]  # fmt: skip


def relabelled(**labels):
    definition = dog_tax()
    for node_id, label in labels.items():
        definition["nodes"][node_id]["label"] = label
    return definition


def with_chip(definition=None):
    definition = definition or dog_tax()
    definition["nodes"]["f_chip"] = {
        "kind": "text", "key": "chip", "label": "Chipnummer", "required": False,
    }  # fmt: skip
    definition["nodes"]["l_dogs"]["order"].append("f_chip")
    definition["texts"]["en"]["f_chip.label"] = "Chip number"
    return definition
