"""The page of texts and languages: a grid to translate in, and files for translators."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forms_engine.definition import Definition, source_language
from forms_engine.editing import EditRejected
from forms_engine.translating import NotReadable, rows
from forms_engine.translating.files import LARGEST, read_translations
from rathaus.processes import editing
from rathaus.processes.models import Process
from rathaus.studio import text_grid, translation_sentences
from rathaus.studio.commanding import carry_out
from rathaus.studio.edit_sentences import refusal_sentence
from rathaus.studio.language_names import addable, direction_of, html_language, language_name
from rathaus.studio.text_grid import Typed
from rathaus.studio.translation_files import FORMATS
from rathaus.studio.workbench import definition_of, workbench
from rathaus.web.staff import designer_required


@require_http_methods(["GET", "HEAD", "POST"])
@designer_required
def languages(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Show texts beside their translations, and store what was typed."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    definition = definition_of(process)
    language = request.GET.get("sprache", "")
    if request.method == "POST":
        return _save(request, process, _known(definition, language))
    others = _others(definition)
    return _page(request, process, language if language in others else next(iter(others), ""))


def _save(request: HttpRequest, process: Process, language: str) -> HttpResponse:
    typed = text_grid.read_typed(request.POST)
    if not typed.texts:
        messages.info(request, _("Es war nichts geändert."))
        return HttpResponseRedirect(request.get_full_path(), status=303)
    arguments = {
        "language": language,
        "texts": typed.texts,
        "seen": typed.seen,
        "sources": typed.sources,
    }
    try:
        edited = editing.edit(
            process,
            command="set_texts",
            arguments=arguments,
            by=request.user,  # type: ignore[arg-type]  # studio views are never anonymous
            at=timezone.now(),
        )
    except EditRejected as refused:
        return _page(request, process, language, typed=typed, refused=refused)
    count = int(edited.said.params["count"])
    messages.success(request, _("Gespeichert: %(count)s Texte.") % {"count": count}
                     if count > 1 else _("Gespeichert."))  # fmt: skip
    return HttpResponseRedirect(request.get_full_path(), status=303)


@require_POST
@designer_required
def add_language(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Offer the process in one more language."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    language = request.POST.get("sprache", "").strip()
    if carry_out(request, process, "add_language", language=language):
        said = _("%(language)s ist hinzugefügt. Übersetzen Sie jetzt die Texte.")
        messages.success(request, said % {"language": language_name(language)})
    return HttpResponseRedirect(address_of(process, language), status=303)


@require_POST
@designer_required
def remove_language(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Offer the process no longer in a language."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    language = request.POST.get("sprache", "")
    if carry_out(request, process, "remove_language", language=language):
        said = _("%(language)s ist entfernt, mit allen Übersetzungen. Rückgängig geht noch.")
        messages.success(request, said % {"language": language_name(language)})
    return HttpResponseRedirect(address_of(process, ""), status=303)


@require_GET
@designer_required
def download_texts(request: HttpRequest, process_id: UUID, file_format: str) -> HttpResponse:
    """Hand out all texts of a language for a translator."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    definition = definition_of(process)
    language = _known(definition, request.GET.get("sprache", ""))
    form = FORMATS[file_format]
    name = f"{process.slug}-{language}.{file_format}"
    return HttpResponse(
        form.write(definition, language, process.slug),
        content_type=form.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
@designer_required
def upload_texts(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """Take over what a translator sends back, as one change."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    definition = definition_of(process)
    language = _known(definition, request.POST.get("sprache", ""))
    file = request.FILES.get("datei")
    try:
        if file is None:
            return _refused_file(request, process, language, _("Wählen Sie eine Datei aus."))
        # One byte more than is taken tells a file that is too large.
        content = file.read(LARGEST + 1)
        taken = read_translations(definition, language, content)
    except NotReadable as refused:
        return _refused_file(request, process, language, translation_sentences.refusal(refused))
    if taken.texts and not carry_out(
        request, process, "set_texts", language=language, texts=taken.texts, sources=taken.sources
    ):
        return HttpResponseRedirect(address_of(process, language), status=303)
    messages.success(request, translation_sentences.summary(taken))
    for warning in translation_sentences.warnings(taken):
        messages.warning(request, warning)
    return HttpResponseRedirect(address_of(process, language), status=303)


def _refused_file(
    request: HttpRequest, process: Process, language: str, sentence: str
) -> HttpResponse:
    return _page(request, process, language, file_error=sentence)


def address_of(process: Process, language: str) -> str:
    """Return the address of the page, with a language's grid open."""
    address = reverse("studio:languages", args=[process.pk])
    return f"{address}?{urlencode({'sprache': language})}" if language else address


def _others(definition: Definition) -> list[str]:
    source = source_language(definition)
    return [each for each in definition.get("languages") or ["de"] if each != source]


def _known(definition: Definition, language: str) -> str:
    if language not in _others(definition):
        raise Http404
    return language


def _page(
    request: HttpRequest,
    process: Process,
    language: str,
    *,
    typed: Typed | None = None,
    refused: EditRejected | None = None,
    file_error: str = "",
) -> HttpResponse:
    context = workbench(request, process, area="languages")
    definition = context["definition"]
    others = _others(definition)
    context |= {
        "source_language": _described(source_language(definition)),
        "languages": [_described(each) | text_grid.counted(definition, each) for each in others],
        "addable": addable([source_language(definition), *others]),
        "conflict": _sentence(refused) if refused else "",
        "file_error": file_error,
        "filters": text_grid.FILTERS.items(),
    }
    if language in others:
        context |= {"language": _described(language)}
        context |= _grid(request, definition, language, typed)
    status = 409 if refused else 422 if file_error else 200
    return render(request, "studio/languages.html", context, status=status)


def _sentence(refused: EditRejected) -> str:
    if refused.message.code == "changed_meanwhile":
        return _(
            "Jemand hat inzwischen dieselben Texte übersetzt. Gespeichert ist noch nichts. Sehen "
            "Sie nach, was dort jetzt steht. Wenn Sie noch einmal speichern, gilt Ihr Text."
        )
    return refusal_sentence(refused)


def _grid(
    request: HttpRequest, definition: Definition, language: str, typed: Typed | None
) -> dict[str, Any]:
    state, part = request.GET.get("stand", ""), request.GET.get("teil", "")
    if typed is not None:
        # What was typed stays in sight, whatever has become of the filter meanwhile.
        chosen = [row for row in rows(definition, language) if row.name in typed.all]
        lines = [text_grid.line_of(row, typed=typed) for row in chosen]
        sheet = None
    else:
        sheet = text_grid.page_of(
            text_grid.chosen_rows(definition, language, state=state, part=part),
            request.GET.get("seite", "1"),
        )
        lines = [text_grid.line_of(row) for row in sheet]
    present = {line.row.name for line in lines}
    return {
        "lines": lines,
        "gone": [text for name, text in typed.texts.items() if name not in present and text]
        if typed
        else [],
        "shown": text_grid.shown_as_json(lines),
        "sheet": sheet,
        "state": state,
        "part": part,
        "parts": text_grid.parts(definition),
    }


def _described(code: str) -> dict[str, Any]:
    return {
        "code": code,
        "name": language_name(code),
        "lang": html_language(code),
        "dir": direction_of(code),
    }
