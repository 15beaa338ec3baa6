"""Runs a command of the project and says what it took."""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
# A process of its own, for a child's peak counts the memory of whoever starts it.
STARTER = """
import resource, subprocess, sys, time
started = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
seconds = time.perf_counter() - started
print(seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode)
"""


def python(*arguments: object) -> tuple[float, int]:
    """Runs `python …` in the project; (seconds, peak bytes). Raises RuntimeError if it fails, with
    the end of what it wrote."""
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", STARTER, *command],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr[-500:]}")
    seconds, kilobytes = done.stdout.split()
    return float(seconds), int(kilobytes) * 1024
