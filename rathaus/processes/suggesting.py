"""Makes test cases that meet every rule of a process once, from invented answers."""

import datetime as dt
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_engine.answers.naming import placed
from forms_engine.answers.sampling import Rule, sample_answers
from forms_engine.definition import Definition
from rathaus.people.models import User
from rathaus.processes import examples
from rathaus.processes.models import Example, Process
from rathaus.processes.trying import compiled_to_try

_NAMES: Final = {
    "plain": gettext_lazy("Nur das Nötigste"),
    "route": gettext_lazy("Geht an %(name)s"),
    "nobody": gettext_lazy("Passt zu keiner Zuständigkeit"),
    "fee": gettext_lazy("Gebühr „%(name)s“"),
    "reduction": gettext_lazy("Ermäßigung bei „%(name)s“"),
    "page": gettext_lazy("Mit Seite „%(name)s“"),
    "question": gettext_lazy("Mit Frage „%(name)s“"),
}
_LONGEST: Final = 60


def suggest(
    process: Process, definition: Definition, *, by: User | None, at: dt.datetime
) -> list[Example]:
    """
    Keep up to ten test cases that meet every rule that none meets yet.

    :raises NotTriable: if the definition has errors.
    :raises TooMany: if there are too many test cases already.
    """
    compiled = compiled_to_try(definition, process.parameters)
    known = [placed(compiled, each.answers) for each in process.examples.all()]
    return [
        examples.keep(
            process,
            name=_name(sample.rule),
            compiled=compiled,
            answers=sample.answers,
            by=by,
            at=at,
        )
        for sample in sample_answers(compiled, already=known)
    ]


def _name(rule: Rule) -> str:
    name = rule.name if len(rule.name) <= _LONGEST else f"{rule.name[:_LONGEST]}…"
    return _("Vorschlag: %(what)s") % {"what": str(_NAMES[rule.code]) % {"name": name}}
