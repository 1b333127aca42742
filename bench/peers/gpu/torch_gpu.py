#!/usr/bin/env python3
"""PyTorch on a GPU, at the work of the peers' table: what `throughput` of the same machine is held against.

Each way is checked against float64 first (work that draws noise: by its mean and its law), then timed. Eager, compiled,
and where a work is many small launches also compiled for few of them (reduce-overhead) and as one CUDA graph. Products of
matrices are float's own unless a row says TF32. A way that fails has a row that says so, and the others go on; the exit
code is then 1.
"""

import argparse
import csv
import datetime
import os
import sys
import time

import torch

import expressions
import kernels
import products
import training
from work import graphed, nanoseconds

COLUMNS = ["id", "work", "how", "items", "nanoseconds", "error", "versions", "date", "failure"]
EAGER = ("eager", lambda function: function)
COMPILED = ("compiled", torch.compile)
REDUCED = ("compiled, reduce-overhead", lambda function: torch.compile(function, mode="reduce-overhead"))
GRAPH = ", in a CUDA graph"


class Table:
    """The rows, written one by one; rows of other works stay as they were."""

    def __init__(self, path, works):
        self.failures = 0
        self.versions = f"torch {torch.__version__}, {torch.cuda.get_device_name()}"
        self.date = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
        measured = {(work.formula, work.text) for work in works}
        kept = []
        if os.path.exists(path):
            with open(path, newline="") as file:
                kept = [row for row in csv.DictReader(file) if (row["id"], row["work"]) not in measured]
        self.file = open(path, "w", newline="")
        self.writer = csv.DictWriter(self.file, COLUMNS, restval="", lineterminator="\n")
        self.writer.writeheader()
        self.writer.writerows(kept)
        self.file.flush()

    def measure(self, work, how, act):
        """Writes the row of what `act` gives: nanoseconds of a call and the check's error."""
        how += ", TF32" if work.tf32 else ""
        row = dict(id=work.formula, work=work.text, how=how, items=work.items, versions=self.versions, date=self.date)
        try:
            torch.backends.cuda.matmul.allow_tf32 = work.tf32
            took, error = act()
            row |= dict(nanoseconds=took / work.items, error="" if error is None else error)
            print(f"{work.formula:40} {work.text[:50]:50} {how:40} {row['nanoseconds']:12.5g} ns", flush=True)
        except Exception as failure:
            self.failures += 1
            row |= dict(failure=f"{type(failure).__name__}: {failure}".splitlines()[0][:200])
            print(f"{work.formula}, {work.text}, {how}: {row['failure']}", file=sys.stderr, flush=True)
        self.writer.writerow(row)
        self.file.flush()


def ways(work):
    yield EAGER
    if work.is_compiled:
        yield COMPILED
    if work.is_compiled and work.is_launch_bound:
        yield REDUCED


def run(works, table, until):
    later = []

    def direct(work, how, wrap):
        if how != EAGER[0] and time.monotonic() > until:
            raise TimeoutError("left out: --seconds are over")
        built = work.build(wrap)
        error = built.check()
        took = nanoseconds(built.call)
        if work.is_launch_bound and how != REDUCED[0]:
            later.append((work, how, built))
        return took, error

    for work in works:
        for how, wrap in ways(work):
            table.measure(work, how, lambda: direct(work, how, wrap))
        if not work.is_launch_bound:
            torch.compiler.reset()
    # Last, since a capture that fails may leave the generator in a state that fails others.
    for work, how, built in later:
        table.measure(work, how + GRAPH, lambda: (nanoseconds(graphed(built.call)), None))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", metavar="FILE.csv")
    parser.add_argument(
        "--only", metavar="WORD", help="kernels, training, or a part of a formula's id; rows of other works stay in the file")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin to compile nothing after so many")
    options = parser.parse_args()
    everything = [work for part in (kernels, products, training, expressions) for work in part.works()]
    works = [work for work in everything if options.only is None or options.only == work.group or options.only in work.formula]
    if not works:
        parser.error(f"--only is {options.only}; it must be kernels, training, or a part of a formula's id")
    torch.manual_seed(1)
    table = Table(options.file, works)
    run(works, table, time.monotonic() + options.seconds)
    if table.failures:
        sys.exit(f"{table.failures} ways failed")


if __name__ == "__main__":
    main()
