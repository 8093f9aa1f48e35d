"""The shared library of blocks: made by one city, used by all, brought up to date where wanted."""

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Prefetch
from django.utils.text import slugify

from forms_engine.definition import Definition, Node, canonical, label_of
from forms_engine.editing import Edited
from forms_engine.editing.blocks import clip_of_block
from rathaus.cities.models import City
from rathaus.cities.scope import ALL_CITIES, current_city, for_city
from rathaus.people.models import User
from rathaus.processes.editing import definition_in_hand, edit
from rathaus.processes.models import Block, BlockVersion, Process

_GERMAN: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NAME: Final = re.compile(r"(?P<key>[-a-z0-9_]{1,60})@(?P<number>[1-9][0-9]{0,5})\Z")


class KeyTaken(Exception):
    """Another block of the installation has this name."""


class OlderThanNewest(Exception):
    """What should become the next version was taken from one before the newest."""


class NothingNew(Exception):
    """The block says already what should become its next version."""


@dataclass(frozen=True)
class Use:
    """
    A place in a process of the chosen city that was taken from a block.

    :param is_public: whether it is in what citizens fill in, or only being prepared.
    """

    process: Process
    node_id: str
    name: str
    number: int
    is_public: bool


@dataclass(frozen=True)
class Made:
    """A version of a block that was made of a group, and whose conditions could not come along."""

    version: BlockVersion
    lost: list[str]


def library(*, key: str = "") -> list[Block]:
    """
    Return the blocks of all cities with their versions, the newest first; or the one with a key.

    Blocks are for everybody. Nothing else of the studio is read across cities, and this only here.
    """
    with for_city(ALL_CITIES):
        versions = BlockVersion.objects.select_related("by").order_by("-number")
        blocks = Block.objects.select_related("city").order_by("title", "key")
        blocks = blocks.prefetch_related(Prefetch("versions", queryset=versions))
        return list(blocks.filter(key=key) if key else blocks)


def newest(block: Block) -> BlockVersion:
    """Return the newest version of a block of the library."""
    return block.versions.all()[0]


def version_of(block: Block, number: int) -> BlockVersion | None:
    """Return a version of a block of the library by its number."""
    return next((each for each in block.versions.all() if each.number == number), None)


def origin_of(node: Node) -> tuple[str, int] | None:
    """Return the key and number of the block that a node was taken from."""
    # Imported documents may say anything there.
    found = _NAME.match(str(node.get("block", "")))
    return (found["key"], int(found["number"])) if found else None


@transaction.atomic
def make_block(
    process: Process,
    *,
    node_id: str,
    key: str,
    title: str,
    summary: str,
    by: User,
    at: dt.datetime,
) -> Made:
    """
    Make a group of a process the first version of a block; the group itself uses it from now on.

    :param key: the block's name for ever; made of the title if empty.
    :raises EditRejected: if it cannot be a block.
    :raises KeyTaken: if the library has that name.
    """
    clip_of_block(definition_in_hand(process), node_id)
    key = key.casefold() or _free_key(title)
    try:
        with transaction.atomic():
            block = Block.objects.create(city=current_city(), key=key, title=title, summary=summary)
    except IntegrityError as taken:
        raise KeyTaken from taken
    return _make(block, process, node_id=node_id, number=1, note="", by=by, at=at)


def _free_key(title: str) -> str:
    """Return a name for a block that the library does not have."""
    wanted = slugify(title.casefold().translate(_GERMAN))[:50] or "baustein"
    taken = {block.key for block in library()}
    numbered = (f"{wanted}-{number}" for number in itertools.count(2))
    return next(each for each in itertools.chain([wanted], numbered) if each not in taken)


@transaction.atomic
def make_version(
    process: Process, *, key: str, node_id: str, note: str, by: User, at: dt.datetime
) -> Made:
    """
    Make what a block became in a process its next version.

    :raises Block.DoesNotExist: if the block belongs to another city.
    :raises EditRejected: if it can be no block any more.
    :raises NothingNew: if the newest version says the same.
    :raises OlderThanNewest: if the newest version would be lost by it.
    """
    block = Block.objects.select_for_update().get(key=key)
    last = block.versions.order_by("-number").first()
    definition = definition_in_hand(process)
    clip, _ids, _lost = clip_of_block(definition, node_id)
    if last is not None and canonical(last.clip) == canonical(clip):
        raise NothingNew
    if last is not None and origin_of(definition["nodes"][node_id]) != (key, last.number):
        raise OlderThanNewest
    number = 1 if last is None else last.number + 1
    return _make(block, process, node_id=node_id, number=number, note=note, by=by, at=at)


def _make(
    block: Block,
    process: Process,
    *,
    node_id: str,
    number: int,
    note: str,
    by: User,
    at: dt.datetime,
) -> Made:
    clip, ids, lost = clip_of_block(definition_in_hand(process), node_id)
    version = BlockVersion.objects.create(
        city_id=block.city_id, block=block, number=number, clip=clip, note=note, by=by, at=at
    )
    marked = {"node": node_id, "block": f"{block.key}@{number}", "ids": ids}
    edit(process, command="mark_block", arguments=marked, by=by, at=at)
    return Made(version, lost)


def insert(
    process: Process,
    version: BlockVersion,
    *,
    into: str,
    position: int | None,
    by: User,
    at: dt.datetime,
) -> Edited:
    """
    Insert a version of a block of the library.

    :raises EditRejected: if it cannot stand there.
    """
    arguments = {
        "clip": version.clip,
        "block": f"{version.block.key}@{version.number}",
        "into": into,
        "position": position,
    }
    return edit(process, command="insert_block", arguments=arguments, by=by, at=at)


def taking(definition: Definition, node_id: str, version: BlockVersion) -> dict[str, Any]:
    """Return the arguments of the command that brings a group to another version of its block."""
    origin = origin_of(definition["nodes"].get(node_id, {}))
    base = version_of(version.block, origin[1]) if origin else None
    return {
        "node": node_id,
        "block": f"{version.block.key}@{version.number}",
        "clip": version.clip,
        "base": None if base is None else base.clip,
    }


def take(
    process: Process,
    version: BlockVersion,
    *,
    node_id: str,
    anyway: bool = False,
    by: User,
    at: dt.datetime,
) -> Edited:
    """
    Bring a group to another version of its block, as one change that can be taken back.

    :raises EditRejected: if it is gone, or rules lean on questions that go.
    """
    arguments = taking(definition_in_hand(process), node_id, version)
    return edit(
        process, command="take_block", arguments={**arguments, "anyway": anyway}, by=by, at=at
    )


def newer_than_used(node: Node) -> BlockVersion | None:
    """Return the newest version of the block a group was taken from, if the group is older."""
    origin = origin_of(node)
    if origin is None:
        return None
    block = next(iter(library(key=origin[0])), None)
    if block is None or not block.versions.all():
        return None
    return newest(block) if newest(block).number > origin[1] else None


def uses() -> dict[str, list[Use]]:
    """Return where processes of the chosen city use blocks, by the block's key."""
    found: dict[str, list[Use]] = {}
    for process in Process.objects.select_related("published").order_by("title"):
        for key, use in _uses_in(process):
            found.setdefault(key, []).append(use)
    return found


def _uses_in(process: Process) -> Iterator[tuple[str, Use]]:
    published = process.published.definition["nodes"] if process.published else {}
    in_hand = published if process.working is None else process.working.get("nodes", {})
    for node_id, node in {**published, **in_hand}.items():
        # A working copy may be in no good form.
        origin = origin_of(node) if isinstance(node, dict) and "block" in node else None
        if origin is not None:
            is_public = "block" in published.get(node_id, {})
            yield origin[0], Use(process, node_id, label_of(node), origin[1], is_public)


@transaction.atomic
def offer(blocks: Iterable[dict[str, Any]], *, city: City, at: dt.datetime) -> None:
    """Put blocks from files into the library, for a city; what has the same key is left alone."""
    known = {block.key for block in library()}
    with for_city(city):
        for each in blocks:
            if each["key"] not in known:
                texts = {name: each[name] for name in ("key", "title", "summary")}
                block = Block.objects.create(city=city, **texts)
                BlockVersion.objects.create(
                    city=city, block=block, number=1, clip=each["clip"], at=at
                )
