"""
The kinds of fields, one file each; a file in this folder that registers a kind is all it takes.

See docs/definition-format.md, "Adding a kind".
"""

import importlib
import pkgutil

from forms_engine.kinds.registry import KINDS, Kind, Part, kind, kind_of, value_schema

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["KINDS", "Kind", "Part", "kind", "kind_of", "value_schema"]
