"""Deletes every row of a city in every table, so that a new table is never forgotten."""

from collections.abc import Collection
from typing import Any, Final

from django.apps import apps
from django.db import models, transaction

from rathaus.cities.models import City, CityOwned

_AT_ONCE: Final = 1000

Owned = type[CityOwned]
Key = models.ForeignKey[Any, Any]


def owned_models() -> list[Owned]:
    """Return every table whose rows belong to a city."""
    return [model for model in apps.get_models() if issubclass(model, CityOwned)]


@transaction.atomic
def empty(city: City) -> list[str]:
    """
    Delete all rows of a city, and the city; return where its files lie, which are the caller's.

    What other cities have stays, but for what they said about rows of this one.
    """
    places = _places_of(city)
    for model, loose_ends in _leaves_first(owned_models()):
        for key in loose_ends:
            _rows(key.model, city).update(**{key.name: None})
        while ids := list(_rows(model, city).values_list("pk", flat=True)[:_AT_ONCE]):
            _rows(model, city).filter(pk__in=ids).delete()
    city.delete()
    return places


def _rows(model: type[models.Model], city: City) -> models.QuerySet[Any]:
    # Whatever city is chosen: the manager of every day would ask which.
    return model._base_manager.filter(city=city)


def _places_of(city: City) -> list[str]:
    return [
        place
        for model in owned_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.FileField)
        for place in _rows(model, city).values_list(field.name, flat=True)
        if place
    ]


def _leaves_first(found: Collection[Owned]) -> list[tuple[Owned, list[Key]]]:
    """
    Order tables so that none is emptied while another one points to its rows.

    :return: each with the keys that have to be let go of first, where two point to each other.
    """
    waiting = sorted(found, key=lambda model: model._meta.label)
    ordered: list[tuple[Owned, list[Key]]] = []
    while waiting:
        inbound = {model: _keys_to(model, waiting) for model in waiting}
        loose = [model for model in waiting if all(key.null for key in inbound[model])]
        model = min(loose, key=lambda model: len(inbound[model]))
        waiting.remove(model)
        ordered.append((model, inbound[model]))
    return ordered


def _keys_to(model: Owned, others: Collection[Owned]) -> list[Key]:
    return [
        field
        for other in others
        if other is not model
        for field in other._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is model
    ]
