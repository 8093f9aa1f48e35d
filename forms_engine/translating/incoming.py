"""Sorts out what came back from a translator against the process as it is now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from forms_engine.checking.wording import written_texts
from forms_engine.definition import Definition
from forms_engine.translating.sentences import NotReadable
from forms_engine.translating.state import source_digest

__all__ = ["Incoming", "NotReadable", "Taken", "sort_out"]


@dataclass(frozen=True, slots=True)
class Incoming:
    """
    One text of a file.

    :param source: what was translated; None where the file does not say.
    :param is_confirmed: the file says that the translation was looked at.
    """

    name: str
    text: str
    source: str | None
    is_confirmed: bool = False


@dataclass(slots=True)
class Taken:
    """
    What becomes of a file.

    :param texts: what is set, by name.
    :param sources: by name, the digest of what was translated.
    :param unknown: names of texts that the process does not have.
    :param outdated: names whose source was changed since the file was made.
    :param empty: how many texts the file leaves untranslated; these stay as they are.
    """

    texts: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    same: int = 0
    empty: int = 0


def sort_out(
    definition: Definition,
    language: str,
    incoming: Iterable[Incoming],
    *,
    as_written: Callable[[str], str] = str,
) -> Taken:
    """
    Return what a file changes in a language.

    :param as_written: how a source looks in the file; what the file format cannot hold is no
        change of the source.
    :raises NotReadable: if a text stands there twice, or none belongs to the process.
    """
    written = dict(written_texts(definition))
    present = definition.get("texts", {}).get(language, {})
    origins = definition.get("translated_from", {}).get(language, {})
    taken, seen = Taken(), set()
    for each in incoming:
        if each.name in seen:
            raise NotReadable("text_twice", name=each.name[:80])
        seen.add(each.name)
        if each.name not in written:
            taken.unknown.append(each.name)
            continue
        if not each.text.strip():
            taken.empty += 1
            continue
        source = written[each.name]
        is_changed = each.source is not None and _plain(each.source) != _plain(as_written(source))
        digest = source_digest(each.source or "" if is_changed else source)
        # An unchanged line says nothing of whether somebody looked at it again.
        is_same = _plain(as_written(present.get(each.name, ""))) == _plain(each.text)
        if is_same and (
            is_changed or not each.is_confirmed or origins.get(each.name) in {None, digest}
        ):
            taken.same += 1
            continue
        if is_changed:
            taken.outdated.append(each.name)
        taken.texts[each.name] = each.text
        taken.sources[each.name] = digest
    if not (taken.texts or taken.same or taken.empty):
        raise NotReadable("no_texts")
    return taken


def _plain(text: str) -> str:
    """Leave out how lines end, which every program writes in its own way."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
