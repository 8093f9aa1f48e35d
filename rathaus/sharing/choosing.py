"""Chooses from the shelf what a new city begins with: all, what is recommended, or by name."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.sharing.models import Offer
from rathaus.sharing.upstream import open_offers


class NotOnShelf(Exception):
    """Somebody asked for what no city offers; the message names it."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Im Regal gibt es „%(name)s“ nicht.") % {"name": name})


def takeable() -> list[Offer]:
    """Return what can be taken over, recommended first, then by title; no definition is loaded."""
    with for_city(ALL_CITIES):
        offers = open_offers().defer("process__working", "process__published__definition")
        return list(offers.order_by("-is_recommended", "process__title", "city__name", "pk"))


def all_of(offers: Sequence[Offer]) -> list[Offer]:
    """Return each of them but those that were made out of another one of them."""
    offered = {offer.process_id for offer in offers}
    return [offer for offer in offers if offer.process.upstream_id not in offered]


def recommended_of(offers: Sequence[Offer]) -> list[Offer]:
    """Return those that the operating unit recommends."""
    return [offer for offer in offers if offer.is_recommended]


def named(offers: Sequence[Offer], names: Collection[str]) -> list[Offer]:
    """
    Return those that are called so: `hund-anmelden`, or `frankfurt/hund-anmelden`.

    Without a city it is the recommended one, or else the one that others were made out of.

    :raises NotOnShelf: naming the first that is not there.
    """
    originals = {offer.pk for offer in all_of(offers)}
    found: dict[str, Offer] = {}
    for offer in sorted(
        offers, key=lambda each: (not each.is_recommended, each.pk not in originals)
    ):
        slug = offer.process.slug
        found.setdefault(slug, offer)
        found.setdefault(f"{offer.city.slug}/{slug}", offer)
    chosen = {}
    for name in names:
        if name not in found:
            raise NotOnShelf(name)
        chosen[found[name].pk] = found[name]
    return list(chosen.values())
