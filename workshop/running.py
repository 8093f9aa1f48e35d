"""Runs checks side by side, one more than there are cores, and counts the failures at the end."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from workshop.environment import ROOT

# Each group of tests may start servers and a browser of its own; memory ends before cores do.
MOST_AT_ONCE = 5


@dataclass(frozen=True)
class Check:
    """One command that has to end well, and the environment it runs in."""

    name: str
    command: list[str]
    environment: Mapping[str, str]


@dataclass(frozen=True)
class Result:
    """How a check ended, and what it said."""

    check: Check
    seconds: float
    code: int
    said: bytes


def run_all(checks: list[Check], *, lacking: list[str]) -> int:
    """
    Run all of them, whatever failed before, and print one line for each at the end.

    :param lacking: what the machine could not be given; a failure where CI=true promises it all.
    """
    results = {}
    for result in _side_by_side(checks):
        _print(result)
        results[result.check.name] = result
    print("\n── result " + "─" * 70)
    for check in checks:
        done = results[check.name]
        print(f"{'FAILED' if done.code else 'ok    '}  {done.seconds:6.1f} s  {check.name}")
    for sentence in lacking:
        print(f"lacking  {sentence}")
    failures = sum(1 for result in results.values() if result.code)
    if lacking and os.environ.get("CI", "").lower() == "true":
        failures += 1
    print(f"{failures or 'No'} {'failure' if failures == 1 else 'failures'}.", flush=True)
    return 1 if failures else 0


def _side_by_side(checks: list[Check]) -> Iterator[Result]:
    """Yield each result as soon as it is there."""
    # One more than there are cores, since some of them mostly wait for what they killed.
    at_once = min(MOST_AT_ONCE, (os.cpu_count() or 1) + 1)
    print(f"{len(checks)} checks, {at_once} at a time; each speaks when it is done.", flush=True)
    lanes = ThreadPoolExecutor(at_once)
    try:
        for future in as_completed([lanes.submit(_run, check) for check in checks]):
            yield future.result()
    finally:
        # After Ctrl-C, which the running ones have heard too, nothing new begins.
        lanes.shutdown(cancel_futures=True)


def _run(check: Check) -> Result:
    began = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=check.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return Result(check, time.monotonic() - began, done.returncode, done.stdout)


def _print(result: Result) -> None:
    # Bytes as they came: a machine without a locale must not fail at printing a German word.
    title = f"── {result.check.name}, {result.seconds:.0f} s "
    sys.stdout.flush()
    sys.stdout.buffer.write(f"\n{title:─<80}\n".encode())
    sys.stdout.buffer.write(result.said)
    sys.stdout.buffer.flush()
