"""Rules of the house that no linter knows: size of files, names, what must never be committed."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = "rathaus|forms_engine|tests|docs|docker|templates|static|workshop|requirements"
SUFFIXES = "py|md|toml|yaml|yml|json|css|js|html|txt"
BACKTICKED = re.compile(rf"`((?:{FOLDERS})/[\w./-]*|[\w./-]+\.(?:{SUFFIXES}))`")
LINKED = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
# Made when somebody runs something, so a fresh clone has none of them.
MADE = ("var/", "static/vendor/", ".env", ".venv", "node_modules", "http")
# Written backwards, so that this file does not hold what it forbids.
FORBIDDEN = [
    word[::-1]
    for word in (
        *("/krow/", "/toor/", "/mraf/"),
        *("gro.ipyp", "gro.sjmpn.yrtsiger", "gro.detsohnohtyp"),
        *("lru-xedni--", "lru-xedni-artxe--", ':"devloser"'),
    )
]


def _tracked() -> list[Path]:
    """Return what is in the repository; without git, what lies in the folder and was not made."""
    names: list[str] = []
    if git := shutil.which("git"):
        command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        names = [name for name in listing.stdout.split("\0") if name]
    paths = [ROOT / name for name in names] or [
        path for path in ROOT.rglob("*") if not any(map(_is_made, path.relative_to(ROOT).parts))
    ]
    return [path for path in paths if path.is_file()]


def _is_made(name: str) -> bool:
    return name in {".venv", "var", "node_modules", ".git", "vendor"} or "cache" in name


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _python_files() -> list[Path]:
    return [path for path in _tracked() if path.suffix == ".py" and "migrations" not in path.parts]


def test_no_python_file_is_longer_than_400_lines():
    long = {_name(path): len(path.read_text().splitlines()) for path in _python_files()}

    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_no_module_is_called_utils_or_the_like():
    forbidden = {"utils", "helpers", "misc", "common", "handler", "manager", "base"}

    assert [_name(path) for path in _python_files() if path.stem in forbidden] == []


def test_no_migration_has_an_automatic_name():
    automatic = [
        _name(path) for path in _tracked() if re.search(r"/migrations/\d+_auto_", str(path))
    ]

    assert automatic == []


def test_nothing_names_a_path_of_a_machine_or_the_host_of_a_package_registry():
    found = []
    for path in _tracked():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [(_name(path), word) for word in FORBIDDEN if _stands_alone(word, text)]

    assert found == []


def _stands_alone(word: str, text: str) -> bool:
    # A path begins there; a folder of that name further down is none of a machine's.
    return bool(re.search(r"(?<![\w.$}/-])" + re.escape(word), text))


@pytest.mark.parametrize(
    "page", [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"], ids=lambda path: path.name
)
def test_a_page_of_the_documentation_names_only_files_that_exist(page: Path):
    text = re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)
    named = set(BACKTICKED.findall(text))
    missing = [name for name in named if not name.startswith(MADE) and not _exists(name, page)]
    missing += [name for name in LINKED.findall(text) if not (page.parent / name).exists()]

    assert sorted(missing) == []


def _exists(name: str, page: Path) -> bool:
    """Say whether a file is there under that name, from the root or inside one of our apps."""
    if "NNNN" in name or "<" in name or name.startswith("/") or not re.match(r"[\w.]", name):
        return True
    places = (ROOT, page.parent, ROOT / "rathaus", ROOT / "forms_engine")
    if any((place / name).exists() for place in places):
        return True
    return "/" not in name and any(path.name == name for path in _tracked())


def test_every_requirement_is_locked_with_a_hash():
    # A requirement goes over several lines, each but the last ending with a backslash.
    lines = [
        (lock.name, line)
        for lock in sorted((ROOT / "requirements").glob("*.txt"))
        for line in lock.read_text().replace("\\\n", " ").splitlines()
    ]
    unlocked = [
        (name, line)
        for name, line in lines
        if line and not line.lstrip().startswith("#") and "--hash=sha256:" not in line
    ]

    assert unlocked == []


def test_pyproject_and_the_requirements_ask_for_the_same():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = (ROOT / "requirements" / "base.in").read_text().splitlines()

    assert sorted(project["dependencies"]) == sorted(
        line for line in lines if line and not line.startswith("#")
    )
