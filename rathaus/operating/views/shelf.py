"""The shelf of all cities, as the operating unit looks after it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rathaus.operating.shelf_forms import WithdrawForm
from rathaus.sharing import curating
from rathaus.sharing.curating import NotCurated
from rathaus.sharing.lagging import lagging
from rathaus.sharing.models import Offer
from rathaus.web.staff import operating_required, operator_of


@require_safe
@operating_required
def shelf(request: HttpRequest) -> HttpResponse:
    """List what cities offer each other, with how many use it and how many lag behind."""
    return render(request, "operating/shelf.html", {"rows": curating.curated()})


@require_safe
@operating_required
def offer(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Show one offer and who lags behind it."""
    row = _offer(offer_id)
    return _page(request, row, WithdrawForm(successors=curating.successors_for(row)))


@require_POST
@operating_required
def recommend(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Recommend it, or no longer."""
    row = _offer(offer_id)
    try:
        curating.recommend(
            row, is_recommended=request.POST.get("empfohlen") == "ja", by=operator_of(request)
        )
    except NotCurated as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Gespeichert."))
    return _to(row)


@require_POST
@operating_required
def withdraw(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Withdraw it with a reason, and perhaps with what to use instead."""
    row = _offer(offer_id)
    form = WithdrawForm(request.POST, successors=curating.successors_for(row))
    if form.is_valid():
        try:
            curating.withdraw(
                row,
                reason=form.cleaned_data["reason"],
                successor=form.successor_chosen(),
                by=operator_of(request),
                at=timezone.now(),
            )
        except NotCurated as problem:
            form.add_error(problem.field, str(problem))
        else:
            messages.success(request, _("Zurückgezogen. Niemand übernimmt es mehr."))
            return _to(row)
    return _page(request, row, form, status=422)


@require_POST
@operating_required
def put_back(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Offer again what was withdrawn."""
    row = _offer(offer_id)
    curating.put_back(row, by=operator_of(request))
    messages.success(request, _("Es steht wieder im Regal."))
    return _to(row)


def _offer(offer_id: int) -> Offer:
    try:
        return curating.offer_to_curate(offer_id)
    except Offer.DoesNotExist:
        raise Http404 from None


def _to(row: Offer) -> HttpResponse:
    return HttpResponseRedirect(reverse("operating:offer", args=[row.pk]), status=303)


def _page(
    request: HttpRequest, row: Offer, form: WithdrawForm, *, status: int = 200
) -> HttpResponse:
    context = {"offer": row, "lagging": lagging(row.process), "form": form}
    return render(request, "operating/offer.html", context, status=status)
