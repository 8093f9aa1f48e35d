"""A process is taken over unchanged, remembers where it came from, and nothing private is."""

import time
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forms_engine.definition import digest
from rathaus.cities.scope import for_city
from rathaus.demo.loading import library
from rathaus.processes import editing, examples
from rathaus.processes.models import Example, Process
from rathaus.processes.trying import compiled_to_try
from rathaus.sharing.models import Document, ForeignProcess, ForeignVersion, Installation
from rathaus.sharing.taking_over import NotOffered, take_over
from rathaus.sharing.upstream import base_of, newest_version
from tests import cast, factories
from tests.sharing_stories import dog_tax, offered

NOW = cast.NOW


def taken(source, city, **more):
    given = {"parameters": {}, "roles": {}, "by": None, "at": NOW, **more}
    return take_over(source, city=city, **given)


def keep_example(offer, *, definition, name="Ein Hund", answers=cast.DOG_ANSWERS):
    with for_city(offer.city):
        compiled = compiled_to_try(definition, {"fee": "120.00"})
        return examples.keep(
            offer.process, name=name, compiled=compiled, answers=answers, by=None, at=NOW
        )


def foreign_process(definition, **fields):
    installation = Installation.objects.create(name="Andernorts", public_key="ab" * 32)
    process = ForeignProcess.objects.create(
        id=uuid.uuid4(),
        installation=installation,
        city_name="Kassel",
        title=definition["title"],
        examples=[{"name": "Ein Hund", "answers": {"f_name": "Kim"}, "expected": {}}],
        received_at=NOW,
        **fields,
    )
    document = Document.objects.create(digest=digest(definition), body=definition)
    ForeignVersion.objects.create(
        process=process, number=3, digest=document.digest, document=document, published_at=NOW
    )
    return process


def test_what_is_taken_over_is_the_working_copy_and_not_online(frankfurt, wiesbaden):
    offer = offered(frankfurt)

    process = taken(offer, wiesbaden)

    assert process.working == offer.process.published.definition
    assert (process.city, process.published, process.is_online) == (wiesbaden, None, False)
    assert (process.slug, process.title) == ("hund-anmelden", "Hund anmelden")


def test_it_is_known_where_it_came_from_and_what_it_is_in_step_with(frankfurt, wiesbaden):
    offer = offered(frankfurt)
    user = factories.make_designer(wiesbaden)

    process = taken(offer, wiesbaden, by=user)

    version = offer.process.published
    assert (process.upstream_id, process.base_digest) == (offer.process_id, version.digest)
    with for_city(wiesbaden):
        origin = process.origin
        assert (origin.city_name, origin.title) == ("Frankfurt am Main", "Hund anmelden")
        assert (origin.taken_by, origin.taken_at, origin.foreign) == (user, NOW, None)
        assert [each.digest for each in origin.documents.all()] == [version.digest]
        assert base_of(process) == version.definition
        assert newest_version(process).digest == version.digest


def test_the_citys_own_values_and_departments_are_kept_and_no_others(frankfurt, wiesbaden):
    process = taken(
        offered(frankfurt), wiesbaden, parameters={"fee": "90.00"}, roles={"tax_office": "kasse"}
    )

    assert process.parameters == {"fee": "90.00"}
    assert process.roles == {"tax_office": "kasse"}


def test_the_working_copy_of_the_other_city_is_not_seen(frankfurt, wiesbaden):
    offer = offered(frankfurt)
    with for_city(frankfurt):
        draft = dog_tax(title="Geheimer Entwurf")
        asked = {"command": "replace", "arguments": {"document": draft}, "by": None, "at": NOW}
        editing.edit(offer.process, **asked)

    process = taken(offer, wiesbaden)

    assert "Geheimer Entwurf" not in str(process.working)


def test_test_cases_come_along(frankfurt, wiesbaden):
    definition = dog_tax()
    offer = offered(frankfurt, definition=definition)
    kept = keep_example(offer, definition=definition)

    process = taken(offer, wiesbaden)

    with for_city(wiesbaden):
        copied = process.examples.get()
        assert (copied.name, copied.answers) == ("Ein Hund", kept.answers)
        assert copied.expected == kept.expected
        assert copied.city == wiesbaden


def test_test_cases_that_are_about_a_draft_stay_at_home(frankfurt, wiesbaden):
    definition = dog_tax()
    offer = offered(frankfurt, definition=definition)
    draft = dog_tax()
    draft["nodes"]["f_secret"] = {"kind": "text", "key": "secret", "label": "Geheim"}
    draft["nodes"]["p_owner"]["order"].append("f_secret")
    draft["nodes"]["p_new"] = {"kind": "page", "title": "Neue Seite", "order": []}
    keep_example(offer, definition=draft, answers={**cast.DOG_ANSWERS, "secret": "X"})
    relabelled = dog_tax()
    relabelled["nodes"]["p_owner"]["title"] = "Geheimer Titel"
    keep_example(offer, definition=relabelled, name="Umbenannt")

    process = taken(offer, wiesbaden)

    with for_city(wiesbaden):
        copied = process.examples.get()
    assert copied.name == "Umbenannt"
    assert copied.expected["names"]["p_owner"] == "Halterin oder Halter"


def test_what_another_installation_shares_is_taken_over_alike(wiesbaden):
    source = foreign_process(dog_tax())

    process = taken(source, wiesbaden)

    with for_city(wiesbaden):
        assert (process.origin.foreign, process.upstream) == (source, None)
        assert process.origin.city_name == "Kassel"
        assert process.slug == "hund-anmelden"
        assert [each.name for each in process.examples.all()] == ["Ein Hund"]
        assert newest_version(process).number == 3


@pytest.mark.parametrize(
    "change", [{"is_open": False}, {"withdrawn_at": NOW, "withdrawn_reason": "Veraltet"}]
)
def test_nobody_takes_over_what_is_closed_or_withdrawn(change, frankfurt, wiesbaden):
    offer = offered(frankfurt, **change)

    with pytest.raises(NotOffered):
        taken(offer, wiesbaden)

    with for_city(wiesbaden):
        assert not Process.objects.exists()


def test_an_offer_that_was_closed_since_it_was_looked_at_is_refused(frankfurt, wiesbaden):
    offer = offered(frankfurt)
    with for_city(frankfurt):
        type(offer).objects.filter(pk=offer.pk).update(is_open=False)

    with pytest.raises(NotOffered):
        taken(offer, wiesbaden)


def test_what_is_gone_from_the_other_installation_is_refused(wiesbaden):
    source = foreign_process(dog_tax(), is_gone=True)

    with pytest.raises(NotOffered):
        taken(source, wiesbaden)


def test_it_can_be_taken_over_a_second_time_under_another_address(frankfurt, wiesbaden):
    offer = offered(frankfurt)

    slugs = [taken(offer, wiesbaden).slug for _time in range(2)]

    assert slugs == ["hund-anmelden", "hund-anmelden-2"]


def test_taking_over_is_quick_and_asks_little_of_the_database(frankfurt, wiesbaden):
    definition = library()["hund-anmelden"]
    offer = offered(frankfurt, definition=definition, parameters={})
    with for_city(frankfurt):
        Example.objects.bulk_create(
            Example(city=frankfurt, process=offer.process, name=f"Fall {number}", at=NOW)
            for number in range(20)
        )
    taken(offer, wiesbaden)

    with CaptureQueriesContext(connection) as asked:
        begun = time.perf_counter()
        process = taken(offer, wiesbaden)
        took = time.perf_counter() - begun

    with for_city(wiesbaden):
        assert process.examples.count() == 20
    assert len(asked) <= 15, [each["sql"][:80] for each in asked]
    assert took < 0.25  # 50 ms on a quiet machine; `manage.py benchmark sharing` says how many.
