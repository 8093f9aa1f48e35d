"""The forms for one fee, and for what raises or lowers it."""

import re
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_engine.definition import Definition, label_of, walk
from rathaus.studio.afterwards_forms import ItemForm, from_cities
from rathaus.studio.parameter_kinds import AmountLinesField

_COUNTED: Final = frozenset({"integer", "number", "calculated"})
_MOST: Final = 100


class FeeForm(ItemForm):
    """A fee: how much, for what, and for which position."""

    silent = frozenset({"amounts", "first", "last", "group"})
    folded = frozenset({"first", "last", "offset", "group"})

    label = forms.CharField(
        label=gettext_lazy("Bezeichnung"),
        max_length=200,
        help_text=gettext_lazy("So steht sie im Bescheid, zum Beispiel „Hund, je Jahr“."),
    )
    source = forms.ChoiceField(label=gettext_lazy("Woher kommt der Betrag?"), required=False)
    amounts = AmountLinesField(
        label=gettext_lazy("Betrag in Euro"),
        required=False,
        help_text=gettext_lazy(
            "Ein Betrag. Bei einer Staffel einer je Zeile: für den ersten, für den zweiten …; "
            "der letzte gilt weiter."
        ),
    )
    per = forms.ChoiceField(
        label=gettext_lazy("Wie oft fällt sie an?"),
        required=False,
    )
    first = forms.IntegerField(
        label=gettext_lazy("Ab dem wievielten?"), required=False, min_value=1, max_value=9999
    )
    last = forms.IntegerField(
        label=gettext_lazy("Bis zum wievielten?"), required=False, min_value=1, max_value=9999
    )
    offset = forms.ChoiceField(
        label=gettext_lazy("Wie viele sind schon gezählt?"),
        required=False,
        help_text=gettext_lazy("Etwa die Hunde, die jemand schon angemeldet hat."),
    )
    group = forms.CharField(
        label=gettext_lazy("Gruppe"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Von Gebühren mit derselben Gruppe gilt nur die erste, die passt."),
    )

    def shown(self) -> dict[str, Any]:
        """Return what stands in the fields at first."""
        amount = self.item.get("amount")
        own = amount.get("parameter", "") if isinstance(amount, dict) else ""
        return {
            "label": self.item.get("label"),
            "source": own,
            "amounts": [] if own else amount if isinstance(amount, list) else [amount],
            "per": self.item.get("per", ""),
            "first": self.item.get("from"),
            "last": self.item.get("to"),
            "offset": self.item.get("offset", ""),
            "group": self.item.get("group", ""),
        }

    def prepare(self) -> None:
        """Fill in the choices."""
        lists, numbers = counted(self.definition)
        self.offer(
            "source",
            [
                ("", _("Er steht hier und gilt in allen Städten")),
                *from_cities(self.definition, {"money", "amounts", "fixed"}),
            ],
        )
        self.offer(
            "per",
            [
                ("", _("einmal je Antrag")),
                *(
                    (node_id, _("für jeden Eintrag „%(name)s“") % {"name": n})
                    for node_id, n in lists
                ),
                *((node_id, _("mal „%(name)s“") % {"name": n}) for node_id, n in numbers),
            ],
        )
        self.offer("offset", [("", _("keine, gezählt wird ab 1")), *numbers])

    def clean(self) -> dict[str, Any]:
        """Refuse what does not go together."""
        data = super().clean() or {}
        if not data.get("source") and not data.get("amounts") and "amounts" not in self.errors:
            self.add_error("amounts", _("Schreiben Sie einen Betrag, oder wählen Sie einen Wert."))
        if data.get("first") and data.get("last") and data["first"] > data["last"]:
            self.add_error("last", _("Das liegt vor dem Anfang."))
        return data

    def values(self) -> dict[str, Any]:
        """Return the attributes; None takes one away."""
        data = self.cleaned_data
        amounts = data["amounts"]
        typed = amounts[0] if len(amounts) == 1 else amounts
        return {
            "label": data["label"],
            "amount": {"parameter": data["source"]} if data["source"] else typed,
            "per": data["per"] or None,
            "from": data["first"],
            "to": data["last"],
            "offset": data["offset"] or None,
            "group": data["group"] or None,
        }


class FactorForm(ItemForm):
    """What raises or lowers a fee: a share of the amount."""

    silent = frozenset({"percent"})

    label = forms.CharField(
        label=gettext_lazy("Bezeichnung"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Zum Beispiel „Ermäßigung für Wachhunde“."),
    )
    source = forms.ChoiceField(label=gettext_lazy("Woher kommt der Anteil?"), required=False)
    percent = forms.CharField(
        label=gettext_lazy("Anteil in Prozent"),
        required=False,
        max_length=12,
        help_text=gettext_lazy("50 ist die Hälfte, 0 erlässt die Gebühr, 200 verdoppelt sie."),
    )

    def shown(self) -> dict[str, Any]:
        """Return what stands in the fields at first."""
        times: Any = self.item.get("times")
        if isinstance(times, dict):
            share = {"source": times.get("parameter", "")}
        else:
            share = {"percent": f"{(Decimal(times) * 100).normalize():f}".replace(".", ",")}
        return {"label": self.item.get("label"), **share}

    def prepare(self) -> None:
        """Fill in the choices."""
        own = ("", _("Er steht hier und gilt in allen Städten"))
        cities = from_cities(self.definition, {"fixed", "text", "integer"})
        self.offer("source", [own, *cities])

    def clean(self) -> dict[str, Any]:
        """Refuse what does not go together."""
        data = super().clean() or {}
        data["times"] = None
        if not data.get("source"):
            data["times"] = _share(data.get("percent", ""))
            if data["times"] is None:
                self.add_error("percent", _("Schreiben Sie eine Zahl von 0 bis 10000."))
        return data

    def values(self) -> dict[str, Any]:
        """Return the attributes; None takes one away."""
        data = self.cleaned_data
        times = {"parameter": data["source"]} if data["source"] else data["times"]
        return {"label": data["label"] or None, "times": times}


_NUMBER: Final = re.compile(r"[0-9]{1,5}([.,][0-9]{1,4})?\Z")


def _share(percent: str) -> str | None:
    """Return "0.5" for "50 %"."""
    typed = percent.replace("%", "").strip()
    if not _NUMBER.match(typed):
        return None
    share = Decimal(typed.replace(",", ".")) / 100
    return f"{share.normalize():f}" if share <= _MOST else None


def counted(definition: Definition) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the lists, and the numbers outside of lists, that something can be counted by."""
    lists, numbers = [], []
    for placed in walk(definition):
        pair = (placed.node_id, label_of(placed.node) or placed.node_id)
        if placed.node["kind"] == "list":
            lists.append(pair)
        elif placed.node["kind"] in _COUNTED and not placed.list_ids:
            numbers.append(pair)
    return lists, numbers
