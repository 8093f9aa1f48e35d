"""Turns forms that were written elsewhere into processes of a city that nobody sees yet."""

from collections.abc import Iterable
from pathlib import Path

from forms_engine.importing import Imported, Refused, SourceFile, read
from forms_engine.importing.reading import LARGEST
from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from rathaus.processes import drafting
from rathaus.processes.models import Process


def read_files(paths: Iterable[Path]) -> list[Imported]:
    """
    Return what becomes of each form in the files; a folder stands for the JSON files in it.

    A file that cannot be opened is refused like one that cannot be understood.
    """
    sources: list[SourceFile] = []
    refused: list[Imported] = []
    for path in _files(paths):
        try:
            sources.append(_source(path))
        except Refused as refusal:
            refused.append(Imported(str(path), refused=refusal.message))
        except OSError as problem:
            message = Refused("not-opened", problem=problem.strerror or "it cannot be read").message
            refused.append(Imported(str(path), refused=message))
    return refused + read(sources)


def _files(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        found.extend(sorted(path.glob("*.json")) if path.is_dir() else [path])
    return found


def _source(path: Path) -> SourceFile:
    with path.open("rb") as file:
        # One byte more than is taken tells a file that is too large without reading all of it.
        return SourceFile(path.as_posix(), file.read(LARGEST + 1))


def store(imported: Imported, *, city: City) -> Process:
    """
    Make a process of the city with the form as its working copy; nothing goes online.

    :raises ValueError: if the form was refused.
    """
    if imported.definition is None:
        raise ValueError(imported.name)
    with for_city(city):
        return drafting.begin(imported.definition, city=city)
