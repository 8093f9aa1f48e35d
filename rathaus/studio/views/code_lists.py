"""Takes the answers of a choice from a code list or a table."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from forms_engine.definition import label_of
from forms_engine.importing.code_lists import LARGEST, NotACodeList, read_code_list
from rathaus.processes.models import Process
from rathaus.studio.commanding import carry_out
from rathaus.studio.forms import dress
from rathaus.studio.workbench import workbench
from rathaus.web.staff import designer_required

_REFUSALS = {
    "too_large": gettext_lazy("Die Datei ist größer als %(limit)s MB."),
    "too_many": gettext_lazy("Die Liste hat mehr als %(limit)s Zeilen."),
    "no_rows": gettext_lazy("Darin steht keine Zeile mit Wert und Bezeichnung."),
    "no_column": gettext_lazy("Die Spalte „%(name)s“ gibt es nicht. Es gibt: %(known)s."),
    "no_code_list": gettext_lazy("Das ist keine Codeliste im Format Genericode."),
    "xml_broken": gettext_lazy("Die Datei ist kein gültiges XML (Zeile %(line)s)."),
    "xml_doctype": gettext_lazy("Die Datei enthält eine DTD. Solche Dateien lesen wir nicht."),
}


class CodeListForm(forms.Form):
    """A list of answers as a file, and which of its columns to take."""

    file = forms.FileField(
        label=gettext_lazy("Datei"),
        help_text=gettext_lazy(
            "Eine Codeliste aus dem XRepository (Genericode, XML) oder eine Tabelle als CSV, "
            "deren erste Zeile die Spalten nennt."
        ),
    )
    code = forms.CharField(
        label=gettext_lazy("Spalte mit dem Wert, der gespeichert wird"),
        required=False,
        help_text=gettext_lazy("Leer: die Spalte, die die Liste selbst nennt, sonst die erste."),
    )
    name = forms.CharField(
        label=gettext_lazy("Spalte mit der Bezeichnung, die gezeigt wird"),
        required=False,
        help_text=gettext_lazy("Leer: die Spalte, die die Liste selbst nennt, sonst die zweite."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)

    def clean(self) -> dict[str, Any]:
        """Read the file; the answers are then in `options`."""
        cleaned: dict[str, Any] = super().clean() or {}
        if file := cleaned.get("file"):
            try:
                listed = read_code_list(file.read(LARGEST + 1))
                cleaned["options"] = listed.options(
                    code=cleaned.get("code", "").strip(), name=cleaned.get("name", "").strip()
                )
            except NotACodeList as refused:
                self.add_error("file", str(_REFUSALS[refused.code]) % refused.params)
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
@designer_required
def code_list(request: HttpRequest, process_id: UUID, node_id: str) -> HttpResponse:
    """Ask for a list and make its rows the answers of a choice."""
    process = get_object_or_404(Process.objects.select_related("published"), pk=process_id)
    context = workbench(request, process, area="building")
    node = context["definition"]["nodes"].get(node_id, {})
    if node.get("kind") not in {"choice", "choices"}:
        raise Http404
    form = CodeListForm(request.POST or None, request.FILES or None)
    back = f"{reverse('studio:process', args=[process.pk])}?frage={node_id}#arbeit"
    if request.method == "POST" and form.is_valid():
        options = form.cleaned_data["options"]
        sure = request.POST.get("anyway") == "1"
        edited = carry_out(request, process, "set_options", node=node_id, options=options,
                           anyway=sure)  # fmt: skip
        if edited is not None:
            said = ngettext("Eine Antwort übernommen.", "%(count)s Antworten übernommen.",
                            len(options))  # fmt: skip
            messages.success(request, said % {"count": len(options)})
            return HttpResponseRedirect(back, status=303)
    context |= {"form": form, "name": label_of(node) or _("ohne Namen"), "back": back}
    status = 422 if request.method == "POST" else 200
    return render(request, "studio/code_list.html", context, status=status)
