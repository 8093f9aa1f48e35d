"""Puts two cities' variants of a process side by side: what is asked, which figures they set."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forms_engine.definition import Definition
from rathaus.cities.scope import ALL_CITIES, current_city, for_city
from rathaus.processes.models import Process
from rathaus.sharing.upstream import open_offers
from rathaus.studio.city_told import values_told
from rathaus.studio.differences_shown import Group, compared


@dataclass(frozen=True)
class Side:
    """A published variant of a process."""

    key: str
    name: str
    process_id: Any

    def published(self) -> tuple[Definition, Mapping[str, Any]]:
        """Return what is published, with the city's own figures."""
        with for_city(ALL_CITIES):
            process = Process.objects.select_related("published").get(pk=self.process_id)
        assert process.published is not None
        return process.published.definition, process.published.parameters


@dataclass(frozen=True)
class Compared:
    """
    Two variants side by side.

    :param groups: what is different, in sentences, from the first to the second.
    :param figures: what both cities set: (label, here, there), where they differ.
    """

    groups: list[Group] | None
    figures: list[tuple[str, str, str]]


def sides() -> dict[str, Side]:
    """Return everything that can be compared: what is offered, and the own city's processes."""
    own = current_city()
    with for_city(ALL_CITIES):
        offers = open_offers().defer("process__published__definition", "process__working")
        found = [
            Side(f"a{each.pk}", f"{each.process.title} – {each.city.name}", each.process_id)
            for each in offers.order_by("process__title", "city__name")
        ]
    offered = {each.process_id for each in found}
    rows = Process.objects.filter(published__isnull=False).exclude(pk__in=offered)
    found += [
        Side(f"p{row.pk}", f"{row.title} – {own.name}", row.pk)
        for row in rows.defer("working").order_by("title")
    ]
    return {each.key: each for each in found}


def compared_sides(one: Side, other: Side) -> Compared:
    """Compare two variants."""
    (before, here), (after, there) = one.published(), other.published()
    return Compared(compared(before, after), list(_figures(before, here, after, there)))


def _figures(
    before: Definition, here: Mapping[str, Any], after: Definition, there: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    told = [
        {value.name: value for value in values_told(definition, dict(own))}
        for definition, own in ((before, here), (after, there))
    ]
    for name in dict.fromkeys((*told[0], *told[1])):
        ours, theirs = told[0].get(name), told[1].get(name)
        texts = [_("gibt es hier nicht") if each is None else each.here for each in (ours, theirs)]
        if texts[0] != texts[1]:
            label = (ours or theirs).label  # type: ignore[union-attr]
            yield label, texts[0], texts[1]
