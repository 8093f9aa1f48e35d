"""Turns a definition and a city's parameters into what answers are judged and shown by."""

from forms_engine.compiling.compiled import Compiled, check_compiles, compile_definition, compiled
from forms_engine.compiling.placing import Entry

__all__ = ["Compiled", "Entry", "check_compiles", "compile_definition", "compiled"]
