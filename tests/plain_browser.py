"""A browser without JavaScript: reads a page's forms, fills them in, presses buttons."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

_INLINE = {"a", "abbr", "b", "button", "em", "span", "strong"}
_VOID = {"input", "meta", "link", "br", "img", "hr"}


@dataclass
class Button:
    name: str
    value: str
    text: str = ""
    form: str = ""
    action: str = ""


@dataclass
class Link:
    href: str
    text: str = ""


@dataclass
class Page:
    """What a person (or their browser) finds on a page."""

    address: str
    status: int
    html: str
    title: str = ""
    heading: str = ""
    language: str = ""
    text: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    checkable: dict[tuple[str, str], bool] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    action: str = ""

    def button(self, text: str) -> Button:
        """Return the last button with this text: the first is for the Enter key alone."""
        found = [button for button in self.buttons if text in button.text]
        assert found, f"no button {text!r} on {self.address}: {[b.text for b in self.buttons]}"
        return found[-1]

    def link(self, text: str) -> str:
        found = [link.href for link in self.links if text in link.text]
        assert found, f"no link {text!r} on {self.address}: {[k.text for k in self.links]}"
        return found[0]

    @property
    def errors(self) -> list[str]:
        """Return the texts of the links in the error summary."""
        return [
            link.text
            for link in self.links
            if link.href.startswith("#")
            and link.text
            and f'href="{link.href}">'
            in self.html.partition('id="fehler"')[2].partition("</ul>")[0]
        ]


class _Reader(HTMLParser):
    """Reads the form with id `antrag`, or else the last form of the page's main part."""

    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.forms: list[str] = []
        self.texts: list[list[str]] = []
        self.select = self.textarea = ""
        self.in_main = False
        self.stack: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.page.text += "" if tag in _INLINE else " "
        if "id" in found:
            self.page.attributes[found["id"]] = found
        if tag == "html":
            self.page.language = found.get("lang", "")
        elif tag == "main":
            self.in_main = True
        elif tag == "form" and self.in_main:
            self.page.action = found.get("action", "")
            self.forms.append(found.get("id", "form"))
        elif tag in {"input", "select", "textarea"} and self.in_main and self.forms:
            self._control(tag, found)
        elif tag == "option" and self.select:
            self.page.options.setdefault(self.select, []).append(found.get("value", ""))
            if "selected" in found:
                self.page.values[self.select] = [found.get("value", "")]
        else:
            self._pressable(tag, found)
        if tag not in _VOID:
            self.stack.append((tag, found))

    def _pressable(self, tag: str, found: dict[str, str]) -> None:
        if tag == "button":
            self.page.buttons.append(
                Button(
                    found.get("name", ""),
                    found.get("value", ""),
                    form=found.get("form", ""),
                    action=found.get("formaction", ""),
                )
            )
        elif tag == "a":
            self.page.links.append(Link(found.get("href", "")))

    def _control(self, tag: str, found: dict[str, str]) -> None:
        name, kind = found.get("name", ""), found.get("type", "text")
        if tag == "select":
            self.select = name
            self.page.values.setdefault(name, [""])
        elif tag == "textarea":
            self.textarea = name
            self.page.values[name] = [""]
        elif kind in {"radio", "checkbox"}:
            value = found.get("value", "on")
            self.page.options.setdefault(name, []).append(value)
            self.page.values.setdefault(name, [])
            if "checked" in found:
                self.page.values[name].append(value)
        elif kind == "file":
            self.page.options.setdefault(name, [])
        elif name and kind != "submit":
            self.page.values.setdefault(name, []).append(found.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.textarea:
            value = self.page.values[self.textarea][0] + data
            self.page.values[self.textarea] = [value]
        tags = [tag for tag, _found in self.stack]
        if tags[-1:] == ["title"]:
            self.page.title += data
        if "h1" in tags:
            self.page.heading += data.strip()
        if "button" in tags:
            self.page.buttons[-1].text += data
        if "a" in tags:
            self.page.links[-1].text += data
        if "script" not in tags:
            self.page.text += data
        for tag, found in self.stack:
            if tag == "label" and "for" in found:
                self.page.labels[found["for"]] = self.page.labels.get(found["for"], "") + data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "textarea":
            name = self.textarea
            # HTML drops the line break right after the tag.
            self.page.values[name] = [self.page.values[name][0].removeprefix("\n")]
            self.textarea = ""
        elif tag == "main":
            self.in_main = False
        while self.stack:
            if self.stack.pop()[0] == tag:
                break


def read(response: Any, address: str = "") -> Page:
    page = Page(address, response.status_code, response.content.decode())
    _Reader(page).feed(page.html)
    page.text = " ".join(page.text.split())
    return page


class Visitor:
    """A person at a browser in one city's town hall."""

    def __init__(self, city: str = "frankfurt", **headers: str) -> None:
        self.client = Client(headers={"accept-language": "de", **headers})
        self.city = city
        self.page: Page = Page("", 0, "")

    def open(self, address: str) -> Page:
        """Open an address, following redirects; a path without city is in the visitor's city."""
        prefix = f"/{self.city}"
        path = address if address.startswith(f"{prefix}/") else prefix + address
        return self._arrived(self.client.get(path, follow=True), path)

    def start(self, slug: str = "hund-anmelden") -> Page:
        path = f"/{self.city}/leistungen/{slug}/antrag/"
        return self._arrived(self.client.post(path, follow=True), path)

    def follow(self, text: str) -> Page:
        """Follow the first link with this text."""
        return self.open(self.page.link(text))

    def press(self, text: str, **typed: Any) -> Page:
        """Type into inputs by their names (`__` for `-`), then press a button."""
        return self.send(self.page.button(text), typed)

    def send(self, button: Button | None, typed: dict[str, Any]) -> Page:
        content: dict[str, Any] = {
            name: values for name, values in self.page.values.items() if name
        }
        for name, value in typed.items():
            content[name.replace("__", "-")] = value
        if button and button.name:
            content[button.name] = button.value
        action = (button.action if button else "") or self.page.action or self.page.address
        response = self.client.post(action, _sendable(content), follow=True)
        return self._arrived(response, action)

    def _arrived(self, response: Any, address: str) -> Page:
        if response.redirect_chain:
            address = response.redirect_chain[-1][0]
        parts = urlsplit(address)
        query = f"?{parts.query}" if parts.query else ""
        self.page = read(response, parts.path + query)
        return self.page


def _sendable(content: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [str(each) for each in value] if isinstance(value, list) else value
        for name, value in content.items()
        if value is not None
    }
