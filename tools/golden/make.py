#!/usr/bin/env python3
"""Writes the golden values of tests/Properties/Golden with an oracle that shares nothing with the C# code.

    python3 tools/golden/make.py               check the oracle against itself, then write every file
    python3 tools/golden/make.py --check DIR   recompute every line of DIR's *.jsonl whose id is known, write nothing

Needs Python >= 3.11 and mpmath 1.3.0, nothing else.
"""

import argparse
import importlib
import json
import math
import sys
from pathlib import Path

import mpmath

import oracle

ROOMS = (
    "random", "numerics", "statistics", "probability", "inference", "gradients", "networks",
    "conjugate", "gaussian", "regression", "tables",
)
GOLDEN = Path(__file__).resolve().parents[2] / "tests" / "Properties" / "Golden"


def encode(value):
    """JSON has no infinity: it is written as the string "Infinity" or "-Infinity", as System.Text.Json reads it."""
    if isinstance(value, dict):
        return {name: encode(entry) for name, entry in value.items()}
    if isinstance(value, list):
        return [encode(entry) for entry in value]
    if isinstance(value, float) and math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def decode(value):
    if isinstance(value, dict):
        return {name: decode(entry) for name, entry in value.items()}
    if isinstance(value, list):
        return [decode(entry) for entry in value]
    return float(value) if value in ("Infinity", "-Infinity") else value


def flatten(value):
    if isinstance(value, dict):
        value = list(value.values())
    return [leaf for entry in value for leaf in flatten(entry)] if isinstance(value, list) else [value]


def write(modules):
    for room, module in modules.items():
        ids = [id for id in oracle.ROWS if oracle.FORMULAS[id][0].__module__ == module.__name__]
        lines = [
            json.dumps({"id": id, "args": encode(args), "value": encode(oracle.evaluate(id, args))}, allow_nan=False)
            for id in ids
            for args in oracle.ROWS[id]
        ]
        # Written beside and renamed: a reader never sees half a file.
        beside = GOLDEN / f"{room}.jsonl.part"
        beside.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        beside.replace(GOLDEN / f"{room}.jsonl")
        print(f"{room}.jsonl: {len(lines)} rows of {len(ids)} ids", flush=True)


def compare(directory):
    """Prints, per id, the worst difference of any line, in units in the last place; True if none exceeds 1."""
    worst, skipped = {}, set()
    for path in sorted(directory.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["id"] not in oracle.FORMULAS:
                skipped.add(row["id"])
                continue
            ours, theirs = flatten(oracle.evaluate(row["id"], decode(row["args"]))), flatten(decode(row["value"]))
            if len(ours) != len(theirs):
                raise ValueError(f"{row['id']}: {len(theirs)} numbers where {len(ours)} are expected: {line[:200]}")
            count, ulps, relative = worst.get(row["id"], (0, 0.0, 0.0))
            for a, b in zip(ours, theirs):
                if a != b:
                    finite = math.isfinite(a) and math.isfinite(b)
                    ulps = max(ulps, abs(a - b) / math.ulp(a) if finite else math.inf)
                    relative = max(relative, abs(a - b) / max(abs(a), abs(b)) if finite else math.inf)
            worst[row["id"]] = (count + 1, ulps, relative)
    print(f"{'id':50} {'rows':>4} {'ulp':>6} {'relative':>9}")
    for id, (count, ulps, relative) in worst.items():
        print(f"{id:50} {count:4} {ulps:6.3g} {relative:9.2g}")
    print(f"ids unknown here: {', '.join(sorted(skipped)) or 'none'}")
    return all(ulps <= 1 for _, ulps, _ in worst.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", type=Path, metavar="DIR", help="compare with the golden set in DIR, write nothing")
    directory = parser.parse_args().check
    if mpmath.__version__ != "1.3.0":
        sys.exit(f"mpmath is {mpmath.__version__}; the values were made with 1.3.0")

    modules = {room: importlib.import_module(f"rooms.{room}") for room in ROOMS}
    vectors = modules["random"].verify_philox(GOLDEN / "philox-vectors.txt")
    print(f"Philox4x32 gives all {vectors} published answers", flush=True)
    if directory:
        sys.exit(0 if compare(directory) else 1)
    print(f"{importlib.import_module('closed_forms').check()} comparisons of two routes hold", flush=True)
    write(modules)


if __name__ == "__main__":
    main()
