"""What is served of other people's work is exactly what the lock file says, with its licence."""

import json

import pytest

from rathaus.web import vendoring

LOCK = json.loads((vendoring.ROOT / "package-lock.json").read_text("utf-8"))
PACKAGES = {name: entry for name, entry in LOCK["packages"].items() if name}


@pytest.mark.parametrize("name", PACKAGES)
def test_the_lock_file_names_a_hash_and_no_address(name):
    assert PACKAGES[name]["integrity"].startswith("sha512-")
    assert "resolved" not in PACKAGES[name]


def test_package_json_names_exact_versions_only():
    wanted = json.loads((vendoring.ROOT / "package.json").read_text("utf-8"))

    for version in (wanted["dependencies"] | wanted["devDependencies"]).values():
        assert version[0].isdigit()


def test_every_package_that_is_served_is_in_the_lock_file():
    assert {f"node_modules/{package.name}" for package in vendoring.SERVED} <= set(PACKAGES)


def test_what_is_laid_is_complete_and_has_its_licence():
    if not vendoring.is_laid(with_tests=False):
        pytest.skip("static/vendor is not laid; run `make vendor`.")

    for package in vendoring.served_packages():
        folder = vendoring.VENDOR / package["folder"]
        assert {(folder / name.rpartition("/")[2]).exists() for name in package["files"]} == {True}
        assert len(package["licence_text"]) > 500


def test_nothing_is_listed_where_nothing_was_laid(tmp_path):
    assert vendoring.served_packages(tmp_path) == []
