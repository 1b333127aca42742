#!/usr/bin/env python3
"""Kills the program at random moments, runs the same command to its end, and compares every table with an undisturbed run.

    dotnet build -c Release bench
    tools/interrupt.py --profile smoke --device opencl          # the main job
    tools/interrupt.py variance --device opencl                 # the study

MOMENTS (20) moments are drawn over the undisturbed run's time; SEED replays a printed seed. Numbers must be equal byte for
byte, all but times and what is made of times. Exit code 1 if any differs.
"""
import csv
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

PROGRAM = pathlib.Path(os.environ.get("PROGRAM", pathlib.Path(__file__).parent.parent / "bench/bin/Release/net10.0/BayesBench"))

# Columns of times and of what is made of them; all others must be equal.
TIMES = {
    "roofs": {"rate", "peak", "how"},  # how: copying or reading, whichever was faster
    "throughput": {
        "reference_nanoseconds", "kernel_nanoseconds", "kernel_half_width", "ratio",
        "bytes_per_second", "operations_per_second", "share_of_memory", "share_of_arithmetic", "share_of_random_numbers",
        "share_of_launch", "roof", "share_of_roof",
    },
    "variance": {"nanoseconds"},
    "training": {"seconds"},
    "predictive": {"seconds"},
}


def start(arguments, folder, *more):
    output = folder / "variance.csv" if "variance" in arguments else folder
    command = [PROGRAM, *arguments, "--output", output, *more]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def finish(process, what):
    _, error = process.communicate()
    if process.returncode != 0:
        sys.exit(f"{what} exits {process.returncode}: {error}")
    return error


def tables(folder):
    """Every table without its times, in the cells' own bytes."""
    found = {}
    for path in sorted(folder.glob("*.csv")):
        with open(path, newline="") as file:
            head, *rows = csv.reader(file)
        kept = [i for i, name in enumerate(head) if name not in TIMES.get(path.stem, set())]
        found[path.stem] = [[row[i] for i in kept] for row in [head, *rows]]
    return found


def main():
    arguments = sys.argv[1:]
    moments = int(os.environ.get("MOMENTS", "20"))
    seed = int(os.environ.get("SEED", random.randrange(1 << 32)))
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as root:
        expected, actual = pathlib.Path(root) / "undisturbed", pathlib.Path(root) / "killed"
        expected.mkdir()
        actual.mkdir()
        begin = time.monotonic()
        finish(start(arguments, expected, "--fresh"), "the undisturbed run")
        whole = time.monotonic() - begin
        undisturbed = tables(expected)
        print(f"BayesBench {' '.join(arguments)}: {whole:.1f} s undisturbed, {sum(map(len, undisturbed.values()))} rows in "
              f"{', '.join(undisturbed)}; seed {seed}")
        print(f"{'killed after':>12} {'parts found':>11} {'then':>7}  identical")
        failures = 0
        for _ in range(moments):
            moment = draw.uniform(0, whole)
            first = start(arguments, actual, "--fresh")
            try:
                first.communicate(timeout=moment)
                killed = "(finished)"
            except subprocess.TimeoutExpired:
                first.kill()
                first.communicate()
                killed = f"{moment:.2f} s"
            begin = time.monotonic()
            told = finish(start(arguments, actual), "the second run")
            parts = re.search(r"(\d+) parts are done", told)
            after = tables(actual)
            differing = [name for name in undisturbed.keys() | after.keys() if undisturbed.get(name) != after.get(name)]
            failures += bool(differing)
            print(f"{killed:>12} {parts.group(1) if parts else '-':>11} {time.monotonic() - begin:6.1f}s  "
                  f"{'NO: ' + ', '.join(differing) if differing else 'yes'}", flush=True)
    print(f"{moments - failures} of {moments} identical")
    sys.exit(1 if failures else 0)


main()
