"""One page of the walk: shows it, saves what is typed, and leads to the next."""

from collections import OrderedDict
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import check_for_language
from formtools.wizard.views import WizardView

from forms_engine.binding import PageForm, page_form_class, page_view
from forms_engine.binding.reading import page_answers
from forms_engine.translating import EASY_GERMAN
from rathaus.applications import access, filling_in
from rathaus.applications.queries import is_trial
from rathaus.portal import typed_page as typing
from rathaus.portal.opened_draft import with_draft
from rathaus.portal.trials import before_first
from rathaus.portal.walk import OFFICIAL, Walk
from rathaus.processes.queries import version_by_id

_REVIEW = "review"
_CHANGES = frozenset({"add", "remove", "restore", "drop", "upload"})


class FillIn(WizardView):
    """
    Walks through the pages of a draft.

    Only "Weiter" judges; every other button keeps what is typed as it is.
    """

    storage_name = "rathaus.portal.storage.DraftStorage"
    template_name = "portal/fill_in.html"
    # Which pages there are is said in setup(), for each draft anew.
    form_list: Any = [PageForm]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Take the pages from the draft's version; a page with a condition may be left out."""
        super().setup(request, *args, **kwargs)
        self.walk = request.walk = Walk(kwargs["draft"], kwargs["page_id"])  # type: ignore[attr-defined]
        compiled = self.walk.compiled
        self.form_list = OrderedDict(
            (page_id, page_form_class(compiled, page_id)) for page_id in compiled.page_ids
        )
        self.condition_dict = {
            page_id: partial(_is_visible, page_id=page_id)
            for page_id in compiled.page_ids
            if compiled.entries[page_id].asks is not None
        }
        self.typed = typing.TypedPage({})
        self.now = timezone.now()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead on from a page that answers have hidden; refuse one that there never was."""
        if self.walk.page_id not in self.form_list:
            raise Http404
        if not self.walk.is_visible(self.walk.page_id):
            return redirect("portal:draft", self.walk.draft.pk)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what stands on the page."""
        del request, args, kwargs
        kept = filling_in.typed_on(self.walk.draft, self.walk.page_id) or {}
        self.typed = typing.TypedPage(self.walk.stored_level(), removed=kept.get("removed"))
        return self.render(self.get_form())

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the button says."""
        if self.request.POST.get(f"{self.prefix}-current_step") != self.walk.page_id:
            raise SuspiciousOperation
        stored = self.walk.stored_level()
        self.typed = typing.typed_page(self.request, self.walk)
        do, _colon, what = self.request.POST.get("_do", "").partition(":")
        if do == "refresh":
            return self.render(self.get_form())
        if self._is_overtaken(stored):
            return self.render(self.get_form(), is_overtaken=True)
        came = typing.take_files(self.request, self.walk, self.typed, at=self.now)
        if do in _CHANGES:
            changed = self._changes_rows_or_files(do, what)
            return self._stay() if changed or came else self.render(self.get_form())
        if do in {"back", "later"} or self.request.POST.get("_language"):
            return self._leave(do, stored)
        return super().post(*args, **kwargs)

    def _is_overtaken(self, stored: typing.Level) -> bool:
        """Say whether the page was saved elsewhere since this browser showed it."""
        seen = self.request.POST.get("_seen", "")
        if seen == str(filling_in.revision_of(self.walk.draft, self.walk.page_id)):
            return False
        page = self.walk.compiled.entries[self.walk.page_id]
        return not typing.is_same(page, self.typed.level, stored)

    def _changes_rows_or_files(self, do: str, what: str) -> bool:
        if do == "add":
            return typing.add_row(self.walk, self.typed, what)
        if do == "remove":
            return typing.remove_row(self.walk, self.typed, what)
        if do == "restore":
            kept = filling_in.typed_on(self.walk.draft, self.walk.page_id) or {}
            return typing.restore_row(self.walk, self.typed, kept.get("removed"))
        if do == "drop":
            return typing.drop_file(self.walk, self.typed, what)
        typing.miss_file(self.request, self.walk, self.typed, what)
        return False

    def _stay(self) -> HttpResponse:
        """Keep what is typed and show the page again, where something changed."""
        self._keep_typed()
        if self.typed.faults:
            return self.render(self.get_form())
        return redirect(f"{self._address(self.walk.page_id)}#{self.typed.anchor}")

    def _leave(self, do: str, stored: typing.Level) -> HttpResponse:
        """Leave the page as it is: in order or not, nothing typed is lost."""
        page = self.walk.compiled.entries[self.walk.page_id]
        if not typing.is_same(page, self.typed.level, stored):
            form = self.get_form()
            if form.is_valid():
                self.storage.set_step_data(self.walk.page_id, form.cleaned_data)
            else:
                self._keep_typed()
        if language := self.request.POST.get("_language"):
            return self._in_language(redirect(self._address(self.walk.page_id)), language)
        if do == "later":
            return redirect("portal:save-for-later", self.walk.draft.pk)
        return redirect(self._back())

    def _in_language(self, response: HttpResponse, language: str) -> HttpResponse:
        """Go on in another language; easy German is kept with the draft, the page is German."""
        is_easy = language == EASY_GERMAN and self.walk.has_easy
        if is_easy or language in dict(settings.LANGUAGES):
            filling_in.speak(self.walk.draft, language=language)
        return _with_language(response, OFFICIAL if is_easy else language)

    def _keep_typed(self) -> None:
        filling_in.keep_typed(
            self.walk.draft,
            page_id=self.walk.page_id,
            typed=self.typed.kept(),
            language=self.walk.chosen_language,
            at=self.now,
        )

    def get_form_prefix(self, step: str | None = None, form: Any = None) -> str:
        """Name inputs as the engine does, without the page before them."""
        del step, form
        return ""

    def get_form_kwargs(self, step: str | None = None) -> dict[str, Any]:
        """Give the form what was typed and what is stored."""
        del step
        return {
            "level": self.typed.level,
            "answers": self.walk.answers,
            "shown": self.typed.shown,
            "pages_done": self.walk.draft.pages_done,
            "faults": self.typed.faults,
        }

    def process_step(self, form: PageForm) -> dict[str, Any]:
        """Return clean answers to be stored, not what the browser sent."""
        return form.cleaned_data

    def render_next_step(self, form: PageForm, **kwargs: Any) -> HttpResponse:
        """Lead to the next page, or back to checking where the person came from there."""
        del form, kwargs
        if self._from_review():
            return redirect("portal:review", self.walk.draft.pk)
        return redirect(self._address(self.steps.next))

    def render_done(self, form: PageForm, **kwargs: Any) -> HttpResponse:
        """Lead to checking; there every page is judged again."""
        return self.done([form], **kwargs)

    def done(self, form_list: Any, **kwargs: Any) -> HttpResponse:
        """Lead to checking the answers."""
        del form_list, kwargs
        return redirect("portal:review", self.walk.draft.pk)

    def render(self, form: PageForm | None = None, **kwargs: Any) -> HttpResponse:
        """Show the page; with faults as 422, after keeping what is typed."""
        form = form or self.get_form()
        is_judged = form.reading is not None
        if is_judged:
            self.typed.level = form.level
            self._keep_typed()
        response: HttpResponse = super().render(form, **kwargs)
        if form.faults:
            response.status_code = 422
        return response

    def get_context_data(self, form: PageForm, **kwargs: Any) -> dict[str, Any]:
        """Put together what the template shows."""
        walk, page_id = self.walk, self.walk.page_id
        answers, _unreadable = page_answers(
            walk.compiled, page_id, form.level, answers=walk.answers
        )
        new = form.reading.new if form.reading else []
        page = page_view(
            walk.spoken,
            page_id,
            form.level,
            answers=answers,
            language=walk.language,
            context=walk.holes,
            files=walk.files,
            faults=form.faults,
            new=new,
        )
        return {
            "page": page,
            "walk": walk,
            "progress": walk.progress(page_id),
            "seen": filling_in.revision_of(walk.draft, page_id),
            "step_name": f"{self.prefix}-current_step",
            "has_new": bool(new),
            "removed": self.typed.removed,
            "from_review": self._from_review(),
            "is_missing": self._from_review() and page_id not in walk.draft.pages_done,
            "language_form": "antrag",
            "session_seconds": int(access.COOKIE_LASTS.total_seconds()),
            "here": "walk",
            **kwargs,
        }

    def _from_review(self) -> bool:
        return _REVIEW in (self.request.POST.get("_from"), self.request.GET.get("von"))

    def _address(self, page_id: str) -> str:
        address = reverse("portal:fill-in", args=[self.walk.draft.pk, page_id])
        return f"{address}?von={_REVIEW}" if self._from_review() else address

    def _back(self) -> str:
        if self._from_review():
            return reverse("portal:review", args=[self.walk.draft.pk])
        before = self.walk.before(self.walk.page_id)
        if before:
            return self._address(before)
        if is_trial(self.walk.draft):
            return before_first(self.request, here=self._address(self.walk.page_id))
        process = version_by_id(self.walk.draft.version_id).process
        return reverse("portal:process", args=[process.slug])


def _is_visible(wizard: FillIn, page_id: str) -> bool:
    return wizard.walk.is_visible(page_id)


def _with_language(response: HttpResponse, language: str) -> HttpResponse:
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=365 * 24 * 60 * 60,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


fill_in = with_draft(FillIn.as_view())
