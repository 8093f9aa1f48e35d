"""
Lays the few files of other people that our pages serve into static/vendor, with their licences.

Run by `make` and by the Docker image with any python3: `python3 rathaus/web/vendoring.py`.
Versions and integrity hashes stand in package-lock.json; nothing of it is ever committed.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "static" / "vendor"
LIST_NAME = "packages.json"
STAMP_NAME = ".laid"


@dataclass(frozen=True)
class Package:
    """
    What we take out of one npm package, and where its source can be had.

    :param bundle: a module of which the only file is built, with what it imports.
    """

    name: str
    title: str
    folder: str
    files: tuple[str, ...]
    licence_file: str
    licence: str
    source: str
    licence_language: str = "en"
    bundle: str = ""


_FIRA = tuple(
    f"files/fira-sans-{letters}-{weight}-normal.woff2"
    for weight in (400, 500, 600)
    for letters in ("latin", "latin-ext")
)

SERVED = (
    Package(
        name="@kern-ux/native",
        title="KERN UX-Standard",
        folder="kern",
        files=("dist/kern.min.css",),
        licence_file="LICENSE.md",
        licence="EUPL-1.2",
        source="https://gitlab.opencode.de/kern-ux/kern-ux-plain",
        licence_language="de",
    ),
    Package(
        name="@fontsource/fira-sans",
        title="Fira Sans",
        folder="fira-sans",
        files=_FIRA,
        licence_file="LICENSE",
        licence="OFL-1.1",
        source="https://github.com/fontsource/font-files",
    ),
    # Letters need the whole of Fira Sans, not the part for browsers; its licence lies in the
    # package above, KERN's own is silent about it. DejaVu Sans has the rest of DIN 91379.
    Package(
        name="@kern-ux/native",
        title="Fira Sans (Briefe)",
        folder="letter-fira",
        files=(
            "dist/fonts/fira-sans/FiraSans-Regular.woff2",
            "dist/fonts/fira-sans/FiraSans-SemiBold.woff2",
        ),
        licence_file="../../@fontsource/fira-sans/LICENSE",
        licence="OFL-1.1",
        source="https://github.com/mozilla/Fira",
    ),
    Package(
        name="dejavu-fonts-ttf",
        title="DejaVu Sans (Briefe)",
        folder="letter-dejavu",
        files=("ttf/DejaVuSans.ttf", "ttf/DejaVuSans-Bold.ttf"),
        licence_file="LICENSE",
        licence="Bitstream-Vera",
        source="https://github.com/dejavu-fonts/dejavu-fonts",
    ),
    Package(
        name="htmx.org",
        title="htmx",
        folder="htmx",
        files=("dist/htmx.min.js",),
        licence_file="LICENSE",
        licence="0BSD",
        source="https://github.com/bigskysoftware/htmx",
    ),
    # The only package in pieces that browsers cannot put together themselves.
    Package(
        name="codemirror",
        title="CodeMirror",
        folder="codemirror",
        files=("codemirror.js",),
        licence_file="LICENSE",
        licence="MIT",
        source="https://github.com/codemirror",
        bundle="""
            export { basicSetup, EditorView } from "codemirror";
            export { EditorState } from "@codemirror/state";
            export { json, jsonParseLinter } from "@codemirror/lang-json";
            export { linter, lintGutter } from "@codemirror/lint";
            export { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
            export { tags } from "@lezer/highlight";
        """,
    ),
)


def served_packages(vendor: Path = VENDOR) -> list[dict[str, str]]:
    """Return what lies in static/vendor, with version and licence text, for the Lizenzen page."""
    listing = vendor / LIST_NAME
    if not listing.exists():
        return []
    packages: list[dict[str, str]] = json.loads(listing.read_text("utf-8"))
    for package in packages:
        licence = vendor / package["folder"] / "LICENSE.txt"
        package["licence_text"] = licence.read_text("utf-8") if licence.exists() else ""
    return packages


def stamp() -> str:
    """Return a hash of everything that decides what lies in static/vendor."""
    parts = [ROOT / "package.json", ROOT / "package-lock.json", Path(__file__)]
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()


def is_laid(*, with_tests: bool) -> bool:
    """Say whether static/vendor is complete and as the lock file says."""
    laid = VENDOR / STAMP_NAME
    tests_there = (ROOT / "node_modules" / "axe-core" / "axe.min.js").exists()
    return laid.exists() and laid.read_text("utf-8") == stamp() and (tests_there or not with_tests)


def install(*, with_tests: bool) -> None:
    """Fetch the packages of the lock file; npm checks their integrity hashes."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is missing. Install it first: sudo apt-get install npm")
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if not with_tests:
        command.append("--omit=dev")
    if subprocess.run(command, cwd=ROOT, check=False).returncode:  # noqa: S603 - our own command
        raise SystemExit(
            "npm could not fetch what package-lock.json names. Is the package registry in reach?"
        )


def lay() -> None:
    """Copy the served files and their licences, and write down what they are."""
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    listing = []
    for package in SERVED:
        source = ROOT / "node_modules" / package.name
        target = fresh / package.folder
        target.mkdir(parents=True)
        if package.bundle:
            _bundle(package, target)
        else:
            for name in package.files:
                shutil.copyfile(source / name, target / Path(name).name)
            shutil.copyfile(source / package.licence_file, target / "LICENSE.txt")
        version = json.loads((source / "package.json").read_text("utf-8"))["version"]
        listing.append(asdict(package) | {"version": version})
    (fresh / LIST_NAME).write_text(json.dumps(listing, ensure_ascii=False, indent=1), "utf-8")
    (fresh / STAMP_NAME).write_text(stamp(), "utf-8")
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def _bundle(package: Package, target: Path) -> None:
    """Build one file of a package and what it imports, with the licences of all of them."""
    node = shutil.which("node")
    if node is None:
        raise SystemExit("node is missing. Install it first: sudo apt-get install nodejs")
    listing = target / "inputs.json"
    command = [
        node, "node_modules/esbuild/bin/esbuild", "--bundle", "--minify", "--format=iife",
        "--global-name=CodeMirror", "--target=es2022", "--legal-comments=none",
        "--log-level=warning", f"--metafile={listing}", f"--outfile={target / package.files[0]}",
    ]  # fmt: skip
    done = subprocess.run(command, input=package.bundle, text=True, cwd=ROOT, check=False)  # noqa: S603 - our own command
    if done.returncode:
        raise SystemExit(f"{package.title} could not be built.")
    inputs = json.loads(listing.read_text("utf-8"))["inputs"]
    listing.unlink()
    names = sorted({_package_of(path) for path in inputs if path.startswith("node_modules/")})
    texts = [
        f"{name}\n\n{(ROOT / 'node_modules' / name / package.licence_file).read_text('utf-8')}"
        for name in names
    ]
    (target / "LICENSE.txt").write_text("\n\n".join(texts), "utf-8")


def _package_of(path: str) -> str:
    """Return the package that a file under node_modules belongs to."""
    _modules, first, second, *_rest = path.split("/")
    return f"{first}/{second}" if first.startswith("@") else first


def main() -> int:
    """Make static/vendor what the lock file says; quick where it already is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--served-only", action="store_true", help="leave out what only tests need")
    with_tests = not parser.parse_args().served_only
    if not is_laid(with_tests=with_tests):
        install(with_tests=with_tests)
        lay()
    return 0


if __name__ == "__main__":
    sys.exit(main())
