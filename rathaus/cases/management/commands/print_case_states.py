"""Prints docs/case-states.md from the table of states, so that the page cannot lie."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from rathaus.cases.states import diagram

PAGE: Path = settings.BASE_DIR / "docs" / "case-states.md"


def page() -> str:
    """Return the whole page as it has to stand in docs/."""
    with translation.override("de"):
        return (
            "# The states of a case\n\n"
            "Printed from `WAYS` in `rathaus/cases/states.py` by `manage.py print_case_states`;\n"
            "a test fails when the two differ.\n\n"
            f"```mermaid\n{diagram()}\n```\n\n"
            "Taking a case moves it from *received* to *in_review*, putting it back returns it.\n"
            "A colleague of the same department may take over a case that somebody has in hand.\n"
            "Only a case in review can be decided; a decision is final and makes one notice.\n"
        )


class Command(BaseCommand):
    """Write the page."""

    help = "Write docs/case-states.md from the table of states."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write it."""
        PAGE.write_text(page(), encoding="utf-8")
        self.stdout.write(f"{PAGE.relative_to(settings.BASE_DIR)} is fresh.")
