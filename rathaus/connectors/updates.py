"""Which e-mails staff get about what was published where a process was taken over from."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rathaus.cities.links import link
from rathaus.connectors.contributions import designers
from rathaus.connectors.mailing import send
from rathaus.sharing.telling import news_of

_LANGUAGE = "de"


def tell_of_update(process_id: UUID) -> None:
    """Tell who composes processes here what is new, and whether it was taken; if it still is."""
    news = news_of(process_id)
    if news is None:
        return
    city = news.process.city
    view = "studio:process" if news.is_taken else "studio:update"
    for person in designers():
        send(
            to=person.email,
            city=city,
            language=_LANGUAGE,
            subject=_("Neue Version eines übernommenen Prozesses – %(city)s"),
            template="emails/update.txt",
            context={"news": news, "link": link(city, view, process_id)},
        )
