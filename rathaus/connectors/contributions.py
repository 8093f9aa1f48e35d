"""Which e-mails staff get about changes that cities offer each other; of others, only the city."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rathaus.cities.links import link
from rathaus.cities.scope import current_city
from rathaus.connectors.mailing import send
from rathaus.people.models import Membership, User
from rathaus.people.permissions import DESIGNS, Role
from rathaus.sharing.contributions import contribution_of_ours, is_offered_to_us
from rathaus.sharing.models import Contribution

_LANGUAGE = "de"
_MADE = "emails/contribution_made.txt"
_DECIDED = "emails/contribution_decided.txt"
_DISCUSSED = "emails/contribution_discussed.txt"


def tell_of_offer(contribution_id: UUID) -> None:
    """Tell those who compose processes here that another city offers a change, if it still does."""
    contribution = contribution_of_ours(contribution_id)
    if contribution.state == Contribution.State.OPEN:
        _send(contribution, designers(), template=_MADE)


def tell_of_decision(contribution_id: UUID) -> None:
    """Tell the city that offered a change what became of it."""
    contribution = contribution_of_ours(contribution_id)
    _send(contribution, _authors(contribution), template=_DECIDED)


def tell_of_remark(contribution_id: UUID) -> None:
    """Tell the chosen city that the other one said something."""
    contribution = contribution_of_ours(contribution_id)
    people = designers() if is_offered_to_us(contribution) else _authors(contribution)
    _send(contribution, people, template=_DISCUSSED)


def designers() -> list[User]:
    """Return who composes processes of the chosen city; its administrators where nobody does."""
    roles = DESIGNS - {Role.ADMINISTRATOR}
    return _people(roles) or _people(frozenset({Role.ADMINISTRATOR}))


def _people(roles: frozenset[Role]) -> list[User]:
    rows = Membership.objects.filter(role__in=roles)
    people = User.objects.filter(pk__in=rows.values("user"), is_active=True)
    return list(people.exclude(email="").order_by("pk"))


def _authors(contribution: Contribution) -> list[User]:
    """Return who offered it, or everybody who could have, where they have left."""
    author = [each for each in _people(DESIGNS) if each.pk == contribution.by_id]
    return author or designers()


def _send(contribution: Contribution, people: list[User], *, template: str) -> None:
    city = current_city()
    other = contribution.city if is_offered_to_us(contribution) else contribution.upstream.city
    for person in people:
        send(
            to=person.email,
            city=city,
            language=_LANGUAGE,
            subject=_("Vorschlag zu einem Prozess – %(city)s"),
            template=template,
            context={
                "contribution": contribution,
                "process": contribution.upstream,
                "other": other,
                "link": link(city, "studio:contribution", contribution.pk),
            },
        )
