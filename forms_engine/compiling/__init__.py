"""Turns a definition and a city's parameters into what answers are judged and shown by."""

from forms_engine.compiling.compiled import Compiled, compile_definition, compiled
from forms_engine.compiling.placing import Entry

__all__ = ["Compiled", "Entry", "compile_definition", "compiled"]
