"""The offices of a new city as rows of a page, typed or read from a file."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rathaus.cities.founding import MOST_OFFICES, Office, Problem

_FIRST_ROWS: Final = 3
_MORE_ROWS: Final = 3
_PREFIX: Final = "amt"
COUNT: Final = "aemter"


class OfficeForm(forms.Form):
    """One office; an empty row is none."""

    key = forms.CharField(label=gettext_lazy("Kennung"), max_length=50)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    phone = forms.CharField(label=gettext_lazy("Telefon"), max_length=40, required=False)
    email = forms.CharField(label=gettext_lazy("E-Mail"), max_length=254, required=False)
    street = forms.CharField(
        label=gettext_lazy("Straße und Hausnummer"), max_length=120, required=False
    )
    postcode = forms.CharField(label=gettext_lazy("Postleitzahl"), max_length=5, required=False)
    place = forms.CharField(label=gettext_lazy("Ort"), max_length=80, required=False)
    opening_hours = forms.CharField(
        label=gettext_lazy("Öffnungszeiten"), max_length=200, required=False
    )
    is_fallback = forms.BooleanField(label=gettext_lazy("Auffangstelle"), required=False)

    def main_fields(self) -> list[forms.BoundField]:
        """Return what every office has."""
        return [self[name] for name in ("name", "key", "phone", "email")]

    def more_fields(self) -> list[forms.BoundField]:
        """Return what an office has that sits elsewhere than the town hall."""
        return [self[name] for name in ("street", "postcode", "place", "opening_hours")]

    @property
    def is_open(self) -> bool:
        """Say whether the second part of the row has something to show."""
        return any(field.value() or field.errors for field in self.more_fields())


class Offices:
    """The rows of the page; those that are empty are left out."""

    def __init__(self, rows: Sequence[OfficeForm]) -> None:
        self.rows = rows
        self.count = len(rows)
        self.problem = ""

    @classmethod
    def typed(cls, data: Mapping[str, Any]) -> "Offices":
        """Return the rows that somebody typed, to be judged."""
        return cls([_row(row, data) for row in range(_count(data))])

    @classmethod
    def kept(cls, data: Mapping[str, Any], *, more: bool) -> "Offices":
        """Return the rows that somebody typed so far, with empty ones below if they want more."""
        typed = cls.typed(data)
        offices = [{name: row[name].data for name in row.fields} for row in typed.rows]
        return cls.shown(offices, count=typed.count + _MORE_ROWS * more)

    @classmethod
    def read(cls, offices: Sequence[Office]) -> "Offices":
        """Return rows with what stood in a file, to be judged."""
        data: dict[str, str] = {}
        for row, office in enumerate(offices):
            for name, value in dataclasses.asdict(office).items():
                if value:
                    data[f"{_PREFIX}-{row}-{name}"] = "on" if value is True else value
        return cls([_row(row, data) for row in range(len(offices))])

    @classmethod
    def shown(
        cls, offices: Sequence[Mapping[str, Any]] = (), *, count: int = _FIRST_ROWS
    ) -> "Offices":
        """Return rows that nobody has to answer for yet."""
        number = min(max(count, len(offices), 1), MOST_OFFICES)
        told = [*offices, *({} for _each in range(number - len(offices)))]
        return cls([_row(row, None, initial=told[row]) for row in range(number)])

    @property
    def filled(self) -> list[OfficeForm]:
        """Return the rows in which something stands."""
        return [row for row in self.rows if row.has_changed()]

    def are_valid(self) -> bool:
        """Say whether every row could be an office."""
        return all(row.is_valid() for row in self.filled)

    def offices(self) -> list[Office]:
        """Return them as they were typed."""
        return [Office(**row.cleaned_data) for row in self.filled]

    def add_problem(self, problem: Problem) -> None:
        """Show what is wrong where it stands."""
        if problem.row is None:
            self.problem = problem.sentence
        else:
            self.filled[problem.row].add_error(problem.field, problem.sentence)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield each input that has to be mended, by its place on the page, with what is wrong."""
        if self.problem:
            yield "#aemter", self.problem
        for number, row in enumerate(self.rows, 1):
            for name, texts in row.errors.items() if row.has_changed() else ():
                for text in texts:
                    label = {"number": number, "label": row[name].label, "text": text}
                    sentence = _("Amt %(number)d, %(label)s: %(text)s") % label
                    yield f"#{row[name].auto_id}", sentence


def _row(row: int, data: Mapping[str, Any] | None, *, initial: Any = None) -> OfficeForm:
    return OfficeForm(
        data,
        prefix=f"{_PREFIX}-{row}",
        initial=initial,
        empty_permitted=True,
        use_required_attribute=False,
    )


def _count(data: Mapping[str, Any]) -> int:
    text = str(data.get(COUNT, ""))
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(MOST_OFFICES))
    return min(max(int(text), 1), MOST_OFFICES) if is_number else _FIRST_ROWS
