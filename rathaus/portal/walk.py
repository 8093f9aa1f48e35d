"""The walk through one draft: which pages there are, which are missing, what stands on them."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

from forms_engine import texts
from forms_engine.answers import Sight
from forms_engine.binding.levels import Level, answered_level, questions
from forms_engine.compiling import Compiled
from forms_engine.definition import label_of, source_language
from forms_engine.translating import EASY_GERMAN
from rathaus.applications import filling_in
from rathaus.applications.models import Draft
from rathaus.applications.queries import uploads_of
from rathaus.applications.uploading import readable_size
from rathaus.cities.scope import current_city
from rathaus.processes.queries import compiled_version

OFFICIAL = "de"


@dataclass
class Progress:
    """How far a person has come; `about` where answers may still change the number of steps."""

    number: int
    total: int
    about: bool


@dataclass
class Walk:
    """
    A draft with what a page about it needs, read and decrypted once.

    :param page_id: the page it is about; "" where it is about none.
    """

    draft: Draft
    page_id: str = ""
    answers: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.answers = self.draft.answers
        self.compiled: Compiled = compiled_version(self.draft.version_id)
        self.sight = Sight(self.compiled, self.answers)

    def answers_changed(self, answers: dict[str, Any]) -> None:
        """Look at new answers from now on."""
        self.answers = answers
        self.sight = Sight(self.compiled, answers)

    @cached_property
    def language(self) -> str:
        """Return the reader's language; easy language is German too."""
        return _without_ease(get_language() or "de")

    @cached_property
    def has_easy(self) -> bool:
        """Say whether the form can be read in easy German."""
        definition = self.compiled.definition
        is_german = source_language(definition) == OFFICIAL
        return is_german and EASY_GERMAN in definition.get("texts", {})

    @cached_property
    def is_easy(self) -> bool:
        """Say whether the form's texts are shown in easy German."""
        chosen = EASY_GERMAN in {self.draft.language, get_language()}
        return chosen and self.has_easy and self.language == OFFICIAL

    @property
    def chosen_language(self) -> str:
        """Return what the draft remembers as its reader's language."""
        return EASY_GERMAN if self.is_easy else self.language

    @cached_property
    def said(self) -> Compiled:
        """Return the form as it was written, or in easy words; what German is stays German."""
        return self.compiled.in_language(EASY_GERMAN) if self.is_easy else self.compiled

    @cached_property
    def spoken(self) -> Compiled:
        """Return the form in the reader's language, as far as it is translated."""
        return self.said.in_language(self.language)

    @cached_property
    def content_language(self) -> str:
        """Return the language in which the form's own texts are."""
        definition = self.compiled.definition
        is_translated = self.language in definition.get("texts", {})
        return self.language if is_translated else source_language(definition)

    @property
    def title(self) -> str:
        """Return what is applied for."""
        return str(self.spoken.definition["title"])

    def is_visible(self, page_id: str) -> bool:
        """Say whether a page is to be filled in with the answers as they are."""
        return page_id in self.compiled.page_ids and self.sight.is_visible(page_id, ())

    def pages(self) -> list[str]:
        """Return the pages that are to be filled in, in order."""
        return [page_id for page_id in self.compiled.page_ids if self.is_visible(page_id)]

    def unfinished(self) -> list[str]:
        """Return the pages that are to be filled in and are not complete."""
        return [page_id for page_id in self.pages() if page_id not in self.draft.pages_done]

    def before(self, page_id: str) -> str | None:
        """Return the page before one, or None on the first."""
        pages = self.pages()
        position = pages.index(page_id) if page_id in pages else 0
        return pages[position - 1] if position else None

    def progress(self, page_id: str = "") -> Progress:
        """Count the steps; checking the answers is the last one."""
        pages = self.pages()
        number = pages.index(page_id) + 1 if page_id in pages else len(pages) + 1
        ahead = self.compiled.roots if page_id else []
        may_change = any(entry.asks is not None for entry in ahead)
        return Progress(number, len(pages) + 1, may_change)

    def page_title(self, page_id: str) -> str:
        """Return what a page is called."""
        return label_of(self.spoken.entries[page_id].node)

    def stored_level(self) -> Level:
        """Return what stands on the page: what was typed last, or the stored answers."""
        typed = filling_in.typed_on(self.draft, self.page_id)
        if typed is not None:
            level: Level = typed["level"]
            return level
        is_done = self.page_id in self.draft.pages_done
        page = self.compiled.entries[self.page_id]
        return answered_level(page, self.answers, with_defaults=not is_done)

    def asks_for_files(self) -> bool:
        """Say whether there is a file question on the page."""
        return _asks_for_files(self.compiled, self.page_id)

    @cached_property
    def files(self) -> dict[str, dict[str, Any]]:
        """Return what is known of the draft's uploads; asked only where a page has a file field."""
        if not self.asks_for_files():
            return {}
        return {
            str(upload.id): {
                "name": upload.name,
                "size": readable_size(upload.size),
                "node_id": upload.node_id,
            }
            for upload in uploads_of(self.draft)
        }

    def holes(self) -> dict[str, Any]:
        """Return what texts with holes may say."""
        city = current_city()
        return {
            "city": {
                name: getattr(city, name)
                for name in (
                    "name", "authority", "street", "postcode", "place", "phone", "email", "website",
                )
            },
            "parameter": texts.parameter_context(self.said, self.language),
            "process": {"title": self.title},
            "answers": texts.answers_context(self.said, self.answers, self.language),
        }  # fmt: skip


def _without_ease(language: str) -> str:
    return OFFICIAL if language == EASY_GERMAN else language


def _asks_for_files(compiled: Compiled, page_id: str) -> bool:
    name = ("asks_for_files", page_id)
    if name not in compiled.memory:
        compiled.memory[name] = any(
            entry.page_id == page_id and entry.node["kind"] == "file"
            for entry in compiled.entries.values()
        )
    return bool(compiled.memory[name])


def asks_something(compiled: Compiled, page_id: str) -> bool:
    """Say whether a page has a question at all; one with notes only has to be read, not checked."""
    return any(True for _question in questions(compiled.entries[page_id]))
