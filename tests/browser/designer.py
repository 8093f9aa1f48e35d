"""What a designer does on the build page, by keyboard or by mouse."""

import re

from playwright.sync_api import Page, expect

from tests.browser.keyboard import Keyboard
from tests.pages import Person

SELECTED = "#arbeit a[aria-current]"


class Designer:
    """Somebody who composes a process."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.page: Page = person.page
        self.keys = Keyboard(person.page)

    @property
    def names(self) -> list[str]:
        """Return what stands on the page, in its order."""
        return self.page.locator(".row__name").all_inner_texts()

    def said(self, text: str) -> None:
        """Wait until the page says something aloud."""
        expect(self.page.locator("#ansage")).to_contain_text(text)

    def settled(self) -> None:
        """Wait until nothing is on its way."""
        expect(self.page.locator("[data-rathaus-saved]")).to_contain_text(re.compile("Gespeichert"))


class KeyboardDesigner(Designer):
    """One who never touches the mouse."""

    def begin(self, title: str) -> None:
        """Begin a process on the list of processes."""
        self.person.open("baukasten/")
        self.keys.write("title", title)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("h1")).to_have_text(title)

    def add(self, label: str, kind: str) -> None:
        """Add a question behind what is selected; `kind` is how the select names it."""
        self.keys.go_to("#neu-frage")
        self.page.keyboard.type(label)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(kind)
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        self.said("hinzugefügt")
        expect(self.page.locator(SELECTED)).to_contain_text(label)
        assert self.keys.at("#neu-frage"), "the focus is where the next question is written"

    def add_page(self, title: str) -> None:
        """Add a page behind the one that is shown."""
        self.keys.go_to("#neue-seite")
        self.page.keyboard.type(title)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#arbeit-titel")).to_have_text(title)

    def set(self, **values: str | bool) -> None:
        """Change settings of what is selected: text is typed anew, a box is pressed."""
        for name, value in values.items():
            selector = f"#eigenschaft-{name}"
            self._unfold(selector)
            self.keys.go_to(selector)
            if isinstance(value, bool):
                self.page.keyboard.press("Space")
            else:
                self.page.keyboard.press("Control+a")
                self.page.keyboard.type(value)
        self.keys.press("#speichern")
        self.settled()

    def _unfold(self, selector: str) -> None:
        summary = self.page.locator(f"details:not([open]):has({selector}) > summary")
        if summary.count():
            heading = summary.inner_text()
            self.keys.go_to("details:not([open]) > summary")
            while self.page.evaluate("document.activeElement.innerText") != heading:
                self.page.keyboard.press("Tab")
            self.page.keyboard.press("Enter")

    def follow(self, name: str) -> None:
        """Go to a link by its words and press Enter."""
        link = self.page.locator("main a, .workbench a", has_text=name).first
        link.evaluate("link => link.setAttribute('data-test-wanted', '')")
        before = self.page.url
        self.keys.press("[data-test-wanted]")
        self.page.wait_for_url(lambda url: url != before)

    def types(self, **values: str) -> None:
        """Type into the fields of a form."""
        for name, value in values.items():
            self.keys.go_to(f'main [name="{name}"]')
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(value)

    def checks(self, name: str) -> None:
        """Check the first box of a question."""
        self.keys.go_to(f'main [name="{name}"]')
        self.page.keyboard.press("Space")

    def saves(self) -> None:
        """Press the button that saves, and see that it was."""
        before = self.page.url
        self.keys.press('main [data-rathaus-key="save"]')
        self.page.wait_for_url(lambda url: url != before)

    def presses(self, selector: str) -> None:
        """Go to a button and press Enter."""
        self.keys.press(selector)

    def chooses_the_next(self, selector: str) -> None:
        """Go to a select and choose what comes after its first."""
        self.keys.go_to(selector)
        self.page.keyboard.press("ArrowDown")

    def opens_page(self, title: str) -> None:
        """Go to a page by the arrow keys and open it."""
        self.keys.go_to(".outline__pages a")
        self.page.keyboard.press("Home")
        while title not in self.page.evaluate("document.activeElement.innerText"):
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#arbeit-titel")).to_have_text(title)

    def shows_only_if(self, question: str) -> None:
        """Let what is selected be shown only if a question that begins so is answered with yes."""
        self.keys.press("#regel")
        self.page.wait_for_url("**/regeln/**")
        self.keys.go_to("[name=condition-mode]")
        self.page.keyboard.press("ArrowDown")
        self.keys.go_to("#condition-0-0-subject")
        self.page.keyboard.type(question)
        self.page.keyboard.press("Tab")
        self.keys.go_to("#condition-0-0-value")
        self.keys.press("#bedingung-speichern")
        self.page.wait_for_url("**frage=**")

    def go_to(self, name: str) -> None:
        """Go to a question by the arrow keys and select it."""
        self.keys.go_to("[data-rathaus-list] a")
        self.page.keyboard.press("Home")
        while self.page.evaluate(_NAME_OF_FOCUS) != name:
            before = self.page.evaluate(_NAME_OF_FOCUS)
            self.page.keyboard.press("ArrowDown")
            assert self.page.evaluate(_NAME_OF_FOCUS) != before, name
        self.page.keyboard.press("Enter")
        expect(self.page.locator(SELECTED)).to_contain_text(name)


_NAME_OF_FOCUS = "document.activeElement.querySelector('.row__name')?.innerText"
