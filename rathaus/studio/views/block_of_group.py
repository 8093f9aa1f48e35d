"""What a group has to do with blocks: it becomes one, its next version, or takes a newer one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forms_engine import editing
from forms_engine.definition import STRUCTURE, Definition, Node, label_of
from forms_engine.editing import EditRejected
from rathaus.cities.scope import current_city
from rathaus.processes import blocks
from rathaus.processes.models import Block, BlockVersion, Process
from rathaus.studio.block_forms import BlockForm, VersionForm
from rathaus.studio.differences_shown import compared
from rathaus.studio.edit_sentences import broken_sentences, refusal_sentence
from rathaus.studio.views.blocks import address_of, person
from rathaus.studio.workbench import workbench
from rathaus.web.staff import designer_required


@require_http_methods(["GET", "HEAD", "POST"])
@designer_required
def block(request: HttpRequest, process_id: UUID, node_id: str) -> HttpResponse:
    """Say which block a group was taken from; make it a block, or the next version of its own."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    context = workbench(request, process, area="building")
    node = context["definition"]["nodes"].get(node_id)
    if node is None or node["kind"] not in STRUCTURE:
        messages.error(request, _("Nur eine Seite, Gruppe oder Liste kann ein Baustein werden."))
        return _to(process, node_id if node else "")
    origin = blocks.origin_of(node)
    # Of a block that is no longer there a new one can be made.
    found = next(iter(blocks.library(key=origin[0])), None) if origin else None
    is_own = found is not None and found.city_id == current_city().pk
    form = _form(request, label_of(node), is_new=found is None)
    is_sent = request.method == "POST" and (found is None or is_own)
    if is_sent and form.is_valid() and _make(request, process, node_id, form, found):
        return HttpResponseRedirect(request.path, status=303)
    context |= {
        "node_id": node_id,
        "name": label_of(node),
        "found": found,
        "number": origin[1] if origin else 0,
        "newer": blocks.newer_than_used(node),
        "is_own": is_own,
        "form": form,
        "back": address_of(process, node_id),
    }
    return render(request, "studio/block.html", context, status=422 if is_sent else 200)


def _form(request: HttpRequest, name: str, *, is_new: bool) -> BlockForm | VersionForm:
    data = request.POST if request.method == "POST" else None
    return BlockForm(data, initial={"title": name}) if is_new else VersionForm(data)


def _make(
    request: HttpRequest,
    process: Process,
    node_id: str,
    form: BlockForm | VersionForm,
    found: Block | None,
) -> bool:
    """Make a block or its next version; say why not where it is not possible."""
    what: dict[str, Any] = {"node_id": node_id, "by": person(request), "at": timezone.now()}
    try:
        if found is None:
            made = blocks.make_block(process, **form.cleaned_data, **what)
        else:
            made = blocks.make_version(process, key=found.key, **form.cleaned_data, **what)
    except blocks.KeyTaken:
        form.add_error("key", _("Diesen Kurznamen hat schon ein anderer Baustein."))
    except blocks.NothingNew:
        form.add_error("note", _("Die neueste Version sagt schon genau das."))
    except blocks.OlderThanNewest:
        said = _("Inzwischen gibt es eine neuere Version. Übernehmen Sie sie hier zuerst.")
        form.add_error("note", said)
    except EditRejected as refused:
        messages.error(request, refusal_sentence(refused))
    else:
        messages.success(request, _("Der Baustein steht in der Bibliothek."))
        for name in made.lost:
            said = _("„%(name)s“ fragt nach etwas außerhalb. Im Baustein fehlt diese Bedingung.")
            messages.warning(request, said % {"name": name})
        return True
    return False


@require_http_methods(["GET", "HEAD", "POST"])
@designer_required
def take(request: HttpRequest, process_id: UUID, node_id: str) -> HttpResponse:
    """Show what the newest version of a block changes in a process, and take it."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    context = workbench(request, process, area="building")
    definition = context["definition"]
    node = definition["nodes"].get(node_id, {})
    newer = blocks.newer_than_used(node)
    if newer is None:
        messages.info(request, _("Hier gibt es keine neuere Version."))
        return _to(process, node_id if node else "")
    refused = _take(request, process, node_id, newer) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        messages.success(request, _("Übernommen. Mit „Rückgängig“ ist alles wie vorher."))
        return _to(process, node_id)
    try:
        after = _taken(definition, node_id, newer)
    except EditRejected as impossible:
        messages.error(request, refusal_sentence(impossible))
        return _to(process, node_id)
    context |= {
        "node_id": node_id,
        "name": label_of(node),
        "newer": newer,
        "notes": [each for each in newer.block.versions.all() if _is_news(each, node)],
        "groups": compared(definition, after),
        "broken": broken_sentences(refused) if refused else [],
        "refusal": refusal_sentence(refused) if refused else "",
        "back": address_of(process, node_id),
    }
    return render(request, "studio/block_take.html", context, status=409 if refused else 200)


def _take(
    request: HttpRequest, process: Process, node_id: str, newer: BlockVersion
) -> EditRejected | None:
    anyway = request.POST.get("anyway") == "1"
    who = {"by": person(request), "at": timezone.now()}
    try:
        blocks.take(process, newer, node_id=node_id, anyway=anyway, **who)  # type: ignore[arg-type]
    except EditRejected as refused:
        return refused
    return None


def _taken(definition: Definition, node_id: str, newer: BlockVersion) -> Definition:
    """Return what the process would be with the newer version, changing nothing."""
    arguments = {**blocks.taking(definition, node_id, newer), "anyway": True}
    return editing.edit(definition, "take_block", arguments).definition


def _is_news(version: BlockVersion, node: Node) -> bool:
    origin = blocks.origin_of(node)
    return bool(version.note) and (origin is None or version.number > origin[1])


def _to(process: Process, node_id: str) -> HttpResponse:
    return HttpResponseRedirect(address_of(process, node_id), status=303)
