"""Says who may do what in the chosen city; every refusal is a sentence for the person it meets."""

from typing import Protocol

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rathaus.cities.models import Department
from rathaus.people.models import Membership, User

Role = Membership.Role
Person = User | AnonymousUser

# Which roles open which door. An approver may do what a designer may, an administrator both.
WORKS_ON_CASES = frozenset({Role.CLERK})
DESIGNS = frozenset({Role.DESIGNER, Role.APPROVER, Role.ADMINISTRATOR})
PUBLISHES = frozenset({Role.APPROVER, Role.ADMINISTRATOR})
ADMINISTERS = frozenset({Role.ADMINISTRATOR})
STAFF = frozenset(Role)


class NotAllowed(Exception):
    """This person may not do this; the message is written for them."""


class InDepartment(Protocol):
    """Anything that a department is in charge of."""

    department_id: int


def memberships_of(person: Person) -> QuerySet[Membership]:
    """Return the person's roles in the chosen city; none for who is not signed in."""
    if not person.is_authenticated:
        return Membership.objects.none()
    return Membership.objects.filter(user=person).select_related("department")


def roles_of(person: Person) -> set[str]:
    """Return the person's roles in the chosen city."""
    return {membership.role for membership in memberships_of(person)}


def is_staff_here(person: Person) -> bool:
    """Say whether the person has any role in the chosen city."""
    return memberships_of(person).exists()


def is_clerk(person: Person) -> bool:
    """Say whether the person decides cases in the chosen city."""
    return memberships_of(person).filter(role=Role.CLERK).exists()


def departments_of(person: Person) -> list[Department]:
    """Return the departments of the chosen city whose cases the person works on, by name."""
    clerk = memberships_of(person).filter(role=Role.CLERK)
    return sorted(
        {row.department for row in clerk if row.department}, key=lambda office: office.name
    )


def is_operating(person: Person) -> bool:
    """Say whether the person is of the operating unit, which stands above the cities."""
    return isinstance(person, User) and person.is_active and person.is_superuser


def check_may_see(person: Person, thing: InDepartment) -> None:
    """
    Let only the department in charge look.

    :raises NotAllowed: if the person works elsewhere.
    """
    if thing.department_id not in {office.pk for office in departments_of(person)}:
        raise NotAllowed(_("Diesen Vorgang sieht nur das zuständige Amt."))


def check_may_decide(person: Person, thing: InDepartment) -> None:
    """
    Let only a clerk of the department in charge take and decide.

    :raises NotAllowed: if the person works elsewhere.
    """
    if thing.department_id not in {office.pk for office in departments_of(person)}:
        raise NotAllowed(_("Nur das zuständige Amt darf diesen Vorgang bearbeiten."))


def check_may_design(person: Person) -> None:
    """
    Let only those who design processes of this city change them.

    :raises NotAllowed: if the person has no such role here.
    """
    if not roles_of(person) & DESIGNS:
        raise NotAllowed(_("Prozesse bearbeitet hier nur, wer die Rolle „Gestaltung“ hat."))


def check_may_publish(person: Person) -> None:
    """
    Let only approvers put a process online.

    :raises NotAllowed: if the person has no such role here.
    """
    if not roles_of(person) & PUBLISHES:
        raise NotAllowed(_("Veröffentlichen darf hier nur, wer die Rolle „Freigabe“ hat."))


def check_may_administrate(person: Person) -> None:
    """
    Let only administrators change who works here.

    :raises NotAllowed: if the person has no such role here.
    """
    if not roles_of(person) & ADMINISTERS:
        raise NotAllowed(_("Das darf hier nur, wer die Rolle „Verwaltung“ hat."))
