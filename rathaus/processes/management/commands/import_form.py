"""`manage.py import_form`: forms that were written elsewhere become processes."""

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from forms_engine.importing import Imported, Remark
from rathaus.cities.models import City
from rathaus.processes.importing import read_files, store

_HELP = """Read forms and say what became of each: what was taken over, what could not be expressed
and where.

Read are our own format, JSON Schema (2020-12, 2019-09, draft-07 and older), JSON Schema with a
JSON Forms UI schema or an RJSF uiSchema, and the municipal forms of Bratislava. A layout belongs
to the schema in the same folder, or to the schema named before it:

  manage.py import_form schema.json uischema.json --city frankfurt
  manage.py import_form forms/parking --dry-run

Without --city nothing is stored. The exit code is 1 if a form was refused."""


class Command(BaseCommand):
    """Reports on every form; with a city, stores those that could be read as working copies."""

    help = _HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Keep the lines of the help as they are."""
        kwargs["formatter_class"] = RawDescriptionHelpFormatter
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which files, for whom, and how to report."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="file or folder")
        parser.add_argument(
            "--city", help="store as working copies of this city, by its short name"
        )
        parser.add_argument("--dry-run", action="store_true", help="report only, store nothing")
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *, files: list[Path], city: str | None, **options: Any) -> None:
        """Read, store where that is asked for, and report."""
        owner = _city(city) if city else None
        results = [(imported, "") for imported in read_files(files)]
        if owner and not options["dry_run"]:
            results = [
                (imported, store(imported, city=owner).slug if imported.definition else "")
                for imported, _slug in results
            ]
        if options["json"]:
            reports = [imported.as_json() | {"stored_as": slug} for imported, slug in results]
            self.stdout.write(json.dumps(reports, ensure_ascii=False, indent=2))
        else:
            for imported, slug in results:
                self._report(imported, slug, city or "", details=int(options["verbosity"]))
        if any(imported.definition is None for imported, _slug in results):
            sys.exit(1)

    def _report(self, imported: Imported, slug: str, city: str, *, details: int) -> None:
        if imported.definition is None:
            self.stdout.write(
                self.style.ERROR(f"{imported.name}: not imported. {imported.refused}")
            )
            return
        definition = imported.definition
        self.stdout.write(
            self.style.SUCCESS(
                f"{imported.name}: “{definition['title']}” ({imported.dialect}), "
                f"pages: {len(definition['order'])}, parts: {len(definition['nodes'])}."
            )
        )
        self._list("Taken over", imported.taken_over, shown=0 if details < 2 else None)  # noqa: PLR2004
        self._list("Not expressed", imported.not_expressed, shown=None)
        if slug:
            self.stdout.write(f"  Stored as {slug} of {city}; not online before it is published.")

    def _list(self, heading: str, remarks: list[Remark], *, shown: int | None) -> None:
        hint = " (-v 2 lists them)" if shown == 0 and remarks else ""
        self.stdout.write(f"  {heading}: {len(remarks)}{hint}")
        for remark in remarks[:shown]:
            mark = "! " if remark.blocking else "- "
            self.stdout.write(f"    {mark}{remark.at or '/'}: {remark.message}")


def _city(slug: str) -> City:
    try:
        return City.objects.get(slug=slug)
    except City.DoesNotExist:
        known = ", ".join(City.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no city {slug!r}. There are: {known}.") from None
