"""Tags and filters of our templates: icons, marks, money, alerts, addresses of a list's pages."""

from typing import TYPE_CHECKING, Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from rathaus.cities.appearance import appearance_of
from rathaus.cities.models import City
from rathaus.web import icons
from rathaus.web.amounts import euros

if TYPE_CHECKING:
    from django.http import HttpRequest

register = template.Library()

_ALERT_KINDS = {"info", "success", "warning", "danger"}
_WIDGET_CLASSES = {
    "text": "kern-form-input__input",
    "select": "kern-form-input__select",
    "checkbox": "kern-form-check__checkbox",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return an icon by name; an unknown one is shown as the general one."""
    return mark_safe(icons.svg(name if name in icons.PATHS else "other"))  # noqa: S308 - our own


@register.simple_tag
def mark(city: City | None) -> SafeString:
    """Return the invented sign of a city's town hall."""
    return _drawing("marks", city)


@register.simple_tag
def motif(city: City | None) -> SafeString:
    """Return the silhouette along the bottom of a city's greeting."""
    return _drawing("motifs", city)


def _drawing(folder: str, city: City | None) -> SafeString:
    return render_to_string(f"pieces/{folder}/{appearance_of(city).motif}.html")


@register.simple_tag
def colours_url(city: City | None) -> str:
    """Return the address of the city's colours; it changes with them, so browsers may keep it."""
    return f"{reverse('web:colours')}?v={appearance_of(city).digest}"


@register.filter
def money(amount: Any) -> str:
    """Return an amount in euros as this language writes it: 102.00 becomes 102,00 €."""
    return euros(amount)


@register.filter
def alert_kind(level: str) -> str:
    """Return KERN's word for a message level of Django's."""
    kind = "danger" if level == "error" else str(level)
    return kind if kind in _ALERT_KINDS else "info"


@register.filter
def alert_word(kind: str) -> str:
    """Return what a screen reader says before an alert, since its colour says nothing there."""
    words = {
        "info": _("Hinweis"),
        "success": _("Erfolg"),
        "warning": _("Achtung"),
        "danger": _("Fehler"),
    }
    return words[kind]


@register.filter
def page_numbers(paginator: Any, number: int) -> list[int | None]:
    """Return the page numbers to offer; None stands for a gap."""
    shown = paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    return [page if isinstance(page, int) else None for page in shown]


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: Any) -> str:
    """Return this page's query string with some parameters changed; None removes one."""
    request: HttpRequest | None = context.get("request")
    parameters = request.GET.copy() if request else {}
    for name, value in changes.items():
        if value is None:
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}" if hasattr(parameters, "urlencode") else "?"


@register.filter
def kern_widget(field: BoundField) -> SafeString:
    """Render the widget of a plain Django form in KERN's look; Django ties error and help to it."""
    widget_type = field.widget_type
    kind = widget_type if widget_type in {"select", "checkbox"} else "text"
    classes = [_WIDGET_CLASSES[kind]]
    if kind == "text" and field.errors:
        classes.append("kern-form-input__input--error")
    # A placeholder is no label: it disappears when it is needed.
    field.field.widget.attrs.pop("placeholder", None)
    return field.as_widget(attrs={"class": " ".join(classes)})


@register.simple_tag
def lang_attribute(language: str, current: str) -> str:
    """Return ` lang="…"` where a text is in another language than the page."""
    return "" if language == current else format_html(' lang="{}"', language)
