"""Questions about cities that do not belong to one city."""

import time

from rathaus.cities.models import City, Department

# Cities are read on every request and change a few times a year.
_KEEP_SECONDS = 5.0
_kept: dict[str, tuple[float, City]] = {}


def city_by_slug(slug: str) -> City | None:
    """Return a city by the first segment of an address; at most 5 seconds old."""
    kept = _kept.get(slug)
    if kept and kept[0] > time.monotonic():
        return kept[1]
    city = City.objects.filter(slug=slug).first()
    if city:
        _kept[slug] = (time.monotonic() + _KEEP_SECONDS, city)
    return city


def city_by_domain(host: str) -> City | None:
    """Return the city whose own domain this host is."""
    return City.objects.filter(domain=host).exclude(domain="").first()


def forget_cities() -> None:
    """Read cities anew from now on; for changes that must be seen at once in this process."""
    _kept.clear()


def fallback_department() -> Department:
    """Return the chosen city's department for cases that no rule claims."""
    return Department.objects.filter(is_fallback=True).first() or Department.objects.earliest("pk")
