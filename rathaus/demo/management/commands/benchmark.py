"""`manage.py benchmark WHAT`: what the walk of an application, an edit or sharing costs."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from rathaus.demo.benchmarks.goals import Goal
from rathaus.demo.benchmarks.sharing import measure_sharing
from rathaus.demo.benchmarks.studio import measure_studio
from rathaus.demo.benchmarks.walk import measure_walk


class Command(BaseCommand):
    """Measures in a town and a database of its own; nothing of it stays."""

    help = (
        "Measure the walk of one application (walk), editing (studio), or what cities give each "
        "other (sharing): each figure beside its floor, taken in turns in one run. Works in a new "
        "database of the configured kind, which is gone afterwards."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what to measure, how long, and how to report."""
        parser.add_argument("what", choices=["walk", "studio", "sharing"])
        parser.add_argument(
            "--form", type=Path, action="append", default=[], help="studio: also this form"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--quick", action="store_true", help="few rounds, without memory")
        parser.add_argument("--strict", action="store_true", help="exit with 1 if a goal is missed")

    def handle(self, *, quick: bool, **options: Any) -> None:
        """Measure, then report."""
        goals = []
        for goal in self._goals(options["what"], quick=quick, files=options["form"]):
            goals.append(goal)
            if not options["json"]:
                self.stdout.write(str(goal))
        if options["json"]:
            report = {"benchmark": options["what"], "goals": [goal.as_json() for goal in goals]}
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        if options["strict"] and not all(goal.is_met for goal in goals):
            sys.exit(1)

    def _goals(self, what: str, *, quick: bool, files: list[Path]) -> Iterator[Goal]:
        if what == "sharing":
            return measure_sharing(quick=quick)
        if what == "studio":
            return measure_studio(quick=quick, files=files)
        return measure_walk(quick=quick)
