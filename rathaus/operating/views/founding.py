"""The page on which a city is founded."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rathaus.cities.appearance import COLOURS
from rathaus.cities.departments_file import LARGEST, Unreadable, read_departments
from rathaus.cities.founding import NotFounded, Office
from rathaus.operating.city_forms import CityForm
from rathaus.operating.looking import looks_of
from rathaus.operating.office_forms import Offices
from rathaus.operating.opening import Administrator, Opened, open_city
from rathaus.sharing.choosing import takeable
from rathaus.sharing.taking_over import NotOffered
from rathaus.web.staff import operating_required, operator_of


@require_http_methods(["GET", "HEAD", "POST"])
@operating_required
def add_city(request: HttpRequest) -> HttpResponse:
    """Ask for everything about a city, and open it; rows and files of offices are only shown."""
    if request.method != "POST":
        return _page(request, CityForm(shelf=takeable()), Offices.shown())
    step, file = request.POST.get("_do"), request.FILES.get("departments")
    try:
        read = _read(file, is_wanted=step == "read")
    except Unreadable as unreadable:
        kept = CityForm.kept(request.POST, shelf=takeable())
        offices = Offices.kept(request.POST, more=False)
        return _page(request, kept, offices, file=unreadable.problems)
    if step in {"row", "read", "look"}:
        kept = CityForm.kept(request.POST, shelf=takeable())
        shown = Offices.shown([asdict(office) for office in read])
        offices = shown if read else Offices.kept(request.POST, more=step == "row")
        return _page(request, kept, offices)
    form = CityForm(request.POST, shelf=takeable())
    offices = Offices.read(read) if read else Offices.typed(request.POST)
    opened = _opened(request, form, offices)
    if opened is None:
        return _page(request, form, offices)
    text = _("%(name)s ist eingerichtet. Die Einladung an %(email)s ist unterwegs.")
    names = {"name": opened.city.name, "email": opened.invitation.user.email}
    messages.success(request, text % names)
    return HttpResponseRedirect(reverse("operating:city", args=[opened.city.slug]), status=303)


def _read(file: UploadedFile | None, *, is_wanted: bool) -> list[Office]:
    if file is None:
        if is_wanted:
            raise Unreadable([_("Wählen Sie eine Datei aus.")])
        return []
    return [office for _line, office in read_departments(file.read(LARGEST + 1))]


def _opened(request: HttpRequest, form: CityForm, offices: Offices) -> Opened | None:
    # Both are looked at, so that everything is said at once.
    if not all([form.is_valid(), offices.are_valid()]):
        return None
    told = form.cleaned_data
    try:
        return open_city(
            form.facts(),
            colours=form.colours(),
            offices=offices.offices(),
            administrator=Administrator(
                told["admin_email"], told["admin_first_name"], told["admin_last_name"]
            ),
            sources=form.sources(),
            by=operator_of(request),
            at=timezone.now(),
        )
    except NotFounded as refused:
        for problem in refused.problems:
            if problem.row is not None or problem.field == "offices":
                offices.add_problem(problem)
            else:
                name = "action" if problem.field == "colours" else problem.field
                form.add_error(name, problem.sentence)
    except NotOffered as refused:
        form.add_error("offers", str(refused))
    return None


def _page(
    request: HttpRequest,
    form: CityForm,
    offices: Offices,
    *,
    file: list[str] | None = None,
) -> HttpResponse:
    found: list[tuple[str, str]] = [("#departments", text) for text in file or []]
    found += [*form.problems(), *offices.problems()]
    context: dict[str, Any] = {
        "form": form,
        "sections": form.sections(),
        "looks": looks_of({name: form[name].value() for name in COLOURS}),
        "offices": offices,
        "file_problems": file or [],
        "errors": [{"href": href, "text": text} for href, text in found],
        "here": "cities",
    }
    return render(request, "operating/add_city.html", context, status=422 if found else 200)
