"""Skips what prints letters where WeasyPrint's libraries are not on this machine."""

from collections.abc import Iterator

import pytest

from tests.servers import missing

REASON = (
    "WeasyPrint's libraries are not installed: "
    "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


def needs_printing() -> None:
    """Skip a test whose town hall prints in another process, where nobody here sees it fail."""
    try:
        import weasyprint  # noqa: F401 - whether it can be imported is the question
    except OSError:
        missing(REASON)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Iterator[None]:
    """Let a test whose surroundings stumble over the missing libraries say what is missing."""
    return (yield from _saying_what_is_missing())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """Let a test that itself stumbles over them say so too."""
    return (yield from _saying_what_is_missing())


def _saying_what_is_missing() -> Iterator[None]:
    try:
        return (yield)
    except Exception as problem:
        if _names_a_missing_library(problem):
            missing(REASON)
        raise


def _names_a_missing_library(problem: BaseException | None) -> bool:
    while problem is not None:
        if isinstance(problem, OSError) and "cannot load library" in str(problem):
            return True
        problem = problem.__cause__ or problem.__context__
    return False
