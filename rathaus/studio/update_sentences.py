"""Says in plain words what upstream published, what both sides changed, and how it stands."""

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forms_engine.merging import Conflict, Merged
from rathaus.sharing.in_step import Update
from rathaus.sharing.standing import Standing, State

EXPLANATIONS: Final = {
    "both": gettext_lazy("Sie und %(city)s haben das seit dem gemeinsamen Stand geändert."),
    "removed_here": gettext_lazy("Sie haben das entfernt. %(city)s arbeitet damit weiter."),
    "removed_there": gettext_lazy("%(city)s hat das entfernt. Sie arbeiten damit weiter."),
    "place": gettext_lazy("Sie und %(city)s haben das an verschiedene Stellen gesetzt."),
    "order": gettext_lazy("Sie und %(city)s haben die Reihenfolge geändert."),
    "key": gettext_lazy(
        "Hier und in %(city)s gibt es je eine Frage mit dem technischen Namen „%(key)s“. "
        "Antworten lassen sich nur unter verschiedenen Namen speichern."
    ),
    "fault": gettext_lazy("Jede Fassung für sich geht, beide zusammen nicht."),
}
MINE: Final = {
    "removed_here": gettext_lazy("Es bleibt entfernt"),
    "key": gettext_lazy("Nur meine Frage behalten"),
}
THEIRS: Final = {
    "removed_there": gettext_lazy("Auch hier entfernen"),
    "key": gettext_lazy("Nur die Frage aus %(city)s nehmen"),
}
WRITTEN: Final = {
    "key": gettext_lazy("Beide behalten, „%(name)s“ unter einem anderen technischen Namen"),
}
STANDINGS: Final = {
    State.CLOSED: gettext_lazy(
        "%(city)s bietet diesen Prozess nicht mehr an. Bei Ihnen bleibt alles, wie es ist; "
        "Neuerungen von dort gibt es nicht mehr."
    ),
    State.WITHDRAWN: gettext_lazy(
        "Der Prozess aus %(city)s wurde aus dem Regal genommen. Bei Ihnen bleibt alles, wie es "
        "ist; Neuerungen von dort gibt es nicht mehr."
    ),
    State.GONE: gettext_lazy(
        "Den Prozess aus %(city)s, von dem Ihrer stammt, gibt es nicht mehr. Bei Ihnen bleibt "
        "alles, wie es ist."
    ),
    State.ALONE: gettext_lazy(
        "Dieser Prozess stammt aus %(city)s. Die Verbindung ist gelöst: Er geht seinen eigenen Weg."
    ),
}
BROKEN: Final = {
    "base": gettext_lazy(
        "Der gemeinsame Stand hat Fehler im Aufbau, deshalb lässt sich nichts zusammenführen. "
        "Überspringen Sie die Version, oder lösen Sie die Verbindung."
    ),
    "mine": gettext_lazy(
        "Ihre Arbeitsfassung hat Fehler im Aufbau. Beheben Sie sie zuerst in der Prüfliste; danach "
        "lassen sich die Neuerungen aus %(city)s übernehmen."
    ),
    "theirs": gettext_lazy(
        "Die Version aus %(city)s hat Fehler im Aufbau. Bitten Sie %(city)s, sie zu beheben. Bis "
        "dahin können Sie die Version überspringen."
    ),
    "": gettext_lazy(
        "Der gemeinsame Stand ist nicht mehr bekannt, deshalb lässt sich nichts zusammenführen. "
        "Überspringen Sie die Version, oder lösen Sie die Verbindung."
    ),
}


def headline(update: Update, merged: Merged | None) -> str:
    """Return in one sentence what was published, and what it means here."""
    words: dict[str, Any] = {"city": update.city_name, "number": update.newest.number}
    count = len(update.versions)
    if count > 1:
        head = _("%(city)s hat %(count)s Versionen veröffentlicht, zuletzt Version %(number)s")
    else:
        head = _("%(city)s hat Version %(number)s veröffentlicht")
    head %= words | {"count": count}
    return f"{head}: {_meaning(merged)}." if merged is not None else f"{head}."


def _meaning(merged: Merged) -> str:
    count, open_count = len(merged.changes) + len(merged.conflicts), len(merged.conflicts)
    if not count:
        return _("Bei Ihnen steht das alles schon")
    text = ngettext("%(count)d Neuerung", "%(count)d Neuerungen", count) % {"count": count}
    if open_count:
        rest = ngettext(
            "an %(count)d Stelle entscheiden Sie", "an %(count)d Stellen entscheiden Sie",
            open_count,
        ) % {"count": open_count}  # fmt: skip
    elif count == 1:
        rest = _("sie berührt keine Ihrer Änderungen")
    else:
        rest = _("keine berührt Ihre Änderungen")
    return f"{text}, {rest}"


def standing_sentence(standing: Standing) -> str:
    """Return what has become of upstream, where it offers nothing."""
    template = STANDINGS.get(standing.state)
    return str(template) % {"city": standing.city_name} if template else ""


def words_of(conflict: Conflict, *, city: str, name: str) -> dict[str, str]:
    """Return the sentences of a conflict: what happened, and the three ways out of it."""
    keys = [each for each in conflict.values if isinstance(each, str)]
    words = {"city": city, "name": name, "key": keys[-1] if keys else ""}
    code = conflict.code
    said = {
        "explanation": EXPLANATIONS[code],
        "keep": MINE.get(code, _("Meine Fassung behalten")),
        "take": THEIRS.get(code, _("Fassung aus %(city)s nehmen")),
        "write": WRITTEN.get(code, _("Neu formulieren")),
    }
    return {key: str(template) % words for key, template in said.items()}
