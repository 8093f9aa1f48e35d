"""Measures an open page; every measure answers with a list of sentences, empty if all is well."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from rathaus.demo.serving import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
_MEASURES = {
    path.stem: path.read_text("utf-8") for path in (Path(__file__).parent / "measures").glob("*.js")
}
_ARRIVED = """async () => {
  for (let frame = 0; frame < 3; frame += 1) {
    await new Promise(requestAnimationFrame);
    document.getAnimations().forEach((animation) => animation.finish());
  }
}"""
MOST_TABS = 150
# WCAG 1.4.12: nobody's own spacing may make text unreadable.
SPACIOUS = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"""
TWICE_AS_LARGE = "html { font-size: 200% !important }"


def measured(page: Page, name: str) -> Any:
    """Return what the measure of this name says about the page."""
    return page.evaluate(_MEASURES[name])


def show(page: Page, *, width: int = 1280, height: int = 900, **media: Any) -> None:
    """Look at the page in a window of this size and with these wishes; others are forgotten."""
    page.set_viewport_size({"width": width, "height": height})
    wishes: dict[str, Any] = {
        "color_scheme": "light",
        "forced_colors": "none",
        "reduced_motion": "no-preference",
    }
    page.emulate_media(**(wishes | media))
    # What glides from one colour to the other is measured where it ends.
    page.evaluate(_ARRIVED)


def with_style(page: Page, css: str) -> list[str]:
    """Return what does not fit while the person's own style sheet counts."""
    page.evaluate(
        """(css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [sheet];
        }""",
        css,
    )
    found: list[str] = measured(page, "layout")
    page.evaluate("() => { document.adoptedStyleSheets = []; }")
    return found


def axe(page: Page) -> list[str]:
    """Return axe's violations."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = measured(page, "axe")
    return found


def tabbed_through(page: Page) -> list[str]:
    """Press Tab through the page; return where the focus is not to be seen, or never comes."""
    page.evaluate(
        """() => {
          for (const seen of document.querySelectorAll("[data-test-seen]")) {
            seen.removeAttribute("data-test-seen");
          }
        }"""
    )
    problems = [f"always ringed: {element}" for element in measured(page, "outlined")]
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = measured(page, "focus")
        if focused is None:
            # Past the end; the next Tab begins at the top.
            continue
        if focused.get("again"):
            break
        if focused["problems"]:
            page.evaluate(_ARRIVED)
            focused = measured(page, "focus")
        problems += [f"{focused['key']}: {problem}" for problem in focused["problems"]]
    return problems + [f"never reached: {element}" for element in measured(page, "unreached")]
