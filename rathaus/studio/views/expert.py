"""The expert view: the document itself, as JSON, with the same checks and undo as everything."""

import json
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forms_engine.editing import EditRejected
from forms_engine.importing import Refused, SourceFile, read_json
from rathaus.processes.models import Process
from rathaus.processes.replacing import ChangedMeanwhile, replace_document
from rathaus.studio.edit_sentences import history_line, refusal_sentence
from rathaus.studio.editor_words import WORDS
from rathaus.studio.import_sentences import import_sentence
from rathaus.studio.json_lines import lines_of
from rathaus.studio.sentences import sentence
from rathaus.studio.workbench import workbench
from rathaus.web.staff import designer_required

# Of brackets and commas; more values than any form has, before they fill the memory.
_MOST_SIGNS: Final = 600_000
_MOST_SHOWN: Final = 50


@require_http_methods(["GET", "HEAD", "POST"])
@designer_required
def expert(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Show the document, and put another one in its place."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    if request.method != "POST":
        return _page(request, process)
    text = request.POST.get("dokument", "").replace("\r\n", "\n")
    document, problem = _read(text)
    if problem:
        return _page(request, process, text=text, problems=[problem])
    try:
        edited = replace_document(
            process,
            document,
            revision=_revision(request.POST.get("stand", "")),
            by=request.user,  # type: ignore[arg-type]  # studio views are never anonymous
            at=timezone.now(),
        )
    except ChangedMeanwhile as meanwhile:
        lines = [
            {"line": history_line(each), "who": each.by, "at": each.at} for each in meanwhile.edits
        ]
        return _page(request, process, text=text, meanwhile=lines)
    except EditRejected as refused:
        return _page(request, process, text=text, problems=_problems(text, refused))
    if edited.patch:
        messages.success(request, _("Gespeichert. Rückgängig nimmt alles auf einmal zurück."))
    else:
        messages.info(request, _("Es war nichts geändert."))
    return HttpResponseRedirect(request.path, status=303)


def _read(text: str) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Return the document, or what keeps it from being one."""
    if sum(map(text.count, "{[,")) > _MOST_SIGNS:
        return {}, {"sentence": _("Das sind mehr Werte, als ein Prozess haben kann."), "line": None}
    try:
        document = read_json(SourceFile("", text.encode("utf-8", "replace")))
    except Refused as refused:
        line = refused.message.params.get("line")
        return {}, {"sentence": import_sentence(refused.message), "line": line}
    if not isinstance(document, dict):
        return {}, {"sentence": _("Ein Prozess ist ein Objekt in { }."), "line": 1}
    return document, None


def _problems(text: str, refused: EditRejected) -> list[dict[str, Any]]:
    if not refused.findings:
        return [{"sentence": refusal_sentence(refused), "line": None}]
    shown = refused.findings[:_MOST_SHOWN]
    lines = lines_of(text, {each.pointer for each in shown})
    return [
        {"sentence": sentence(each), "line": lines[each.pointer], "place": each.pointer}
        for each in sorted(shown, key=lambda each: lines[each.pointer])
    ]


def _revision(text: str) -> int:
    """Return a number that came with a form; nonsense is a state that never was."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000000") else -1


def _page(
    request: HttpRequest,
    process: Process,
    *,
    text: str | None = None,
    problems: list[dict[str, Any]] | None = None,
    meanwhile: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    process.refresh_from_db(fields=["working", "revision"])
    context = workbench(request, process, area="expert")
    written = json.dumps(context["definition"], ensure_ascii=False, indent=2)
    # On mistakes the text still stands on the state it was made of; on a conflict it is a choice.
    stand = request.POST.get("stand", "") if problems else process.revision
    context |= {
        "text": written if text is None else text,
        "problems": problems or [],
        "meanwhile": meanwhile,
        "words": json.dumps({name: str(said) for name, said in WORDS.items()}),
        "is_conflict": meanwhile is not None,
        "stand": stand,
    }
    status = 409 if meanwhile is not None else 422 if problems else 200
    return render(request, "studio/expert.html", context, status=status)
