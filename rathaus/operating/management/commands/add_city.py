"""`manage.py add_city`: opens a city with offices, an administrator and its first processes."""

import dataclasses
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from rathaus.cities.appearance import COLOURS, MOTIFS, Appearance
from rathaus.cities.departments_file import LARGEST, Unreadable, read_departments
from rathaus.cities.founding import FIELDS, NotFounded, Office, Problem, proposed_remedy
from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from rathaus.operating.arrivals import lacking_in
from rathaus.operating.opening import Administrator, Opened, open_city
from rathaus.sharing.choosing import NotOnShelf, all_of, named, recommended_of, takeable
from rathaus.sharing.models import Offer
from rathaus.sharing.taking_over import NotOffered

_OPTIONAL = {"website", "legal_remedy"}


class Command(BaseCommand):
    """Opens a city, or changes nothing and says why."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what a city is called, how it looks and what it begins with."""
        for name in FIELDS:
            option = f"--{name.replace('_', '-')}"
            parser.add_argument(option, default="", required=name not in _OPTIONAL)
        for name in COLOURS:
            parser.add_argument(f"--{name.replace('_', '-')}", default="", metavar="#RRGGBB")
        parser.add_argument("--motif", choices=MOTIFS, default=MOTIFS[0])
        parser.add_argument("--departments", type=Path, required=True, metavar="FILE.csv")
        parser.add_argument("--administrator", required=True, metavar="EMAIL")
        parser.add_argument("--first-name", default="")
        parser.add_argument("--last-name", default="")
        parser.add_argument(
            "--take-over", default="", metavar="all|recommended|SLUG,SLUG", help="from the shelf"
        )

    def handle(self, *, departments: Path, take_over: str, **options: Any) -> None:
        """Open the city, and print what was done."""
        if known := City.objects.filter(slug=options["slug"]).first():
            raise CommandError(f"The city {known.name} exists already at /{known.slug}/.")
        lines = _read(departments)
        facts = {name: options[name] for name in FIELDS}
        facts["legal_remedy"] = facts["legal_remedy"] or proposed_remedy()
        try:
            opened = open_city(
                facts,
                colours=_colours(options),
                offices=[office for _line, office in lines],
                administrator=Administrator(
                    options["administrator"], options["first_name"], options["last_name"]
                ),
                sources=_chosen(take_over),
                by=None,
                at=timezone.now(),
            )
        except NotFounded as refused:
            told = [_told(each, departments, lines) for each in refused.problems]
            raise CommandError("\n".join(["Nothing was changed.", *told])) from None
        except (NotOffered, NotOnShelf) as refused:
            raise CommandError(f"Nothing was changed. {refused}") from None
        self._say(opened, offices=len(lines))

    def _say(self, opened: Opened, *, offices: int) -> None:
        city = opened.city
        self.stdout.write(f"{city.name} is open at /{city.slug}/ with {offices} departments.")
        self.stdout.write(f"{opened.invitation.user.email} was invited to set it up.")
        with for_city(city):
            for row in lacking_in(opened.processes):
                state = f"to fill in: {row.total}" if row.total else "ready"
                self.stdout.write(f"  {row.title} – {state}")


def _read(path: Path) -> list[tuple[int, Office]]:
    try:
        with path.open("rb") as opened:
            return read_departments(opened.read(LARGEST + 1))
    except OSError as problem:
        raise CommandError(f"{path}: {problem.strerror}.") from None
    except Unreadable as problem:
        raise CommandError("\n".join(f"{path}: {each}" for each in problem.problems)) from None


def _colours(options: dict[str, Any]) -> dict[str, str]:
    own = dataclasses.asdict(Appearance())
    given = {name: options[name].lower() for name in COLOURS if options[name]}
    return own | given | {"motif": options["motif"]}


def _chosen(wish: str) -> list[Offer]:
    if not wish:
        return []
    offers = takeable()
    if wish == "all":
        return all_of(offers)
    if wish == "recommended":
        return recommended_of(offers)
    return named(offers, [name.strip() for name in wish.split(",") if name.strip()])


def _told(problem: Problem, path: Path, lines: list[tuple[int, Office]]) -> str:
    if problem.row is None:
        return f"{problem.field}: {problem.sentence}"
    return f"{path}, line {lines[problem.row][0]}, {problem.field}: {problem.sentence}"
