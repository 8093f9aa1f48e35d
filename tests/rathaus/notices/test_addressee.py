from rathaus.notices.addressee import Addressee, addressee_of
from tests import factories
from tests.rathaus.notices import stories


def test_the_first_person_and_the_first_address_are_the_recipient():
    fields = (*stories.FIELDS, {"kind": "person", "key": "other", "label": "Vertretung"})
    answers = {
        "owner": {"title": "Dr.", **stories.PERSON},
        "home": {**stories.ADDRESS, "extra": "Hinterhaus"},
        "other": {"given_name": "Kim", "family_name": "Muster"},
    }

    found = addressee_of(factories.one_page(*fields), answers)

    assert found == Addressee(
        "Dr. Zoë Šimić-Nguyễn",
        ("Dr. Zoë Šimić-Nguyễn", "Hinterhaus", "Große Straße 12 a", "60313 Frankfurt am Main"),
    )


def test_plain_fields_are_read_by_their_purpose():
    purposes = {
        "organisation": "organization",
        "first": "given-name",
        "last": "family-name",
        "road": "billing street-address",
        "code": "postal-code",
        "town": "address-level2",
    }
    fields = (
        {"kind": "text", "key": key, "label": key, "autocomplete": purpose}
        for key, purpose in purposes.items()
    )
    answers = {
        "organisation": "Verein e. V.",
        "first": "Kim",
        "last": "Muster",
        "road": "Weg 1",
        "code": "65183",
        "town": "Wiesbaden",
    }

    assert addressee_of(factories.one_page(*fields), answers) == Addressee(
        "Kim Muster", ("Verein e. V.", "Kim Muster", "Weg 1", "65183 Wiesbaden")
    )


def test_people_in_lists_are_not_the_recipient():
    definition = factories.make_definition()
    definition["nodes"]["f_call"]["kind"] = "person"

    assert addressee_of(definition, {"dogs": [{"call": stories.PERSON}]}) == Addressee("", ())
