"""The page "Testen": test cases of a process, what they say now, and what is done with them."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rathaus.people.models import User
from rathaus.processes import examples, examples_file
from rathaus.processes.models import Example, Process
from rathaus.processes.suggesting import suggest
from rathaus.processes.trying import NotTriable, compiled_to_try
from rathaus.studio.cases import cases_of
from rathaus.studio.workbench import definition_of, workbench
from rathaus.web.staff import designer_required


@require_GET
@designer_required
def trying(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Show the test cases with what they say now."""
    return _page(request, _process(process_id))


def _process(process_id: UUID) -> Process:
    return get_object_or_404(Process.objects.select_related("published"), pk=process_id)


def _page(request: HttpRequest, process: Process, *, status: int = 200) -> HttpResponse:
    context = workbench(request, process, area="trying")
    context["cases"] = cases_of(process, context["definition"])
    return render(request, "studio/trying.html", context, status=status)


@require_POST
@designer_required
def change(request: HttpRequest, process_id: UUID, example_id: int) -> HttpResponse:
    """Rename, copy or delete a test case, or expect from now on what it does now."""
    process = _process(process_id)
    example = get_object_or_404(Example, pk=example_id, process=process)
    do = _CHANGES.get(request.POST.get("do", ""))
    try:
        said = do(request, process, example) if do else ""
    except examples.TooMany:
        messages.error(request, _too_many())
    else:
        if said:
            messages.success(request, said)
    return _back(process)


def _rename(request: HttpRequest, process: Process, example: Example) -> str:
    del process
    if not request.POST.get("name", "").strip():
        return ""
    examples.rename(example, name=request.POST["name"])
    return _("Der Testfall heißt jetzt „%(name)s“.") % {"name": example.name}


def _duplicate(request: HttpRequest, process: Process, example: Example) -> str:
    del process
    copy = examples.duplicate(example, by=_person(request), at=timezone.now())
    return _("Kopiert als „%(name)s“.") % {"name": copy.name}


def _delete(request: HttpRequest, process: Process, example: Example) -> str:
    del request, process
    name = example.name
    example.delete()
    return _("Der Testfall „%(name)s“ ist gelöscht.") % {"name": name}


def _accept(request: HttpRequest, process: Process, example: Example) -> str:
    definition = definition_of(process)
    try:
        compiled = compiled_to_try(definition, process.parameters)
    except NotTriable:
        return ""
    examples.expect_what_is(example, compiled=compiled, by=_person(request), at=timezone.now())
    return _("Für „%(name)s“ gilt das neue Ergebnis als richtig.") % {"name": example.name}


_CHANGES: dict[str, Callable[[HttpRequest, Process, Example], str]] = {
    "rename": _rename,
    "duplicate": _duplicate,
    "delete": _delete,
    "accept": _accept,
}


@require_POST
@designer_required
def propose(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Make test cases that meet every rule once."""
    process = _process(process_id)
    try:
        made = suggest(process, definition_of(process), by=_person(request), at=timezone.now())
    except examples.TooMany:
        messages.error(request, _too_many())
    except NotTriable:
        messages.error(request, _("Beheben Sie zuerst die Fehler in der Prüfliste."))
    else:
        _say_how_many(request, len(made))
    return _back(process)


def _say_how_many(request: HttpRequest, count: int) -> None:
    if count:
        text = _("Neue Testfälle: %(count)s. Sehen Sie nach, ob ihre Ergebnisse richtig sind.")
        messages.success(request, text % {"count": count})
    else:
        messages.info(request, _("Die Testfälle treffen schon jede Regel."))


@require_GET
@designer_required
def download(_request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Hand out the test cases as a file."""
    process = _process(process_id)
    return JsonResponse(
        examples_file.written(process.examples.order_by("pk")),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": f'attachment; filename="{process.slug}-testfaelle.json"'},
    )


@require_POST
@designer_required
def upload(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Take over test cases from a file."""
    process = _process(process_id)
    file = request.FILES.get("file")
    try:
        # One byte more than is allowed says that there are more.
        content = file.read(examples_file.LARGEST + 1) if file else b""
        for case in examples_file.read(content):
            examples.bring_in(process, **case, by=_person(request), at=timezone.now())
    except examples_file.NoExamples:
        messages.error(request, _("Das ist keine Datei mit Testfällen aus dem Baukasten."))
        return _page(request, process, status=422)
    except examples.TooMany:
        messages.error(request, _too_many())
    return _back(process)


def _back(process: Process) -> HttpResponse:
    return HttpResponseRedirect(reverse("studio:trying", args=[process.pk]), status=303)


def _too_many() -> str:
    return _("Mehr als %(count)s Testfälle gehen nicht.") % {"count": examples.MOST}


def _person(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
