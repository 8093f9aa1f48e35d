"""Opens what another installation has signed, and believes nothing of it before it is proved."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from forms_engine.checking.form import form_findings, pointer_to
from forms_engine.checking.order import order_findings
from forms_engine.definition import Definition, canonical
from forms_engine.importing import Refused as NotReadable
from forms_engine.importing import SourceFile, read_json
from forms_engine.validators import judge_for
from rathaus.sharing.chain import links
from rathaus.sharing.models import Document, Installation
from rathaus.sharing.parcels import FORMAT, LARGEST
from rathaus.sharing.refusing import Refused, because
from rathaus.sharing.signing import fingerprint, is_signed_by, own_key

# Of brackets and commas: more values than any bundle has, before they fill the memory.
_MOST_SIGNS: Final = 2_000_000
PARCEL_SCHEMA: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "rathaus-parcel-1.schema.json").read_text("utf-8")
)
_JUDGE: Final = judge_for(PARCEL_SCHEMA)
_LONGEST_PROBLEM: Final = 120
_LATEST_DAY: Final = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(frozen=True)
class Opened:
    """
    A document that is what it says it is.

    :param sender: who signed it; None if it was this installation.
    """

    sender: Installation | None
    document: dict[str, Any]


def open_parcel(content: bytes) -> Opened:
    """
    Return a parcel of which everything was checked that can be without knowing its history here.

    :raises Refused: if it is not whole, not signed by somebody we trust, or does not fit together.
    """
    opened = open_signed(content, file_format=FORMAT, judge=_JUDGE)
    _check_processes(opened.document)
    _check_definitions(opened.document)
    return opened


def open_signed(content: bytes, *, file_format: str, judge: Any) -> Opened:
    """
    Return a signed document of a format.

    :raises Refused: if it is no such document, or not signed by somebody we trust.
    """
    document = _read(content)
    if not isinstance(document, dict) or not isinstance(document.get("format"), str):
        raise Refused("no-parcel")
    if document["format"] != file_format:
        raise Refused("other-format", format=document["format"][:60], known=file_format)
    if _canonical(document) != content.removesuffix(b"\n"):
        raise Refused("not-canonical")
    if not document.get("signature"):
        raise Refused("not-signed")
    for error in judge.iter_errors(document):
        at = pointer_to(list(error.instance_path)) or "/"
        raise Refused("wrong-form", at=at[:200], problem=str(error.message)[:_LONGEST_PROBLEM])
    return Opened(_sender(document), document)


def _read(content: bytes) -> Any:
    if len(content) <= LARGEST and sum(map(content.count, (b"{", b"[", b","))) > _MOST_SIGNS:
        raise Refused("too-much")
    try:
        return read_json(SourceFile("", content), largest=LARGEST)
    except NotReadable as problem:
        raise because(problem) from None
    except (ValueError, RecursionError):
        raise Refused("no-parcel") from None


def _canonical(document: Any) -> bytes:
    try:
        return canonical(document)
    except (ValueError, RecursionError):
        raise Refused("not-canonical") from None


def _sender(document: Mapping[str, Any]) -> Installation | None:
    key, name = document["from"]["key"], document["from"]["name"]
    sender = Installation.objects.filter(public_key=key).first()
    if sender is None and key != own_key():
        raise Refused("not-trusted", name=name, key=fingerprint(key))
    if not is_signed_by(key, dict(document)):
        raise Refused("wrong-signature", name=sender.name if sender else name)
    return None if key == own_key() else sender


def _check_processes(document: Mapping[str, Any]) -> None:
    seen: set[str] = set()
    for process in document["processes"]:
        if process["id"] in seen:
            raise Refused("process-twice", title=process["title"])
        seen.add(process["id"])
        _check_history(process)
        if process["versions"][-1]["digest"] not in document["definitions"]:
            raise Refused("no-definition", title=process["title"])
    moment(document["made_at"])


def _check_history(process: Mapping[str, Any]) -> None:
    title, versions = process["title"], process["versions"]
    numbers = [version["number"] for version in versions]
    if numbers != sorted(set(numbers)):
        raise Refused("wrong-order", title=title)
    for version, link in zip(versions, links(process["id"], versions), strict=True):
        if version["link"] != link:
            raise Refused("wrong-chain", title=title, number=version["number"])
        moment(version["published_at"])


def moment(text: str) -> dt.datetime:
    """
    Return a time as it stands in files.

    :raises Refused: if no clock ever shows it.
    """
    try:
        return dt.datetime.strptime(text, _LATEST_DAY).replace(tzinfo=dt.UTC)
    except ValueError:
        raise Refused("wrong-time", time=text) from None


def _check_definitions(document: Mapping[str, Any]) -> None:
    definitions: Mapping[str, Definition] = document["definitions"]
    wanted = {
        version["digest"]: (process["title"], version["number"])
        for process in document["processes"]
        for version in process["versions"]
    }
    known = set(Document.objects.filter(pk__in=definitions).values_list("pk", flat=True))
    for digest, definition in definitions.items():
        if digest not in wanted:
            raise Refused("stray-definition")
        if hashlib.sha256(canonical(definition)).hexdigest() != digest:
            raise Refused("wrong-digest", digest=digest[:12])
        count = 0 if digest in known else sum(1 for _each in _faults(definition))
        if count:
            title, number = wanted[digest]
            raise Refused("broken-definition", title=title, number=number, count=count)


def _faults(definition: Definition) -> Iterator[Any]:
    errors = [each for each in form_findings(definition) if each.level == "error"]
    yield from errors or (each for each in order_findings(definition) if each.level == "error")
