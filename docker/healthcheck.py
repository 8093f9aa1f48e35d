"""Asks the web server of this container whether it is well."""

import os
import sys
import urllib.error
import urllib.request
from urllib.parse import urlsplit

PORT = os.environ.get("PORT", "8000")
# Django answers only to the names it was given.
NAME = urlsplit(os.environ.get("BASE_URL", "http://localhost")).hostname or "localhost"


def main() -> int:
    """Return 0 if it answers."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{PORT}/gesund/", headers={"Host": NAME, "X-Forwarded-Proto": "https"}
    )
    try:
        urllib.request.urlopen(request, timeout=4).close()  # noqa: S310 - this container
    except (urllib.error.URLError, OSError) as problem:
        print(problem, file=sys.stderr)  # noqa: T201 - the container engine keeps it
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
