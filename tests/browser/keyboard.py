"""Somebody without a mouse."""

from playwright.sync_api import Page, expect

MOST_TABS = 120


class Keyboard:
    """Somebody who has a keyboard and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def at(self, selector: str) -> bool:
        """Say whether the focus is there."""
        at: bool = self.page.evaluate(
            "(selector) => document.activeElement?.matches(selector) ?? false", selector
        )
        return at

    def go_to(self, selector: str) -> None:
        """Press Tab until the focus is there."""
        for _ in range(MOST_TABS):
            if self.at(selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {selector}")

    def write(self, name: str, text: str) -> None:
        """Go to a question and type."""
        self.go_to(f'[name="{name}"]')
        self.page.keyboard.type(text)

    def choose(self, name: str, value: str) -> None:
        """Go to a question's options and move among them by the arrow keys."""
        self.go_to(f'[name="{name}"]')
        self.page.keyboard.press("Space")
        while not self.at(f'[value="{value}"]'):
            self.page.keyboard.press("ArrowDown")

    def press(self, selector: str) -> None:
        """Go to a button or link and press Enter."""
        self.go_to(selector)
        self.page.keyboard.press("Enter")

    def goes_on(self, heading: str) -> None:
        """Press Weiter and see the next page, from whose top Tab begins again."""
        self.press('main [name="_do"][value="next"]')
        expect(self.page.locator("h1")).to_have_text(heading)
