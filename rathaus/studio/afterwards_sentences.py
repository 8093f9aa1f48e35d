"""Says in sentences what happens after sending: where it goes, what it costs, what is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forms_engine.conditions import sentence
from forms_engine.definition import Definition, label_of
from forms_engine.editing.rooms import item_label, items_of, mark_of
from forms_engine.kinds.figures import exact
from forms_engine.kinds.money import euros
from rathaus.studio.spoken import language_here

OCCASIONS: Final = {
    "granted": gettext_lazy("Wenn der Antrag bewilligt wird"),
    "refused": gettext_lazy("Wenn der Antrag abgelehnt wird"),
    "received": gettext_lazy("Sobald der Antrag da ist"),
}


@dataclass(frozen=True)
class Told:
    """
    One item in words.

    :param name: what its address and commands know it by.
    :param lines: what it does, a sentence or half of one each.
    :param missing: what is still to be done about it.
    """

    name: str
    title: str
    mark: str = ""
    when: str = ""
    lines: tuple[str, ...] = ()
    missing: str = ""
    is_first: bool = False
    is_last: bool = False
    factors: tuple["Told", ...] = field(default=())


def when_sentence(condition: Any, definition: Definition) -> str:
    """Return a condition as "wenn …", nothing where it always holds."""
    if condition is None:
        return ""
    return _("wenn %(condition)s") % {"condition": sentence(condition, definition, language_here())}


def node_name(definition: Definition, node_id: str) -> str:
    """Return what a question is called, or its id where it is gone."""
    return label_of(definition["nodes"].get(node_id, {})) or node_id


def parameter_name(definition: Definition, name: str) -> str:
    """Return what a value of the city is called, or its name where it is gone."""
    return str(definition.get("parameters", {}).get(name, {}).get("label", name))


def spoken(definition: Definition, values: dict[str, Any]) -> Definition:
    """Return the definition with this city's answers in its questions."""
    nodes = {
        node_id: {**node, "options": _options(values.get(node["options"].get("parameter")))}
        if isinstance(node.get("options"), dict)
        else node
        for node_id, node in definition["nodes"].items()
    }
    return {**definition, "nodes": nodes}


def _options(listed: Any) -> list[dict[str, Any]]:
    return [
        each if isinstance(each, dict) else {"value": each, "label": str(each)}
        for each in (listed if isinstance(listed, list) else [])
    ]


# --- fees ---------------------------------------------------------------------------------------


def fees_told(definition: Definition, values: dict[str, Any]) -> Iterator[Told]:
    """Return every fee in words, with this city's amounts."""
    for name, fee in items_of(definition, "fees"):
        yield Told(
            name=name,
            title=item_label(definition, "fees", fee),
            mark=mark_of(fee),
            when=when_sentence(fee.get("when"), definition),
            lines=tuple(_fee_lines(fee, definition, values)),
            factors=tuple(factors_told(fee, definition, values)),
        )


def _fee_lines(fee: dict[str, Any], definition: Definition, values: Any) -> Iterator[str]:
    per = fee.get("per")
    parts = [_amount_here(fee["amount"], values)]
    if per:
        name = {"name": node_name(definition, per)}
        is_list = definition["nodes"].get(per, {}).get("kind") == "list"
        parts.append((_("für jeden Eintrag „%(name)s“") if is_list else _("mal „%(name)s“")) % name)
    yield ", ".join([" ".join(parts), *_positions(fee)])
    more = list(_more(fee, definition))
    if more:
        yield " · ".join(more)


def _positions(fee: dict[str, Any]) -> Iterator[str]:
    first, last = fee.get("from", 1), fee.get("to")
    if last == first:
        yield _("nur für den %(first)s.") % {"first": first}
    elif last:
        yield _("vom %(first)s. bis zum %(last)s.") % {"first": first, "last": last}
    elif first > 1:
        yield _("ab dem %(first)s.") % {"first": first}


def _more(fee: dict[str, Any], definition: Definition) -> Iterator[str]:
    if isinstance(fee["amount"], dict):
        name = str(fee["amount"].get("parameter", ""))
        yield _("Wert der Stadt „%(name)s“") % {"name": parameter_name(definition, name)}
    if offset := fee.get("offset"):
        yield _("gezählt wird ab „%(name)s“") % {"name": node_name(definition, offset)}
    if group := fee.get("group"):
        yield _("aus der Gruppe „%(group)s“ gilt nur die erste, die passt") % {"group": group}


def _amount_here(amount: Any, values: dict[str, Any]) -> str:
    """Return an amount: fixed, by position, or as this city sets it."""
    if not isinstance(amount, dict):
        return _figures(amount)
    now = values.get(str(amount.get("parameter", "")))
    return _("In Ihrer Stadt nicht erhoben") if now in (None, "", []) else _figures(now)


def _figures(amount: Any) -> str:
    if not isinstance(amount, list):
        return _amount(amount)
    if len(amount) == 1:
        return _amount(amount[0])
    parts = [
        _("%(number)s.: %(amount)s") % {"number": number, "amount": _amount(each)}
        for number, each in enumerate(amount, start=1)
    ]
    return _("gestaffelt, %(amounts)s und so weiter") % {"amounts": ", ".join(parts)}


def _amount(amount: Any) -> str:
    figure = exact(amount)
    return str(amount) if figure is None else euros(figure, language_here())


def factors_told(
    fee: dict[str, Any], definition: Definition, values: dict[str, Any]
) -> Iterator[Told]:
    """Return what raises or lowers a fee, in words."""
    for number, factor in enumerate(fee.get("factors", [])):
        yield Told(
            name=str(number),
            title=str(factor.get("label", "")),
            when=when_sentence(factor.get("when"), definition) or _("immer"),
            lines=(times_sentence(factor["times"], definition, values),),
        )


def times_sentence(times: Any, definition: Definition, values: dict[str, Any]) -> str:
    """Return a factor as a share: "0.5" is half of the amount."""
    if isinstance(times, dict):
        name = str(times.get("parameter", ""))
        now = exact(values.get(name))
        share = _percent(now) if now is not None else _("nicht angewendet")
        return _("mal Wert der Stadt „%(name)s“ (bei Ihnen: %(share)s)") % {
            "name": parameter_name(definition, name),
            "share": share,
        }
    figure = exact(times)
    if figure == 0:
        return _("wird erlassen")
    return _("%(percent)s des Betrags") % {"percent": _percent(figure or Decimal(1))}


def _percent(figure: Decimal) -> str:
    written = f"{(figure * 100).normalize():f}"
    return f"{written.replace('.', ',') if language_here() == 'de' else written} %"


# --- routing ------------------------------------------------------------------------------------


def routes_told(definition: Definition, values: dict[str, Any]) -> list[Told]:
    """Return every routing rule in words, in their order."""
    rules = items_of(definition, "routing")
    movable = [name for name, rule in rules if rule.get("when") is not None]
    known = definition.get("roles", {})
    return [
        Told(
            name=name,
            title=item_label(definition, "routing", rule),
            mark=mark_of(rule),
            when=when_sentence(rule.get("when"), definition),
            lines=tuple(_due(rule.get("due_days"), definition, values)),
            missing=_("Diese Zuständigkeit gibt es nicht mehr.")
            if any(role not in known for role in rule["to"])
            else "",
            is_first=name not in movable or name == movable[0],
            is_last=name not in movable or name == movable[-1],
        )
        for name, rule in rules
    ]


def _due(due: Any, definition: Definition, values: dict[str, Any]) -> Iterator[str]:
    if isinstance(due, dict):
        name = str(due.get("parameter", ""))
        now = values.get(name)
        yield _("Frist: Wert der Stadt „%(name)s“ (bei Ihnen: %(days)s)") % {
            "name": parameter_name(definition, name),
            "days": _days(now) if isinstance(now, int) else _("keine"),
        }
    elif due is not None:
        yield _("Frist: %(days)s") % {"days": _days(due)}


def _days(days: int) -> str:
    return ngettext("%(days)s Tag", "%(days)s Tage", days) % {"days": days}


# --- letters ----------------------------------------------------------------------


def notices_told(definition: Definition) -> Iterator[tuple[str, list[Told]]]:
    """Return the letters in words, by the occasion they are written on."""
    letters = items_of(definition, "notices")
    for occasion, heading in OCCASIONS.items():
        yield (
            str(heading),
            [
                Told(
                    name=name,
                    title=str(notice["title"]),
                    mark=mark_of(notice),
                    lines=tuple(_letter_lines(notice)),
                )
                for name, notice in letters
                if notice.get("on") == occasion
            ],
        )


def _letter_lines(notice: dict[str, Any]) -> Iterator[str]:
    beginning = " ".join(str(notice["body"]).split())
    yield f"„{beginning[:159]}…“" if len(beginning) > 160 else f"„{beginning}“"  # noqa: PLR2004
    if notice.get("legal_remedy"):
        yield _("mit Rechtsbehelfsbelehrung")
