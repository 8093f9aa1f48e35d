"""Takes many processes over at once, as a new city does on its first day."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from rathaus.people.models import User
from rathaus.processes.models import Process
from rathaus.sharing.mapping import own_departments, proposed_roles
from rathaus.sharing.taking_over import Source, offered_version, take_over


@transaction.atomic
def take_over_all(
    sources: Sequence[Source], *, city: City, by: User | None, at: dt.datetime
) -> list[Process]:
    """
    Take all of them over with proposed departments; the city's figures are still to fill in.

    :raises NotOffered: if one of them is private, closed, withdrawn, or gone; then none is taken.
    """
    with for_city(city):
        departments = own_departments()
        return [
            take_over(
                source,
                city=city,
                parameters={},
                roles=proposed_roles(offered_version(source).definition, departments),
                by=by,
                at=at,
            )
            for source in sources
        ]
