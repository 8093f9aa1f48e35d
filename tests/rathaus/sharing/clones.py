"""What tests about staying in step begin with: a process on the shelf, and cities that run it."""

import copy
from typing import Any

from forms_engine.checking.wording import written_texts
from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from rathaus.processes import editing
from rathaus.processes.models import Process
from rathaus.processes.publishing import publish
from rathaus.sharing.models import Offer
from rathaus.sharing.taking_over import take_over
from tests import cast
from tests.sharing_stories import dog_tax, offered

NOW = cast.NOW


def changed(definition: dict[str, Any], **labels: str) -> dict[str, Any]:
    """Return a definition in which questions are worded differently, translations too."""
    after = copy.deepcopy(definition)
    for node_id, label in labels.items():
        after["nodes"][node_id]["label"] = label
    after["texts"] = {"en": {name: f"{text} (en)" for name, text in written_texts(after)}}
    return after


def with_question(definition: dict[str, Any], key: str, label: str) -> dict[str, Any]:
    """Return a definition with one more question on its first page."""
    after = copy.deepcopy(definition)
    after["nodes"][f"f_{key}"] = {"kind": "text", "key": key, "label": label, "required": False}
    after["nodes"]["p_owner"]["order"].append(f"f_{key}")
    return changed(after)


def clone(offer: Offer, city: City, **more: Any) -> Process:
    """Take an offer over into a city that has a value and a department for everything."""
    given = {"parameters": {"fee": "90.00"}, "roles": {"tax_office": "tax_office"}, **more}
    return take_over(offer, city=city, by=None, at=NOW, **given)


def publishes(process: Process, definition: dict[str, Any], *, note: str = "", at: Any = NOW):
    """Publish a newer version of a process, with the values it has."""
    with for_city(process.city):
        newest = Process.objects.get(pk=process.pk)
        return publish(newest, definition=definition, parameters={"fee": "120.00"}, by=None,
                       at=at, note=note)  # fmt: skip


def edits(process: Process, node_id: str, label: str) -> None:
    """Word a question differently in the working copy."""
    with for_city(process.city):
        editing.edit(
            process,
            command="set",
            arguments={"node": node_id, "attribute": "label", "value": label},
            by=None,
            at=NOW,
        )


def now_of(process: Process) -> Process:
    """Return a process as it is now."""
    with for_city(process.city):
        return Process.objects.select_related("published", "city").get(pk=process.pk)


__all__ = ["changed", "clone", "dog_tax", "edits", "now_of", "offered", "publishes"]
__all__ += ["with_question"]
