"""Minimax fits with float coefficients: Remez' exchange on a weighted error, one coefficient rounded at a time."""

import struct

from mpmath import cos, lu_solve, matrix, mp, mpf, pi

mp.dps = 40


def to_float(value):
    """The nearest binary32."""
    return mpf(struct.unpack("f", struct.pack("f", float(value)))[0])


def remez(target, powers, weight, low, high):
    """Coefficients c of sum c[k] x^powers[k] that minimise max |weight(x) (sum - target(x))|, and that maximum."""
    count = len(powers) + 1
    # The interior start nodes are shifted a little: a weight may vanish at 0, in the middle of an interval.
    nodes = [(low + high) / 2 - (high - low) / 2 * cos(pi * (i + mpf(1) / 3) / count) for i in range(count)]
    grid = [low + (high - low) * (1 - cos(pi * i / 2000)) / 2 for i in range(2001)]
    rows = [(weight(x), target(x), [x**p for p in powers]) for x in grid]
    coefficients, worst = None, None
    for _ in range(60):
        system = matrix(count, count)
        right = matrix(count, 1)
        for i, x in enumerate(nodes):
            for j, p in enumerate(powers):
                system[i, j] = x**p
            system[i, count - 1] = (-1) ** i / weight(x)
            right[i] = target(x)
        solution = lu_solve(system, right)
        coefficients, level = list(solution[: count - 1]), abs(solution[count - 1])
        errors = [w * (sum(c * t for c, t in zip(coefficients, terms)) - y) for w, y, terms in rows]
        worst = max(abs(e) for e in errors)
        if worst <= level * mpf("1.0001"):
            break
        nodes = extremes(grid, errors, count)
    return coefficients, worst


def extremes(grid, errors, count):
    """The largest error of every run of one sign, trimmed at the ends to as many as the system has unknowns."""
    peaks = []
    for x, e in zip(grid, errors):
        if peaks and (e > 0) == (peaks[-1][1] > 0):
            if abs(e) > abs(peaks[-1][1]):
                peaks[-1] = (x, e)
        else:
            peaks.append((x, e))
    while len(peaks) > count:
        peaks.pop(0 if abs(peaks[0][1]) < abs(peaks[-1][1]) else -1)
    return [x for x, _ in peaks]


def fit(name, target, powers, weight, low, high):
    """Prints float coefficients, lowest power first: each is rounded, then the rest is fitted again."""
    low, high = mpf(low), mpf(high)
    fixed = []
    best = None
    while len(fixed) < len(powers):
        done = len(fixed)

        def rest(x):
            return target(x) - sum(c * x**p for c, p in zip(fixed, powers))

        coefficients, worst = remez(rest, powers[done:], weight, low, high)
        best = best or worst
        fixed.append(to_float(coefficients[0]))
    grid = [low + (high - low) * i / 4000 for i in range(4001)]
    reached = max(abs(weight(x) * (sum(c * x**p for c, p in zip(fixed, powers)) - target(x))) for x in grid)
    print(f"{name}: error {float(reached):.3g} ({float(reached) * 2**24:.3f} of 2^-24; {float(best):.3g} before rounding)")
    for p, c in zip(powers, fixed):
        print(f"    {float(c):.9g}f, // power {p}")
