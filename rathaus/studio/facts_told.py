"""Says in words what the process says of itself, who may apply, and how long answers are kept."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms_engine.definition import Definition
from rathaus.processes.categories import category_label
from rathaus.studio.facts_form import IDENTIFICATION


def facts_told(definition: Definition) -> list[tuple[str, str]]:
    """Return headings with what is set; nothing where nothing is."""
    return list(_facts(definition))


def _facts(definition: Definition) -> Iterator[tuple[str, str]]:
    category = str(definition.get("category", ""))
    yield _("Titel"), str(definition["title"])
    yield _("Kurz gesagt"), str(definition.get("summary", ""))
    yield _("Lebenslage"), category_label(category) if category else ""
    yield _("Suchwörter"), ", ".join(definition.get("keywords", []))
    yield _("Bereithalten"), "; ".join(definition.get("needs", []))
    yield _("Rechtsgrundlage"), "; ".join(definition.get("legal_basis", []))
    yield _("Leistungsschlüssel"), ", ".join(definition.get("service_keys", []))
    yield _("Dauer"), "; ".join(_times(definition))
    yield (
        _("Anmeldung"),
        str(dict(IDENTIFICATION).get(definition.get("identification", "none"), "")),
    )
    yield _("Aufbewahrung"), " ".join(_kept(definition.get("retention", {})))


def _times(definition: Definition) -> Iterator[str]:
    if minutes := definition.get("duration_minutes"):
        yield ngettext("Ausfüllen: %(count)s Minute", "Ausfüllen: %(count)s Minuten", minutes) % {
            "count": minutes
        }
    if days := definition.get("processing_days"):
        yield _("Bearbeitung: %(time)s") % {"time": _days(days)}


def _days(days: Any) -> str:
    if not isinstance(days, int):
        return str(days)
    return ngettext("%(days)s Tag", "%(days)s Tage", days) % {"days": days}


def _kept(retention: dict[str, int]) -> Iterator[str]:
    if days := retention.get("draft_days"):
        yield _("Angefangene Anträge werden nach %(days)s gelöscht.") % {"days": _dative(days)}
    if (days := retention.get("closed_days")) is not None:
        yield _("Abgeschlossene Vorgänge werden nach %(days)s gelöscht.") % {"days": _dative(days)}
    else:
        yield _("Abgeschlossene Vorgänge werden nicht gelöscht.")


def _dative(days: int) -> str:
    return ngettext("%(days)s Tag", "%(days)s Tagen", days) % {"days": days}
