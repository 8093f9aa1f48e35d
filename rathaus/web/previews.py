"""The preview beside the studio: which draft it shows, in which language and theme; per session."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Self
from uuid import UUID

from django.http import HttpRequest

from rathaus.web.context_processors import THEMES

_KEY: Final = "previews"
_MOST: Final = 20


@dataclass(frozen=True)
class Preview:
    """
    One process's preview as one person looks at it.

    :param language: "" is the language of the person.
    :param theme: "" is as the person has it everywhere.
    """

    draft: str = ""
    language: str = ""
    theme: str = ""

    @property
    def draft_id(self) -> UUID | None:
        """Return the draft that is shown, if there was one."""
        return UUID(self.draft) if self.draft else None

    def looked_at(self, query: Any, *, languages: list[str]) -> Self:
        """Return it as a query wants it to look: `sprache`, `darstellung`; else as before."""
        language = query.get("sprache", self.language)
        theme = query.get("darstellung", self.theme)
        return replace(
            self,
            language=language if language in languages else "",
            theme=theme if theme in THEMES else "",
        )


@dataclass(frozen=True)
class Trial:
    """
    What pages of a trial know of it.

    :param is_framed: whether they are shown in a frame beside the studio.
    """

    process_id: UUID
    draft_id: UUID | None
    is_framed: bool


def is_framed(request: HttpRequest) -> bool:
    """Say whether a page is asked for by a frame, as browsers tell on secure connections."""
    return request.headers.get("Sec-Fetch-Dest") == "iframe"


def preview_of(request: HttpRequest, process_id: UUID) -> Preview:
    """Return the preview of a process as this person looked at it last."""
    return Preview(**request.session.get(_KEY, {}).get(str(process_id), {}))


def remember(request: HttpRequest, process_id: UUID, preview: Preview) -> None:
    """Keep how this person looks at a process; the ones looked at long ago are forgotten."""
    previews = dict(request.session.get(_KEY, {}))
    previews.pop(str(process_id), None)
    previews[str(process_id)] = asdict(preview)
    request.session[_KEY] = dict(list(previews.items())[-_MOST:])


def preview_with(request: HttpRequest, draft_id: UUID) -> Preview:
    """Return the preview that shows a draft; a plain one where none does."""
    for each in request.session.get(_KEY, {}).values():
        if each.get("draft") == str(draft_id):
            return Preview(**each)
    return Preview()
