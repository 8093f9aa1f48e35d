"""Where django-formtools keeps a walk: in the draft, as clean answers."""

from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from formtools.wizard.storage.base import BaseStorage

from rathaus.applications import filling_in

if TYPE_CHECKING:
    from rathaus.portal.walk import Walk


class DraftStorage(BaseStorage):
    """Reads from and writes to the draft that the request is about."""

    def __init__(self, prefix: str, request: HttpRequest, file_storage: None = None) -> None:
        super().__init__(prefix, request, file_storage)
        self.walk = cast("Walk", request.walk)  # type: ignore[attr-defined]
        self.init_data()
        self.current_step = self.walk.page_id

    def set_step_data(self, step: str, cleaned_data: dict[str, Any]) -> None:
        """Keep a page whose answers are in order."""
        filling_in.save_page(
            self.walk.draft,
            page_id=step,
            answers=cleaned_data,
            language=self.walk.chosen_language,
            at=timezone.now(),
        )
        self.walk.answers_changed(cleaned_data)

    def set_step_files(self, step: str, files: Any) -> None:
        """Do nothing: files were taken in before, so that they survive mistakes elsewhere."""

    def update_response(self, response: HttpResponse) -> None:
        """Do nothing: the database has it all."""
