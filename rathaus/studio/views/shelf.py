"""The shared shelf: found, looked at as citizens see it, compared, and spoken about."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rathaus.cases.figures import figures_of
from rathaus.cities.scope import current_city
from rathaus.people.models import User
from rathaus.processes.categories import Category, category_label
from rathaus.sharing import feedback, shelf
from rathaus.sharing.models import ForeignProcess, Offer
from rathaus.studio import shelf_compared, shelf_preview
from rathaus.studio.shelf_forms import FeedbackForm, wanted_from
from rathaus.web.staff import designer_required

_PAGE = 24


@require_GET
@designer_required
def shelf_list(request: HttpRequest) -> HttpResponse:
    """Show what is on the shelf."""
    wanted = wanted_from(request.GET)
    everything = shelf.entries()
    found = shelf.entries(wanted) if wanted != shelf.Wanted() else everything
    context = {
        "wanted": wanted,
        "is_filtered": wanted != shelf.Wanted(),
        "page": Paginator(found, _PAGE).get_page(request.GET.get("seite")),
        "titles": {each.offer_id: each for each in everything if each.offer_id},
        "cities": shelf.city_names(everything),
        "categories": [each for each in Category.choices if _has(everything, each[0])],
        "trail": [(_("Prozesse"), reverse("studio:processes")), (_("Regal"), None)],
    }
    return render(request, "studio/shelf.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@designer_required
def process(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Show everything that other cities know of an offered process; hear what this one says."""
    offer = _offer(offer_id)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _give(request, offer, form):
        return HttpResponseRedirect(f"{request.path}#rueckmeldungen", status=303)
    published = offer.process.published
    assert published is not None
    context = {
        "offer": offer,
        "definition": published.definition,
        "published": published,
        "category": category_label(offer.process.category),
        "versions": list(offer.process.versions.all()),
        "runners": shelf.runners(offer),
        "figures": figures_of(shelf.process_ids(offer)),
        "feedback": feedback.feedback_on(offer),
        "may_speak": feedback.runs_here(offer),
        "is_own": offer.city_id == current_city().pk,
        "form": form,
        "trail": _trail(offer.process.title),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "studio/shelf_process.html", context, status=status)


@require_POST
@designer_required
def take_back_feedback(request: HttpRequest, offer_id: int, feedback_id: int) -> HttpResponse:
    """Delete what this city said."""
    offer = _offer(offer_id)
    if not feedback.take_back(offer, feedback_id=feedback_id):
        raise Http404
    messages.success(request, _("Gelöscht."))
    address = reverse("studio:shelf-process", args=[offer_id])
    return HttpResponseRedirect(f"{address}#rueckmeldungen", status=303)


@require_GET
@designer_required
def foreign(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Show a process that another installation shares."""
    found, versions = _foreign(process_id)
    context = {
        "foreign": found,
        "versions": versions,
        "newest": next((each for each in versions if each.document), None),
        "category": category_label(found.category),
        "trail": _trail(found.title),
    }
    return render(request, "studio/shelf_foreign.html", context)


@require_GET
@designer_required
def preview(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Show the pages of an offered process as citizens see them; nothing can be filled in."""
    offer = _offer(offer_id)
    published = offer.process.published
    assert published is not None
    back = reverse("studio:shelf-process", args=[offer_id])
    shown = shelf_preview.preview_of(
        published.definition, published.parameters, page_id=request.GET.get("seite", "")
    )
    return _preview(request, shown, title=offer.process.title, back=back)


@require_GET
@designer_required
def foreign_preview(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Show the pages of a process of another installation as citizens see them."""
    found, versions = _foreign(process_id)
    newest = next((each.document for each in versions if each.document), None)
    if newest is None:
        raise Http404
    back = reverse("studio:shelf-foreign", args=[process_id])
    shown = shelf_preview.preview_of(newest.body, {}, page_id=request.GET.get("seite", ""))
    return _preview(request, shown, title=found.title, back=back)


@require_GET
@designer_required
def compare(request: HttpRequest) -> HttpResponse:
    """Show two cities' variants of a process side by side, in sentences."""
    sides = shelf_compared.sides()
    one, other = (sides.get(request.GET.get(name, "")) for name in ("a", "b"))
    context = {
        "choices": [(key, side.name) for key, side in sides.items()],
        "one": one,
        "other": other,
        "compared": shelf_compared.compared_sides(one, other) if one and other else None,
        "trail": _trail(_("Vergleichen")),
    }
    return render(request, "studio/shelf_compare.html", context)


def _preview(
    request: HttpRequest, shown: shelf_preview.Preview | None, *, title: str, back: str
) -> HttpResponse:
    if shown is None:
        messages.error(request, _("Diese Fassung lässt sich nicht zeigen."))
        return HttpResponseRedirect(back, status=303)
    trail = [*_trail(title)[:-1], (title, back), (_("Ansehen"), None)]
    context = {"shown": shown, "title": title, "back": back, "trail": trail}
    return render(request, "studio/shelf_preview.html", context)


def _give(request: HttpRequest, offer: Offer, form: FeedbackForm) -> bool:
    assert isinstance(request.user, User)
    try:
        feedback.give(offer, **form.cleaned_data, by=request.user, at=timezone.now())
    except feedback.NotRunHere as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, _("Danke. Alle Städte sehen Ihre Rückmeldung."))
    return True


def _offer(offer_id: int) -> Offer:
    try:
        return shelf.offer_by_id(offer_id)
    except Offer.DoesNotExist as nothing:
        raise Http404 from nothing


def _foreign(process_id: UUID) -> tuple[ForeignProcess, list[shelf.ForeignVersion]]:
    try:
        return shelf.foreign_by_id(process_id)
    except ForeignProcess.DoesNotExist as nothing:
        raise Http404 from nothing


def _has(found: list[shelf.Entry], category: str) -> bool:
    return any(each.category == category for each in found)


def _trail(last: str) -> list[tuple[str, str | None]]:
    return [
        (_("Prozesse"), reverse("studio:processes")),
        (_("Regal"), reverse("studio:shelf")),
        (last, None),
    ]
