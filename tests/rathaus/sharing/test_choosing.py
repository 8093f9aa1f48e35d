"""What a new city begins with is chosen from the shelf."""

import pytest

from rathaus.cities.scope import for_city
from rathaus.sharing.choosing import NotOnShelf, all_of, named, recommended_of, takeable
from rathaus.sharing.curating import recommend
from tests import factories
from tests.sharing_stories import offered


@pytest.fixture
def offer(frankfurt):
    return offered(frankfurt)


@pytest.fixture
def variant(offer, wiesbaden):
    """Return an offer of what was made out of another one."""
    variant = offered(wiesbaden, slug="hund-anders")
    with for_city(wiesbaden):
        variant.process.upstream_id = offer.process_id
        variant.process.save(update_fields=["upstream"])
    return variant


def test_what_is_recommended_comes_first(offer, wiesbaden):
    other = offered(wiesbaden)
    operator = factories.make_user("betrieb@rathaus.example", is_superuser=True)
    recommend(other, is_recommended=True, by=operator)

    assert takeable() == [other, offer]
    assert recommended_of(takeable()) == [other]


def test_what_was_made_out_of_another_offer_is_not_taken_twice(offer, variant):
    assert set(takeable()) == {offer, variant}
    assert all_of(takeable()) == [offer]


def test_one_is_named_with_or_without_its_city(offer, variant, wiesbaden):
    double = offered(wiesbaden)

    assert named(takeable(), ["hund-anders"]) == [variant]
    assert named(takeable(), ["wiesbaden/hund-anmelden"]) == [double]
    assert named(takeable(), ["hund-anmelden", "hund-anmelden"]) in ([offer], [double])
    with pytest.raises(NotOnShelf, match="kassel/hund"):
        named(takeable(), ["kassel/hund"])
