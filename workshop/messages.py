"""Compiles the translations (.po) into what the web server reads (.mo), without GNU gettext."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]


def compile_all() -> int:
    """Compile every catalogue that is newer than its compiled form, and return how many."""
    compiled = 0
    for source in sorted((ROOT / "rathaus" / "locale").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            compiled += 1
    return compiled


if __name__ == "__main__":
    compile_all()
