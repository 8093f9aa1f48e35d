"""What a designer does on the build page with the mouse alone, typing apart."""

from playwright.sync_api import expect

from tests.browser.designer import SELECTED, Designer


class MouseDesigner(Designer):
    """One who clicks; text is typed where a click has put the cursor."""

    def begin(self, title: str) -> None:
        """Begin a process on the list of processes."""
        self.person.open("baukasten/")
        self._types("#title", title)
        self.page.get_by_role("button", name="Prozess beginnen").click()
        expect(self.page.locator("h1")).to_have_text(title)

    def add(self, label: str, kind: str) -> None:
        """Add a question behind what is selected; `kind` is how the select names it."""
        self._types("#neu-frage", label)
        option = self.page.locator("#neu-art option").filter(has_text=kind).first
        self.page.locator("#neu-art").select_option(option.get_attribute("value"))
        self.page.locator("#hinzufuegen").click()
        self.said("hinzugefügt")
        expect(self.page.locator(SELECTED)).to_contain_text(label)

    def add_page(self, title: str) -> None:
        """Add a page behind the one that is shown."""
        self._types("#neue-seite", title)
        self.page.locator("#seite-hinzu").click()
        expect(self.page.locator("#arbeit-titel")).to_have_text(title)

    def set(self, **values: str | bool) -> None:
        """Change settings of what is selected."""
        for name, value in values.items():
            field = self.page.locator(f"#eigenschaft-{name}")
            if isinstance(value, bool):
                field.click()
            else:
                field.fill(value)
        self.page.locator("#speichern").click()
        self.settled()

    def go_to(self, name: str) -> None:
        """Click on a question."""
        self.page.locator(".row__link", has_text=name).click()
        expect(self.page.locator(SELECTED)).to_contain_text(name)

    def opens_page(self, title: str) -> None:
        """Click on a page."""
        self.page.locator(".outline__link", has_text=title).click()
        expect(self.page.locator("#arbeit-titel")).to_have_text(title)

    def shows_only_if(self, question: str) -> None:
        """Let what is selected be shown only if a question that begins so is answered with yes."""
        self.page.locator("#regel").click()
        self.page.locator("label[for=condition-when]").click()
        subject = self.page.locator("#condition-0-0-subject")
        option = subject.locator("option").filter(has_text=question).first
        subject.select_option(option.get_attribute("value"))
        self.page.locator("#condition-0-0-value").wait_for()
        self.page.locator("#bedingung-speichern").click()
        self.page.wait_for_url("**frage=**")

    def follow(self, name: str) -> None:
        """Click on a link by its words."""
        before = self.page.url
        self.page.locator("main a, .workbench a", has_text=name).first.click()
        self.page.wait_for_url(lambda url: url != before)

    def types(self, **values: str) -> None:
        """Type into the fields of a form."""
        for name, value in values.items():
            self.page.locator(f'main [name="{name}"]').fill(value)

    def checks(self, name: str) -> None:
        """Check the first box of a question."""
        self.page.locator(f'main [name="{name}"]').first.check()

    def chooses_the_next(self, selector: str) -> None:
        """Choose what comes after a select's first."""
        self.page.locator(selector).first.select_option(index=1)

    def presses(self, selector: str) -> None:
        """Click on a button."""
        self.page.locator(selector).click()

    def saves(self) -> None:
        """Press the button that saves, and see that it was."""
        before = self.page.url
        self.page.locator('main [data-rathaus-key="save"]').click()
        self.page.wait_for_url(lambda url: url != before)

    def _types(self, selector: str, text: str) -> None:
        self.page.locator(selector).click()
        self.page.keyboard.type(text)
