"""What the page "Übernehmen" shows of each process, before anything is made."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, QueryDict

from forms_engine.checking.wording import written_texts
from forms_engine.definition import Definition
from forms_engine.texts import names_used, render
from rathaus.cities.models import City, Department
from rathaus.cities.scope import ALL_CITIES, current_city, for_city
from rathaus.processes.models import Process
from rathaus.processes.publishing import defaults_of
from rathaus.sharing.arriving import Elsewhere, values_elsewhere
from rathaus.sharing.mapping import own_departments, proposed_roles
from rathaus.sharing.models import ForeignProcess, Offer
from rathaus.sharing.taking_over import NotOffered, Offered, Source, offered_version
from rathaus.studio.parameter_kinds import value_text
from rathaus.studio.take_over_forms import CityForm

# As many as anybody looks at on one page.
MOST: Final = 60
_MOST_TEXTS: Final = 12
_LONGEST_TEXT: Final = 400


@dataclass(frozen=True)
class Wanted:
    """
    A process that somebody wants to take over.

    :param here: processes of this city that came from the same one.
    :param texts: texts with the city's own names and values in them, as they will read here.
    """

    key: str
    source: Source
    offered: Offered
    form: CityForm
    here: list[Process] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Return what the process is called."""
        return str(self.offered.definition["title"])

    @property
    def is_foreign(self) -> bool:
        """Say whether it comes from another installation."""
        return self.offered.foreign_id is not None


def sources_of(asked: QueryDict) -> list[Source]:
    """
    Return what an address asks for.

    :raises Http404: if something of it was never offered to this city.
    """
    offers = _numbers(asked.getlist("angebot"))
    foreign = _uuids(asked.getlist("fremd"))
    if len(offers) + len(foreign) > MOST:
        raise Http404
    own = current_city()
    with for_city(ALL_CITIES):
        rows: dict[Any, Source] = {
            each.pk: each for each in Offer.objects.filter(pk__in=offers).exclude(city=own)
        }
    rows |= {each.pk: each for each in ForeignProcess.objects.filter(pk__in=foreign)}
    if rows.keys() != {*offers, *foreign}:
        raise Http404
    return [rows[each] for each in (*offers, *foreign)]


def wanted_of(sources: list[Source], data: QueryDict | None) -> list[Wanted]:
    """
    Return each of them with its form.

    :raises NotOffered: if one is not offered any more.
    """
    found = [(source, offered_version(source)) for source in sources]
    departments = own_departments()
    roots = {each.upstream_id for _source, each in found if each.upstream_id}
    elsewhere = values_elsewhere(roots)
    here = _running_here(found)
    city = current_city()
    return [
        _wanted(source, each, departments, elsewhere, here, city=city, data=data)
        for source, each in found
    ]


def _wanted(
    source: Source,
    offered: Offered,
    departments: list[Department],
    elsewhere: Mapping[UUID, list[Elsewhere]],
    here: Mapping[Any, list[Process]],
    *,
    city: City,
    data: QueryDict | None,
) -> Wanted:
    key = f"f{source.pk.hex}" if isinstance(source, ForeignProcess) else f"a{source.pk}"
    definition = offered.definition
    form = CityForm(
        data,
        definition=definition,
        departments=departments,
        proposed=proposed_roles(definition, departments),
        elsewhere=elsewhere.get(offered.upstream_id, []) if offered.upstream_id else [],
        prefix=key,
    )
    running = here.get(offered.upstream_id or offered.foreign_id, [])
    return Wanted(key, source, offered, form, running, list(texts_here(definition, {}, city)))


def _running_here(found: list[tuple[Source, Offered]]) -> dict[Any, list[Process]]:
    ups = [each.upstream_id for _source, each in found if each.upstream_id]
    foreign = [each.foreign_id for _source, each in found if each.foreign_id]
    rows = (
        Process.objects.filter(Q(upstream__in=ups) | Q(origin__foreign__in=foreign))
        .select_related("origin")
        .defer("working")
        .order_by("title", "pk")
    )
    here: dict[Any, list[Process]] = {}
    for process in rows:
        origin = getattr(process, "origin", None)
        root = process.upstream_id or (origin.foreign_id if origin else None)
        here.setdefault(root, []).append(process)
    return here


def texts_here(definition: Definition, own: Mapping[str, Any], city: City) -> Iterator[str]:
    """Return the texts that name the city or its values, as they will read here."""
    values = {**defaults_of(definition), **own}
    parameters = definition.get("parameters", {})
    spoken = {
        name: value_text(values.get(name), parameter) or f"[{parameter.get('label', name)}]"
        for name, parameter in parameters.items()
    }
    names = ("name", "authority", "street", "postcode", "place", "phone", "email", "website")
    known = {
        "city": {name: getattr(city, name) for name in names},
        "parameter": spoken,
        "process": {"title": definition["title"]},
    }
    texts = (_filled(text, known) for _name, text in written_texts(definition) if "{{" in text)
    yield from itertools.islice(dict.fromkeys(text for text in texts if text), _MOST_TEXTS)


def _filled(text: str, known: Mapping[str, Any]) -> str:
    """Fill in what is known before anybody applies; the rest is three dots."""
    used = names_used(text)
    if not any(name.startswith(("city.", "parameter.")) for name in used):
        return ""
    context: dict[str, Any] = {**known}
    for name in used:
        room, _dot, rest = name.partition(".")
        if room not in known:
            _put(context, [room, *rest.split(".")] if rest else [room])
    shown = " ".join(render(text, context).split())
    return shown if len(shown) <= _LONGEST_TEXT else f"{shown[:_LONGEST_TEXT]} …"


def _put(context: dict[str, Any], steps: list[str]) -> None:
    for step in steps[:-1]:
        inner = context.setdefault(step, {})
        if not isinstance(inner, dict):
            return
        context = inner
    context.setdefault(steps[-1], "…")


def _numbers(typed: list[str]) -> list[int]:
    found = [each for each in typed if each.isascii() and each.isdigit() and len(each) < 10]  # noqa: PLR2004
    if len(found) != len(typed):
        raise Http404
    return list(dict.fromkeys(int(each) for each in found))


def _uuids(typed: list[str]) -> list[UUID]:
    try:
        return list(dict.fromkeys(UUID(each) for each in typed))
    except (ValueError, ValidationError) as no_name:
        raise Http404 from no_name


__all__ = ["MOST", "NotOffered", "Wanted", "sources_of", "texts_here", "wanted_of"]
