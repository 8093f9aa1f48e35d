"""Changes what a process says in other languages than its own."""

import re
from typing import Any, Final

from forms_engine.checking.wording import written_texts
from forms_engine.definition import Definition, source_language
from forms_engine.editing.changes import Changes
from forms_engine.editing.messages import refusal, said
from forms_engine.editing.registry import Done, command
from forms_engine.translating import source_digest

_CODE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}\Z")
_DIGEST: Final = re.compile(r"[0-9a-f]{12}\Z")
_MOST_LANGUAGES: Final = 40
_ONE_BY_ONE: Final = 60
_UNSAID: Final = object()


@command("set_text")
def set_text(
    definition: Definition, *, language: str, name: str, text: str, was: Any = _UNSAID
) -> Done:
    """
    Translate one text; an empty translation takes it away.

    :param was: what stood there when the person began; something else now is a conflict.
    """
    seen = {} if was is _UNSAID else {name: source_digest(str(was or ""))}
    return set_texts(definition, language=language, texts={name: text}, seen=seen)


@command("set_texts")
def set_texts(
    definition: Definition,
    *,
    language: str,
    texts: dict[str, str],
    seen: dict[str, str] | None = None,
    sources: dict[str, str] | None = None,
) -> Done:
    """
    Translate several texts at once; an empty translation takes one away.

    :param seen: by name, the digest of the translation that stood there when the person began.
    :param sources: by name, the digest of what was translated, where it may have changed since.
    """
    _check_language(definition, language)
    written = dict(written_texts(definition))
    now = definition.get("texts", {}).get(language, {})
    origins: dict[str, str] = {}
    for name, text in texts.items():
        if not isinstance(text, str) or name not in written:
            raise refusal("unknown_text", name=name[:80])
        _check_seen(name, now.get(name, ""), text, seen or {})
        origin = (sources or {}).get(name, "")
        if not isinstance(origin, str) or not _DIGEST.match(origin):
            origin = source_digest(written[name])
        origins[name] = origin if text else ""
    changes = Changes(definition)
    _put_all(changes, "texts", language, texts)
    _put_all(changes, "translated_from", language, origins)
    return Done(changes, said("translated", count=len(texts), language=language))


def _put_all(changes: Changes, room: str, language: str, values: dict[str, str]) -> None:
    """Set what has a value and remove what has none; a whole file is quicker as one member."""
    if len(values) > _ONE_BY_ONE:
        merged = {**(changes.get(room, language) or {}), **values}
        kept = {name: value for name, value in merged.items() if value}
        changes.put_or_drop(room, language, value=kept)
        return
    for name, value in values.items():
        changes.put_or_drop(room, language, name, value=value)


def _check_seen(name: str, now: str, wanted: str, seen: dict[str, str]) -> None:
    """Refuse to write over what somebody else wrote meanwhile."""
    if name in seen and seen[name] != source_digest(now) and now != wanted:
        raise refusal("changed_meanwhile", name=name, now=now)


@command("add_language")
def add_language(definition: Definition, *, language: str) -> Done:
    """Offer the process in one more language."""
    languages = list(definition.get("languages") or ["de"])
    if not _CODE.match(language) or len(languages) >= _MOST_LANGUAGES:
        raise refusal("language_form", language=language[:40])
    if language in languages:
        raise refusal("nothing_changed")
    changes = Changes(definition)
    changes.put("languages", value=[*languages, language])
    return Done(changes, said("language_added", language=language))


@command("remove_language")
def remove_language(definition: Definition, *, language: str) -> Done:
    """Offer the process no longer in a language; its translations go with it."""
    _check_language(definition, language)
    changes = Changes(definition)
    languages = definition.get("languages") or ["de"]
    changes.put("languages", value=[each for each in languages if each != language])
    for room in ("texts", "translated_from"):
        changes.drop(room, language)
    return Done(changes, said("language_removed", language=language))


def _check_language(definition: Definition, language: str) -> None:
    if language not in (definition.get("languages") or ["de"]):
        raise refusal("unknown_language", language=language[:40])
    if language == source_language(definition):
        raise refusal("source_language")
