"""What citizens and clerks do in the browser, so that a journey reads like the README."""

import os
import re
import tempfile
from pathlib import Path
from typing import Any

import pypdfium2
from playwright.sync_api import Browser, Page

from tests.town_hall import TownHall

WIDTHS = {360: 800, 1280: 900}


def picture_folder(name: str) -> Path:
    """Return where pictures are laid: $RATHAUS_PICTURES, or a folder of its own that is named."""
    root = os.environ.get("RATHAUS_PICTURES") or tempfile.mkdtemp(prefix="rathaus-pictures-")
    folder = Path(root) / name
    folder.mkdir(parents=True, exist_ok=True)
    print(f"Pictures of this journey: {folder}")  # noqa: T201 - the issue of a journey
    return folder


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, browser: Browser, hall: TownHall, city: str, **context: Any) -> None:
        options: dict[str, Any] = {"locale": "de-DE", "viewport": {"width": 1280, "height": 900}}
        options |= context
        self.has_scripts: bool = options.get("java_script_enabled", True)
        self.context = browser.new_context(**options)
        self.hall = hall
        self.city = city
        self.page: Page = self.context.new_page()
        self.pictures: Path | None = None
        self._taken = 0

    def open(self, path: str = "") -> None:
        """Open an address of the person's city."""
        self.page.goto(f"{self.hall.base_url}/{self.city}/{path}")

    def press(self, name: str) -> None:
        """Press the button with this name."""
        self.page.get_by_role("button", name=name).first.click()

    def submit(self) -> None:
        """Press the own button of the page's first form."""
        submits(self.page)

    def follow(self, name: str) -> None:
        """Follow the link with this name."""
        self.page.get_by_role("link", name=name).first.click()

    def text(self) -> str:
        """Return what stands on the page, without the header and footer."""
        return plain_spaces(self.page.locator("main").inner_text())

    def heading(self) -> str:
        """Return the page's first heading."""
        return self.page.locator("h1").inner_text()

    def fill(self, **answers: Any) -> None:
        """Answer questions by their names; True and False are yes and no, a Path is a file."""
        for name, value in answers.items():
            self._answer(name.replace("__", "-"), value)

    def _answer(self, name: str, value: Any) -> None:
        field = self.page.locator(f'[name="{name}"]')
        kind = field.first.get_attribute("type")
        if isinstance(value, Path):
            field.set_input_files(value)
        elif kind == "radio":
            word = {True: "true", False: "false"}.get(value, value)
            self.page.locator(f'[name="{name}"][value="{word}"]').check()
        elif kind == "checkbox":
            field.first.check()
        elif field.first.evaluate("element => element.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)

    def fill_date(self, name: str, day: str, month: str, year: str) -> None:
        """Answer a date."""
        for part, value in (("day", day), ("month", month), ("year", year)):
            self.page.locator(f'[name="{name}-{part}"]').fill(value)

    def picture(self, name: str) -> None:
        """Keep the page as it looks on a phone and on a desk."""
        if self.pictures is None:
            return
        self._taken += 1
        for width, height in WIDTHS.items():
            self.page.set_viewport_size({"width": width, "height": height})
            path = self.pictures / f"{self._taken:02d}-{name}-{width}.png"
            self.page.screenshot(path=path, full_page=True)

    def download(self, address: str) -> bytes:
        """Return a file as this person's browser gets it."""
        answer = self.context.request.get(address)
        assert answer.status == 200, f"{address}: {answer.status}"
        return answer.body()

    def status(self, path: str) -> int:
        """Return how the town hall answers this person at an address."""
        return self.context.request.get(f"{self.hall.base_url}{path}", max_redirects=0).status

    def log_in(self, email: str, password: str) -> None:
        """Log in as staff."""
        self.open("konto/login/")
        self.page.locator('[name="login"]').fill(email)
        self.page.locator('[name="password"]').fill(password)
        self.submit()


def submits(page: Page) -> None:
    """Press the own button of the page's first form."""
    page.locator("main form button[type=submit]").first.click()


def link_in(letter: Any, containing: str) -> str:
    """Return the link of an e-mail whose address contains a word."""
    text = letter.get_body(("plain",)).get_content()
    return next(link for link in re.findall(r"https?://\S+", text) if containing in link)


def pdf_text(pdf: bytes) -> str:
    """Return all text of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return plain_spaces(text)


def plain_spaces(text: str) -> str:
    """Return a text with ordinary spaces, as a test writes them."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def pdf_pictures(pdf: bytes, folder: Path, name: str) -> None:
    """Keep the pages of a PDF as pictures."""
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, start=1):
        page.render(scale=110 / 72).to_pil().save(folder / f"{name}-page-{number}.png")
    document.close()
