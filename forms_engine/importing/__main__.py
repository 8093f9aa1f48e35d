"""
Reads forms in a process of its own, which has little time and memory.

`python -m forms_engine.importing`: standard input holds a line of JSON, `[[name, size], …]`, and
then the files; standard output gets what became of each form. Whoever starts it is safe from
whatever a file does to its reader.
"""

import json
import resource
import signal
import sys
from dataclasses import asdict
from typing import Any, BinaryIO, Final

from forms_engine.checking.form import form_findings
from forms_engine.checking.order import order_findings
from forms_engine.definition import FORMAT
from forms_engine.errors import Message
from forms_engine.importing import Imported, Refused, Remark, SourceFile, read, read_json

# Of processor time, beyond what Python takes to start.
SECONDS: Final = 1.5
BYTES: Final = 200 * 1024 * 1024


def main(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Read the files and say what became of them."""
    files = [
        SourceFile(name, incoming.read(size)) for name, size in json.loads(incoming.readline())
    ]
    try:
        answer = json.dumps([as_json(each) for each in read_unfinished(files)])
    except (MemoryError, RecursionError):
        refused = Imported(files[0].name, refused=Refused("too-much-work").message)
        answer = json.dumps([as_json(refused)])
    outgoing.write(answer.encode())


def read_unfinished(files: list[SourceFile]) -> list[Imported]:
    """Read forms; what is wrong with one of ours is the check list's business, not a refusal."""
    results, others = [], []
    for file in files:
        own = _own(file)
        results.append(own) if own else others.append(file)
    return results + read(others)


def _own(file: SourceFile) -> Imported | None:
    try:
        value = read_json(file)
    except Refused:
        return None
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        return None
    errors = [each for each in form_findings(value) if each.level == "error"]
    if not errors:
        # Of what stands in the wrong place, only doubled keys can be put right in the studio.
        found = order_findings(value)
        errors = [each for each in found if each.level == "error" and each.code != "key_twice"]
    if not errors:
        return Imported(file.name, dialect="rathaus-process", definition=value)
    first = errors[0]
    at = first.at or first.pointer or "/"
    said = {"code": first.code, "params": dict(first.params)}
    message = Refused(
        "has-errors", count=len(errors), at=at, first=first.text, finding=said
    ).message
    return Imported(file.name, dialect="rathaus-process", refused=message)


def as_json(imported: Imported) -> dict[str, Any]:
    """Return what became of a form so that `from_json` can read it."""
    return asdict(imported)


def from_json(value: dict[str, Any]) -> Imported:
    """Return what became of a form."""
    refused = value["refused"]
    return Imported(
        name=value["name"],
        dialect=value["dialect"],
        definition=value["definition"],
        taken_over=[_remark(each) for each in value["taken_over"]],
        not_expressed=[_remark(each) for each in value["not_expressed"]],
        refused=Message(**refused) if refused else None,
    )


def _remark(value: dict[str, Any]) -> Remark:
    return Remark(**{**value, "message": Message(**value["message"])})


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    # Nobody catches the signal: it ends the process.
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    main(sys.stdin.buffer, sys.stdout.buffer)
