"""The Django side of the engine: pages as forms, as plain dicts for templates, faults in words."""

from forms_engine.binding.page_form import PageForm, page_form_class
from forms_engine.binding.showing import PageView, page_view

__all__ = ["PageForm", "PageView", "page_form_class", "page_view"]
