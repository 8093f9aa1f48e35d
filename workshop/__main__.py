"""The workshop's door: `python3 -m workshop demo`, which `make demo` calls."""

import sys
from collections.abc import Callable

from workshop import checks, demo, environment, lists, machine, preparing

JOBS: dict[str, Callable[[], int | None]] = {
    "demo": demo.open_demo,
    "setup": preparing.for_demo,
    "test": checks.test,
    "check": checks.check,
    "fix": checks.fix,
    "lock": lists.lock,
    "vendor": lists.vendor,
    "messages": lists.messages,
}


def main(words: list[str]) -> int:
    """Do one job; what a person can mend is said in a sentence, without a traceback."""
    if len(words) != 1 or words[0] not in JOBS:
        print(f"Say one of: {', '.join(JOBS)}", file=sys.stderr)
        return 2
    try:
        return JOBS[words[0]]() or 0
    except (machine.Missing, environment.NotInstalled, demo.PortTaken) as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
