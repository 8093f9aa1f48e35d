"""Judging, showing and reading a form, beside the engine and the framework underneath."""

import functools
from collections.abc import Mapping
from typing import Any

from django import forms
from django.template import Context, Template

from forms_engine.answers import judge, prune
from forms_engine.binding import page_form_class, page_view
from forms_engine.binding.levels import answered_level
from forms_engine.compiling import Compiled
from forms_engine.validators import judge_for
from rathaus.demo.benchmarks.goals import Goal, interleaved
from rathaus.demo.benchmarks.town import Town
from rathaus.processes.queries import compiled_version


def validation(town: Town, *, rounds: int) -> Goal:
    """Judge the answers to a hundred questions."""
    compiled = compiled_version(town.version.pk)
    answers = prune(compiled, town.answers)
    bare = judge_for(compiled.schema)
    took = interleaved(
        {"floor": lambda: bare.is_valid(answers), "ours": lambda: judge(compiled, answers)},
        rounds=rounds,
        times=50,
    )
    return Goal(
        "validate 100 fields",
        "µs",
        took["ours"] * 1e6,
        took["floor"] * 1e6,
        "jsonschema-rs, built before",
        limit=1.2,
    )


def one_field(town: Town, *, rounds: int) -> Goal:
    """Show a page's questions: what they say, their options, help, errors and conditions."""
    compiled = compiled_version(town.many_pages.pk)
    page_id = compiled.page_ids[0]
    count = len(compiled.entries[page_id].children)
    bare = _bare_form(count)
    plain = Template(_PLAIN)
    items = [{"name": f"f{number}", "label": f"Frage {number}"} for number in range(count)]
    took = interleaved(
        {
            "floor": lambda: plain.render(Context({"items": items})),
            "as_div": lambda: bare({}).as_div(),
            "ours": lambda: _shown(compiled, page_id),
        },
        rounds=rounds,
        times=3,
    )
    return Goal(
        "show one field",
        "µs",
        took["ours"] / count * 1e6,
        took["floor"] / count * 1e6,
        "a label and an input in a Django template",
        limit=75,
        is_ratio=False,
        also={"as_div": took["as_div"] / count * 1e6},
    )


_PLAIN = """{% for item in items %}<div class="field"><label for="{{ item.name }}">{{ item.label }}
</label>{% if item.error %}<p id="{{ item.name }}-error">{{ item.error }}</p>{% endif %}
<input id="{{ item.name }}" name="{{ item.name }}" value="{{ item.value }}"></div>{% endfor %}"""


# As in portal/fill_in_page.html.
_QUESTIONS = "{% for item in page.items %}{% include item.template %}{% endfor %}"


def _shown(compiled: Compiled, page_id: str) -> str:
    level = answered_level(compiled.entries[page_id], {}, with_defaults=True)
    page = page_view(
        compiled, page_id, level, answers={}, language="de", context=_nothing, files={}
    )
    return str(_questions().render(Context({"page": page})))


@functools.cache
def _questions() -> Template:
    return Template(_QUESTIONS)


def _nothing() -> Mapping[str, Any]:
    return {}


def form_class(town: Town, *, rounds: int) -> Goal:
    """Get the form class of a page with its answers; it is built once for each version."""
    compiled = compiled_version(town.many_pages.pk)
    page_id = compiled.page_ids[0]
    took = interleaved(
        {
            "floor": lambda: _bare_form(len(compiled.entries[page_id].children)),
            "ours": lambda: page_form_class(compiled, page_id),
        },
        rounds=rounds,
        times=20,
    )
    return Goal(
        "form class of a page",
        "µs",
        took["ours"] * 1e6,
        took["floor"] * 1e6,
        "the same class built anew by Django",
        limit=0.1,
    )


def _bare_form(count: int) -> type[forms.Form]:
    fields = {f"f{number}": forms.CharField(label=f"Frage {number}") for number in range(count)}
    return type("Bare", (forms.Form,), fields)
