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
    changes = Changes(definition)
    for name, text in texts.items():
        if not isinstance(text, str) or name not in written:
            raise refusal("unknown_text", name=name[:80])
        _check_seen(name, now.get(name, ""), text, seen or {})
        origin = (sources or {}).get(name, "")
        if not text:
            changes.drop("texts", language, name)
            changes.drop("translated_from", language, name)
            continue
        if not isinstance(origin, str) or not _DIGEST.match(origin):
            origin = source_digest(written[name])
        changes.put("texts", language, name, value=text)
        changes.put("translated_from", language, name, value=origin)
    return Done(changes, said("translated", count=len(texts), language=language))


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
