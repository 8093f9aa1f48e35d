"""The page about settings, the example and the settings themselves name the same things."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Read by compose.yaml, by the container's first step or by make, not by settings.py.
OF_OTHERS = {"POSTGRES_PASSWORD", "MIGRATE", "WAIT_SECONDS", "WEB_CONCURRENCY", "LISTEN"}
OF_OTHERS |= {"ENV_FILE", "PORT", "HOST"}


def _read_by_settings() -> set[str]:
    text = (ROOT / "rathaus" / "settings.py").read_text()
    return set(re.findall(r'env(?:_flag|_database)?\(\s*"([A-Z_]+)"', text))


def _told_on_the_page() -> set[str]:
    text = (ROOT / "docs" / "settings.md").read_text()
    return set(re.findall(r"^\| `([A-Z_]+)`", text, re.MULTILINE))


def test_the_page_tells_every_setting_and_no_other():
    assert _told_on_the_page() == _read_by_settings() | OF_OTHERS


def test_the_example_offers_only_what_there_is():
    text = (ROOT / ".env.example").read_text()
    offered = set(re.findall(r"^(?:# )?([A-Z_]+)=", text, re.MULTILINE))

    assert offered - _read_by_settings() - OF_OTHERS == set()


def test_compose_hands_on_only_what_there_is():
    text = (ROOT / "compose.yaml").read_text()
    handed_on = set(re.findall(r"\$\{([A-Z_]+)", text))

    assert handed_on - _read_by_settings() - OF_OTHERS == set()
