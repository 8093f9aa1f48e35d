"""Who may do what, in which city."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from rathaus.cities.scope import for_city
from rathaus.people import permissions
from rathaus.people.models import Membership
from tests import factories


def member(city, role):
    user = factories.make_user(f"{role}@{city.slug}.example")
    with for_city(city):
        Membership.objects.create(city=city, user=user, role=role)
    return user


def test_a_clerk_works_for_the_departments_of_the_chosen_city_only(frankfurt, wiesbaden):
    clerk = factories.make_clerk(factories.department_of(frankfurt))
    with for_city(frankfurt):
        here = [office.name for office in permissions.departments_of(clerk)]
        is_clerk_here = permissions.is_clerk(clerk)
    with for_city(wiesbaden):
        there = permissions.departments_of(clerk)
        is_clerk_there = permissions.is_clerk(clerk)

    assert (here, is_clerk_here) == (["Steueramt"], True)
    assert (there, is_clerk_there) == ([], False)


def test_who_is_not_signed_in_has_no_role(in_frankfurt):
    assert permissions.roles_of(AnonymousUser()) == set()
    assert not permissions.is_staff_here(AnonymousUser())


def test_the_operating_unit_sees_no_cases_without_being_a_clerk(in_frankfurt):
    operator = factories.make_user("unit@example.org", is_superuser=True)

    assert permissions.departments_of(operator) == []


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("designer", {"design"}),
        ("approver", {"design", "publish"}),
        ("administrator", {"design", "publish", "administrate"}),
    ],
)
def test_roles_of_the_studio_include_what_stands_below_them(frankfurt, role, may):
    person = member(frankfurt, role)
    checks = {
        "design": permissions.check_may_design,
        "publish": permissions.check_may_publish,
        "administrate": permissions.check_may_administrate,
    }

    allowed = set()
    with for_city(frankfurt):
        for name, check in checks.items():
            try:
                check(person)
            except permissions.NotAllowed:
                continue
            allowed.add(name)

    assert allowed == may


def test_a_refusal_is_a_sentence(frankfurt):
    with for_city(frankfurt), pytest.raises(permissions.NotAllowed) as refusal:
        permissions.check_may_publish(member(frankfurt, "designer"))

    assert str(refusal.value) == "Veröffentlichen darf hier nur, wer die Rolle „Freigabe“ hat."


def test_a_role_without_a_department_counts_once(frankfurt):
    designer = member(frankfurt, "designer")

    with for_city(frankfurt), pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(city=frankfurt, user=designer, role="designer")
