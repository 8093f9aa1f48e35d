"""Says for which city we are asking; a query without a city is refused, never answered for all."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final, TypeVar

from django.db import models

if TYPE_CHECKING:
    from rathaus.cities.models import City


class NoCityChosen(Exception):
    """Somebody asked for rows of a city without saying which city."""

    def __init__(self) -> None:
        super().__init__("Say for which city before asking: `with for_city(city): …`.")


class _AllCities:
    def __repr__(self) -> str:
        return "ALL_CITIES"


ALL_CITIES: Final = _AllCities()
_scope: ContextVar["City | _AllCities | None"] = ContextVar("city", default=None)


def current_scope() -> "City | _AllCities":
    """
    Return the chosen city, or ALL_CITIES where the operator's own work asked for it.

    :raises NoCityChosen: if nobody chose.
    """
    scope = _scope.get()
    if scope is None:
        raise NoCityChosen
    return scope


def current_city() -> "City":
    """
    Return the chosen city.

    :raises NoCityChosen: if none or all were chosen.
    """
    scope = current_scope()
    if isinstance(scope, _AllCities):
        raise NoCityChosen
    return scope


@contextmanager
def for_city(city: "City | _AllCities") -> Iterator[None]:
    """Let every query inside be for this city (or, for the operator's own work, ALL_CITIES)."""
    token = _scope.set(city)
    try:
        yield
    finally:
        _scope.reset(token)


Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class CityRows(models.Manager[Row_co]):
    """The manager of every row that has a city."""

    def get_queryset(self) -> models.QuerySet[Row_co]:
        """Return the rows of the chosen city only."""
        scope = current_scope()
        rows = super().get_queryset()
        return rows if isinstance(scope, _AllCities) else rows.filter(city=scope)
