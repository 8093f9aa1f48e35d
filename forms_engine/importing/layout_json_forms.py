"""Reads a UI schema of JSON Forms: categories become pages, rules become conditions."""

from typing import Any, Final

from forms_engine.importing.branching import NotRecognised, Path, PathCondition, condition_of
from forms_engine.importing.bundling import Bundler
from forms_engine.importing.hints import Layout, LayoutPage, Note
from forms_engine.importing.keywords import pointer, pure
from forms_engine.importing.report import Journal, Refused

_MOST_ON_A_PAGE: Final = 7
_DEEPEST: Final = 40


class JsonForms:
    """Walks the elements of one UI schema."""

    def __init__(self, layout: Layout, journal: Journal) -> None:
        self._layout = layout
        self._journal = journal

    def read(self, ui_schema: dict[str, Any]) -> None:
        """Add pages, words and rules to the layout."""
        if ui_schema.get("type") == "Categorization":
            self._categories(ui_schema, "", [], 0)
        else:
            page = LayoutPage("Angaben")
            self._layout.pages.append(page)
            self._element(ui_schema, "", (), page, [], 0)
            self._split(page)
        self._layout.pages = [page for page in self._layout.pages if page.content]

    def _categories(
        self, element: dict[str, Any], at: str, when: list[PathCondition], depth: int
    ) -> None:
        when = when + self._rule(element, at)
        for number, category in enumerate(_elements(element)):
            here = pointer(at, "elements", number)
            if category.get("type") == "Categorization" and depth < _DEEPEST:
                self._categories(category, here, when, depth + 1)
                continue
            page = LayoutPage(_label(category) or "Angaben")
            page.when = when + self._rule(category, here)
            self._layout.pages.append(page)
            for position, inner in enumerate(_elements(category)):
                self._element(inner, pointer(here, "elements", position), (), page, [], 0)

    def _element(
        self,
        element: dict[str, Any],
        at: str,
        base: Path,
        page: LayoutPage,
        when: list[PathCondition],
        depth: int,
    ) -> None:
        if depth > _DEEPEST:
            self._journal.lost("layout-too-deep", at)
            return
        when = when + self._rule(element, at)
        kind = element.get("type")
        if kind == "Control" or (kind == "ListWithDetail" and "scope" in element):
            self._control(element, at, base, page, when, depth)
        elif kind == "Label":
            text = element.get("text") or _label(element)
            if isinstance(text, str) and text:
                page.content.append(Note(text, when=when))
        elif isinstance(element.get("elements"), list):
            if kind == "Group" and _label(element) and not base:
                page.content.append(Note("", heading=_label(element), when=when))
            for number, inner in enumerate(_elements(element)):
                here = pointer(at, "elements", number)
                self._element(inner, here, base, page, when, depth + 1)
        else:
            self._journal.lost("layout-element", at, name=str(kind)[:60])

    def _control(
        self,
        element: dict[str, Any],
        at: str,
        base: Path,
        page: LayoutPage,
        when: list[PathCondition],
        depth: int,
    ) -> None:
        path = _path(element.get("scope"), base)
        if path is None:
            self._journal.lost("layout-without-question", at, name=str(element.get("scope"))[:60])
            return
        hint = self._layout.at(path)
        label = element.get("label")
        if isinstance(label, str) and label:
            hint.label = label
        hint.when.extend(when)
        if path:
            page.content.append(path)
        options = element.get("options")
        for name, value in options.items() if isinstance(options, dict) else ():
            here = pointer(at, "options", name)
            if name == "multi" and value is True:
                hint.widget = "textarea"
            elif name == "placeholder" and isinstance(value, str):
                hint.placeholder = value
            elif name == "detail" and isinstance(value, dict):
                inner = LayoutPage("")
                self._element(value, here, (*path, "*"), inner, [], depth + 1)
                order = [each[-1] for each in inner.content if isinstance(each, tuple)]
                self._layout.at((*path, "*")).order = order
            else:
                self._journal.lost("layout-not-expressed", here, name=name[:60])

    def _rule(self, element: dict[str, Any], at: str) -> list[PathCondition]:
        rule = element.get("rule")
        if not isinstance(rule, dict):
            return []
        here = pointer(at, "rule")
        effect = rule.get("effect")
        if effect not in {"SHOW", "HIDE"}:
            self._journal.lost("rule-disables", here, name=str(effect)[:60])
            return []
        try:
            condition = self._condition(rule.get("condition"), 0)
        except (NotRecognised, Refused):
            self._journal.lost("rule-not-recognised", here)
            return []
        return [condition if effect == "SHOW" else {"not": condition}]

    def _condition(self, condition: Any, depth: int) -> PathCondition:
        if not isinstance(condition, dict) or depth > _DEEPEST:
            raise NotRecognised
        members = condition.get("conditions")
        if condition.get("type") in {"AND", "OR"} and isinstance(members, list) and members:
            joint = "all" if condition["type"] == "AND" else "any"
            return {joint: [self._condition(each, depth + 1) for each in members]}
        path = _path(condition.get("scope"), ())
        if path is None:
            raise NotRecognised
        wanted = condition.get("schema", {"const": condition.get("expectedValue")})
        if not isinstance(wanted, dict):
            raise NotRecognised
        bundle = Bundler(wanted, Journal("")).bundle()
        if bundle.targets:
            raise NotRecognised
        if not path or "properties" in bundle.root:
            return condition_of(bundle.root, path, bundle.target)
        return {"path": path, "is": pure(bundle.root)}

    def _split(self, page: LayoutPage) -> None:
        """Part a layout without pages: a heading begins one, and so does the eighth answer."""
        pages = [LayoutPage(page.title)]
        for content in page.content:
            current = pages[-1]
            count = sum(isinstance(each, tuple) for each in current.content)
            if isinstance(content, Note) and content.heading and not content.when:
                pages.append(LayoutPage(content.heading))
            elif isinstance(content, tuple) and count >= _MOST_ON_A_PAGE:
                pages.append(LayoutPage("Weitere Angaben", [content]))
            else:
                current.content.append(content)
        self._layout.pages.remove(page)
        self._layout.pages.extend(pages)


def _elements(element: dict[str, Any]) -> list[dict[str, Any]]:
    elements = element.get("elements")
    return (
        [each for each in elements if isinstance(each, dict)] if isinstance(elements, list) else []
    )


def _label(element: dict[str, Any]) -> str:
    for key in ("label", "title", "i18n"):
        if isinstance(element.get(key), str) and element[key].strip():
            return str(element[key])
    return ""


def _path(scope: Any, base: Path) -> Path | None:
    """Return the path behind "#/properties/a/properties/b"; "#" and "#/" are the whole."""
    if not isinstance(scope, str):
        return None
    steps = [each for each in scope.lstrip("#").split("/") if each]
    path: list[str] = []
    position = 0
    while position < len(steps):
        if steps[position] == "properties" and position + 1 < len(steps):
            path.append(steps[position + 1].replace("~1", "/").replace("~0", "~"))
            position += 2
        elif steps[position] == "items":
            path.append("*")
            position += 1
        else:
            return None
    return (*base, *path)
