"""compose.yaml and .env.example, read as the engine reads them; no engine is needed for that."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
# ${NAME}, ${NAME:-default}, ${NAME:?sentence}
WANTED = re.compile(r"\$\{(\w+)(:[-?])?([^}]*)\}")
ONLY_FOR_COMPOSE = {"POSTGRES_PASSWORD"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    return read


def _example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    pairs = [line.partition("=") for line in lines if line and not line.startswith("#")]
    return {name: value for name, _, value in pairs}


def _documented() -> set[str]:
    return set(
        re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/settings.md").read_text("utf-8"), re.MULTILINE)
    )


def _ours(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    services = compose["services"]
    return {name: each for name, each in services.items() if each["image"].startswith("rathaus:")}


def test_there_is_everything_that_belongs_to_a_town_hall(compose):
    assert {"migrate", "web", "worker", "beat"} <= set(_ours(compose))
    assert {"database", "redis", "mail"} <= set(compose["services"]) - set(_ours(compose))


def test_every_setting_of_every_service_is_explained(compose):
    given = {name for service in _ours(compose).values() for name in service["environment"]}

    assert given - _documented() == set()


def test_every_setting_of_the_example_is_explained():
    assert set(_example()) - _documented() - ONLY_FOR_COMPOSE == set()


def test_what_compose_takes_from_the_example_is_in_the_example_or_has_a_default():
    text = (ROOT / "compose.yaml").read_text("utf-8")
    needed = {name for name, how, _ in WANTED.findall(text) if how != ":-"}

    assert needed - set(_example()) == set()


def test_whoever_may_be_down_is_asked_for_their_health(compose):
    named = {name for service in _ours(compose).values() for name in service["depends_on"]}

    assert all("healthcheck" in compose["services"][name] for name in named)


def test_our_containers_write_nowhere_but_into_their_volume(compose):
    for name, service in _ours(compose).items():
        assert (name, service["read_only"]) == (name, True)
        assert (name, service["cap_drop"]) == (name, ["ALL"])
        assert all(volume.startswith("data:") for volume in service["volumes"])


def test_only_the_web_server_and_the_caught_mails_are_reached_from_outside(compose):
    open_to_outside = {name for name, each in compose["services"].items() if "ports" in each}

    assert open_to_outside == {"web", "mail"}


def test_every_image_is_of_an_exact_version(compose):
    images = [service["image"] for service in compose["services"].values()]

    assert [image for image in images if not re.search(r":v?\d+(\.\d+)+", image)] == []
