"""Founds a city with its offices, or says everything that stands against it in sentences."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from rathaus.cities.appearance import HardToRead, check_colours
from rathaus.cities.models import City, Department
from rathaus.cities.queries import forget_cities
from rathaus.cities.scope import for_city

# As applications/numbers.py reads them back.
_PREFIX: Final = re.compile(r"[A-ZÄÖÜ]{1,4}")
_LONGEST_REMEDY: Final = 4000
MOST_OFFICES: Final = 300
FIELDS: Final = (
    "slug", "name", "authority", "key", "number_prefix", "street", "postcode", "place", "phone",
    "email", "website", "legal_remedy",
)  # fmt: skip


@dataclass(frozen=True)
class Office:
    """A department as it is asked for before the city exists."""

    key: str
    name: str
    street: str = ""
    postcode: str = ""
    place: str = ""
    phone: str = ""
    email: str = ""
    opening_hours: str = ""
    is_fallback: bool = False


@dataclass(frozen=True)
class Problem:
    """
    What is wrong with one answer.

    :param row: the office that it is about, counted from 0; None for the city itself.
    """

    field: str
    sentence: str
    row: int | None = None


class NotFounded(Exception):
    """The city cannot be founded like this; nothing was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(each.sentence for each in problems))
        self.problems = list(problems)


def proposed_remedy() -> str:
    """Return a text for the foot of a notice, with the city's own data still to be put in."""
    return _(
        "Gegen diesen Bescheid können Sie innerhalb eines Monats nach Bekanntgabe Widerspruch "
        "einlegen. Der Widerspruch ist schriftlich, elektronisch nach § 3a Abs. 2 VwVfG oder zur "
        "Niederschrift einzulegen. Anschrift: {Behörde}, {Straße}, {PLZ} {Ort}."
    )


@transaction.atomic
def found(facts: Mapping[str, Any], *, colours: dict[str, str], offices: Sequence[Office]) -> City:
    """
    Found a city with its offices.

    :param facts: what FIELDS names, as text.
    :raises NotFounded: if anything is wrong with it, naming all of it at once.
    """
    told = {name: str(facts.get(name) or "").strip() for name in FIELDS}
    told["legal_remedy"] = _filled_in(told["legal_remedy"], told)
    city = City(**told, colours=colours)
    if problems := [*_about_city(city), *_about_colours(colours), *_about_offices(offices)]:
        raise NotFounded(problems)
    city.save(force_insert=True)
    with for_city(city):
        Department.objects.bulk_create(Department(city=city, **asdict(each)) for each in offices)
    transaction.on_commit(forget_cities)
    return city


def _filled_in(remedy: str, told: Mapping[str, str]) -> str:
    names = {"Behörde": "authority", "Straße": "street", "PLZ": "postcode", "Ort": "place"}
    for word, name in names.items():
        remedy = remedy.replace(f"{{{word}}}", told[name])
    return remedy


def _about_city(city: City) -> Iterator[Problem]:
    wrong = _wrong_fields(city)
    for name, sentence in wrong.items():
        yield Problem(name, sentence)
    if "key" not in wrong and (other := City.objects.filter(key=city.key).first()):
        yield Problem("key", _("Diese Stadt gibt es schon: %(name)s.") % {"name": other.name})
    if "slug" not in wrong and City.objects.filter(slug=city.slug).exists():
        yield Problem("slug", _("„%(slug)s“ hat schon eine andere Stadt.") % {"slug": city.slug})
    if "number_prefix" not in wrong:
        yield from _about_prefix(city.number_prefix)
    if len(city.legal_remedy) > _LONGEST_REMEDY:
        yield Problem("legal_remedy", _("Die Rechtsbehelfsbelehrung ist zu lang."))


def _about_prefix(prefix: str) -> Iterator[Problem]:
    if not _PREFIX.fullmatch(prefix):
        yield Problem("number_prefix", _("Das Kürzel besteht aus 1 bis 4 großen Buchstaben."))
    elif City.objects.filter(number_prefix=prefix).exists():
        text = _("Das Kürzel „%(prefix)s“ hat schon eine andere Stadt.")
        yield Problem("number_prefix", text % {"prefix": prefix})


def _about_colours(colours: dict[str, str]) -> Iterator[Problem]:
    try:
        check_colours(colours)
    except HardToRead as problem:
        yield Problem("colours", str(problem))


def _about_offices(offices: Sequence[Office]) -> Iterator[Problem]:
    if not offices:
        yield Problem("offices", _("Eine Stadt braucht mindestens ein Amt."))
    elif len(offices) > MOST_OFFICES:
        text = _("Mehr als %(number)d Ämter gehen nicht.")
        yield Problem("offices", text % {"number": MOST_OFFICES})
    elif sum(each.is_fallback for each in offices) != 1:
        text = _("Genau ein Amt muss die Auffangstelle sein: Dorthin geht, was keinem Amt gehört.")
        yield Problem("offices", text)
    counted = Counter(each.key for each in offices)
    for row, office in enumerate(offices):
        for name, sentence in _wrong_fields(Department(**asdict(office))).items():
            yield Problem(name, sentence, row)
        if office.key and counted[office.key] > 1:
            text = _("Die Kennung „%(key)s“ steht mehr als einmal da.")
            yield Problem("key", text % {"key": office.key}, row)


def _wrong_fields(row: City | Department) -> dict[str, str]:
    """Return what each field of a row says against its value."""
    skipped = {"id", "city", "colours", "domain", "is_fallback", "publishing_needs_two"}
    asked = [field for field in row._meta.concrete_fields if field.name not in skipped]
    wrong = {}
    for field in asked:
        value = getattr(row, field.attname)
        if "\x00" in str(value):
            wrong[field.name] = _("Das enthält ein Zeichen, das nicht erlaubt ist.")
            continue
        try:
            if value or not field.blank:
                field.clean(value, row)
        except ValidationError as problem:
            wrong[field.name] = " ".join(problem.messages)
    return wrong
