"""Processes as one signed file for another town hall: which ones, and the file itself."""

from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rathaus.cities.scope import current_city
from rathaus.sharing import parcels
from rathaus.sharing.signing import fingerprint, own_key, own_name
from rathaus.web.staff import designer_required

_MOST: Final = 500


@require_GET
@designer_required
def choose(request: HttpRequest) -> HttpResponse:
    """Let the person choose what goes into the file."""
    return _page(request)


@require_GET
@designer_required
def download(request: HttpRequest) -> HttpResponse:
    """Hand out the file: what this city has published, and what others offer."""
    ids = _chosen(request)
    wanted = {UUID(each) for each in ids if _is_id(each)}
    shared = _sendable(wanted) if wanted else []
    if not ids:
        return _page(request, problem=_("Wählen Sie mindestens einen Prozess."))
    if len(shared) < len(set(ids)):
        text = _("Nicht alles davon ist veröffentlicht oder wird angeboten. Wählen Sie neu.")
        return _page(request, problem=text)
    try:
        content = parcels.write(shared, at=timezone.now())
    except parcels.NotSendable as refused:
        text = _("„%(title)s“ enthält Zahlen, die sich nicht genau in eine Datei schreiben lassen.")
        return _page(request, problem=text % {"title": refused.title})
    except parcels.TooMuch:
        return _page(request, problem=_("Das wird zu groß für eine Datei. Wählen Sie weniger."))
    name = slugify(shared[0].process.title)[:60] if len(shared) == 1 else "prozesse"
    disposition = f'attachment; filename="{name or "prozess"}.rathaus.json"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(content + b"\n", content_type="application/json", headers=headers)


def _sendable(ids: set[UUID]) -> list[parcels.Shared]:
    own = parcels.published_here(ids)
    return own + parcels.offered(ids - {each.process.pk for each in own})


def _chosen(request: HttpRequest) -> list[str]:
    return request.GET.getlist("prozess")[:_MOST]


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _page(request: HttpRequest, *, problem: str = "") -> HttpResponse:
    city, chosen = current_city(), set(_chosen(request))
    others = [each for each in parcels.offered() if each.process.city_id != city.pk]
    context = {
        "own": [_row(each, chosen) for each in parcels.published_here()],
        "others": sorted((_row(each, chosen) for each in others), key=itemgetter("city", "title")),
        "problem": problem,
        "installation": own_name(),
        "fingerprint": fingerprint(own_key()),
    }
    return render(request, "studio/parcel.html", context, status=422 if problem else 200)


def _row(shared: parcels.Shared, chosen: set[str]) -> dict[str, Any]:
    process = shared.process
    return {
        "id": str(process.pk),
        "title": process.title,
        "city": process.city.name,
        "number": process.published.number if process.published else "",
        "is_chosen": str(process.pk) in chosen,
    }
