"""Draws documents that people could have made of another: by the commands of the studio."""

import copy
from typing import Any

from hypothesis import strategies as st

from forms_engine.definition import Definition
from forms_engine.editing import EditRejected, edit

BASE: Definition = {
    "format": "rathaus-process/1",
    "title": "Hund anmelden",
    "summary": "Melden Sie Ihren Hund an.",
    "languages": ["de", "en"],
    "order": ["p_owner", "p_dog", "p_end"],
    "nodes": {
        "p_owner": {"kind": "page", "title": "Halter", "order": ["f_name", "g_address"]},
        "f_name": {"kind": "text", "key": "name", "label": "Name", "required": True},
        "g_address": {"kind": "group", "title": "Anschrift", "order": ["f_street", "f_place"]},
        "f_street": {"kind": "text", "key": "street", "label": "Straße"},
        "f_place": {"kind": "text", "key": "place", "label": "Ort", "help": "Wo Sie wohnen."},
        "p_dog": {
            "kind": "page",
            "title": "Hund",
            "order": ["f_call", "f_size", "f_listed", "f_permit"],
        },
        "f_call": {"kind": "text", "key": "call", "label": "Rufname", "schema": {"maxLength": 40}},
        "f_size": {
            "kind": "choice",
            "key": "size",
            "label": "Größe",
            "options": [
                {"value": "small", "label": "Klein"},
                {"value": "middle", "label": "Mittel"},
                {"value": "large", "label": "Groß"},
            ],
        },
        "f_listed": {"kind": "boolean", "key": "listed", "label": "Gefährlich?"},
        "f_permit": {
            "kind": "text",
            "key": "permit",
            "label": "Erlaubnis",
            "show_when": {"field": "f_listed", "is": {"const": True}},
        },
        "p_end": {"kind": "page", "title": "Ende", "order": ["f_mail"]},
        "f_mail": {"kind": "email", "key": "mail", "label": "E-Mail"},
    },
    "parameters": {"fee": {"label": "Gebühr", "schema": {"type": "string", "format": "money"}}},
    "roles": {"tax_office": {"label": "Steueramt"}, "order_office": {"label": "Ordnungsamt"}},
    "fees": [
        {"id": "first", "label": "Steuer", "amount": {"parameter": "fee"}},
        {"id": "second", "label": "Zuschlag", "amount": "10.00",
         "when": {"field": "f_listed", "is": {"const": True}}},
    ],
    "routing": [
        {"id": "r_listed", "to": ["order_office"],
         "when": {"field": "f_listed", "is": {"const": True}}},
        {"id": "r_all", "to": ["tax_office"], "due_days": 14},
    ],
    "notices": [
        {"key": "approval", "on": "granted", "title": "Bescheid",
         "body": "Guten Tag {{ answers.name }}!"},
    ],
    "texts": {
        "en": {"f_name.label": "Name", "f_call.label": "Call name", "title": "Register a dog"},
    },
}  # fmt: skip
_WORDS = ("Neu", "Anders", "Ganz anders", "Klarer gesagt")


@st.composite
def edited(draw: Any, definition: Definition, mark: str, most: int = 5) -> Definition:
    """Draw a document that came of another by some edits; new things carry a mark."""
    for number in range(draw(st.integers(0, most))):
        if draw(st.booleans()):
            definition = draw(_rooms_edited(definition, f"{mark}_{number}"))
            continue
        name, arguments = draw(_command(definition, f"{mark}_{number}"))
        try:
            definition = edit(definition, name, arguments).definition
        except EditRejected:
            continue
    return definition


@st.composite
def _rooms_edited(draw: Any, definition: Definition, mark: str) -> Definition:
    """Change what happens afterwards, what the city sets, and what is translated."""
    document = copy.deepcopy(definition)
    words, nodes = draw(st.sampled_from(_WORDS)), sorted(document["nodes"])
    asked = {"field": draw(st.sampled_from(nodes)), "is": {"const": True}}
    room = draw(st.sampled_from(sorted(_LISTS)))
    items = document.get(room, [])
    place = draw(st.integers(0, 5))
    match draw(st.sampled_from(["add", "drop", "change", "order", "city", "text", "language"])):
        case "add":
            # Some have no name of their own, as in forms that were made elsewhere.
            named = draw(st.booleans()) or room == "notices"
            by = {"key" if room == "notices" else "id": mark} if named else {}
            fresh = by | _LISTS[room](words, asked)
            document[room] = [*items[:place], fresh, *items[place:]]
        case "drop" if items:
            document[room] = [each for number, each in enumerate(items) if number != place]
        case "change" if items:
            item = items[place % len(items)]
            document[room] = [
                each | _LISTS[room](words, asked) if each is item else each for each in items
            ]
        case "order":
            document[room] = draw(st.permutations(items))
        case "city" if draw(st.booleans()):
            document["parameters"] = {**document.get("parameters", {}), mark: {"label": words}}
        case "city":
            document.get("parameters", {}).pop("fee", None)
            fees = document.pop("fees", [])
            document["fees"] = [each for each in fees if "fee" not in str(each)]
        case "text":
            texts = document.setdefault("texts", {}).setdefault(
                draw(st.sampled_from(document["languages"])), {}
            )
            texts[f"{draw(st.sampled_from(nodes))}.help"] = words
        case "language" if "fr" in document["languages"]:
            document["languages"] = [each for each in document["languages"] if each != "fr"]
            document.get("texts", {}).pop("fr", None)
        case "language":
            document["languages"] = [*document["languages"], "fr"]
    return document


# What an item of a list says, but for its name.
_LISTS: Any = {
    "fees": lambda words, asked: {"label": words, "amount": "7.00", "when": asked},
    "routing": lambda _words, asked: {"to": ["tax_office"], "when": asked},
    "notices": lambda words, _asked: {"on": "refused", "title": words, "body": words},
    "constraints": lambda words, _asked: {"schema": {"required": ["name"]}, "message": words},
}


@st.composite
def _command(draw: Any, definition: Definition, mark: str) -> tuple[str, dict[str, Any]]:
    nodes = definition["nodes"]
    around = ["", *(each for each, node in nodes.items() if "order" in node)]
    node = draw(st.sampled_from(sorted(nodes)))
    words = draw(st.sampled_from(_WORDS))
    where = {"into": draw(st.sampled_from(around)), "position": draw(st.integers(0, 5))}
    number = draw(st.integers(1, 9))
    title = "title" if nodes[node]["kind"] in {"page", "group", "list"} else "label"
    condition = {"field": draw(st.sampled_from(sorted(nodes))), "is": {"const": True}}
    return draw(  # type: ignore[no-any-return]
        st.sampled_from(
            [
                ("add", {"kind": "text", "label": words, "id": mark, **where}),
                ("add", {"kind": "group", "label": words, "id": mark, **where}),
                ("add", {"kind": "page", "label": words, "id": mark, **where, "into": ""}),
                ("move", {"nodes": [node], **where, "anyway": True}),
                ("move", {"nodes": [node], **where, "anyway": True}),
                ("delete", {"nodes": [node], "anyway": True}),
                ("set", {"node": node, "attribute": title, "value": words}),
                ("set", {"node": node, "attribute": "help", "value": words}),
                ("set", {"node": node, "attribute": "show_when", "value": condition}),
                (
                    "set_kind",
                    {"node": node, "kind": draw(st.sampled_from(["text", "number", "choice"]))},
                ),
                ("set_process", {"attribute": "title", "value": words}),
                ("set_key", {"node": node, "key": draw(st.sampled_from(["name", "other", mark]))}),
                ("set_options", {"node": node, "options": draw(_options())}),
                ("set", {"node": node, "attribute": "schema", "value": {"maxLength": number}}),
            ]
        )
    )


@st.composite
def _options(draw: Any) -> list[dict[str, str]]:
    values = draw(st.lists(st.sampled_from(["small", "middle", "large", "huge"]), unique=True))
    return [{"value": value, "label": draw(st.sampled_from([value, "Anders"]))} for value in values]
