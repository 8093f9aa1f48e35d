"""Every template and stylesheet compiles, and a strict policy never has to stop one."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

TEMPLATES = settings.BASE_DIR / "templates"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.is_file())
PAGES = [name for name in NAMES if name.endswith(".html")]
# Letters are printed by WeasyPrint and never reach a browser.
FOR_BROWSERS = [name for name in PAGES if not name.startswith("notices/")]
STYLES = sorted((settings.BASE_DIR / "static" / "css").glob("*.css"))
SCRIPTS = sorted((settings.BASE_DIR / "static" / "js").glob("**/*.js"))

_REMOTE = re.compile(
    r"""(?:src|srcset|action|href)\s*=\s*["']?\s*(?:https?:)?//|url\(\s*["']?(?:https?:)?//"""
)
_HANDLER = re.compile(r"""<[^>]*\s(?:on[a-z]+|hx-on[:\w-]*)\s*=""")
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE)
_JAVASCRIPT_LINK = re.compile(r"""=\s*["']\s*(?:javascript|js):""")


def source_of(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith(".css")])
def test_every_template_compiles(name):
    assert get_template(name)


@pytest.mark.parametrize("name", FOR_BROWSERS)
def test_no_template_holds_what_the_policy_forbids(name):
    source = source_of(name)

    assert " style=" not in source
    assert "<style" not in source
    assert not _HANDLER.search(source)
    assert not _INLINE_SCRIPT.search(source)
    assert not _JAVASCRIPT_LINK.search(source)


@pytest.mark.parametrize("name", PAGES)
def test_no_template_fetches_anything_from_another_host(name):
    assert not _REMOTE.search(source_of(name))


@pytest.mark.parametrize("path", [*STYLES, *SCRIPTS], ids=lambda path: path.name)
def test_no_stylesheet_or_script_fetches_anything_from_another_host(path: Path):
    source = path.read_text("utf-8")

    assert "@import" not in source
    assert "http://" not in source
    assert "https://" not in source


@pytest.mark.parametrize("name", FOR_BROWSERS)
def test_every_picture_has_a_text_or_is_declared_an_ornament(name):
    for tag in re.findall(r"<img\b[^>]*>", source_of(name)):
        assert "alt=" in tag
    for tag in re.findall(r"<svg\b[^>]*>", source_of(name)):
        assert 'aria-hidden="true"' in tag or "aria-label" in tag


def test_what_a_template_wants_from_static_is_there():
    wanted = {
        path
        for name in FOR_BROWSERS
        for path in re.findall(r"""\{%\s*static\s+["']([^"']+)["']""", source_of(name))
    }
    ours = {path for path in wanted if not path.startswith("vendor/")}

    assert {path for path in ours if not (settings.BASE_DIR / "static" / path).exists()} == set()
