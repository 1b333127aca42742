"""Golden values of the error function family, and the table that SpecialFunctions.ErrorFunction.cs is made of.

    python3 tools/golden/error_function.py > tests/Properties/Golden/error-function.jsonl
    python3 tools/golden/error_function.py --table

Needs mpmath 1.3. Every argument is a binary64 that the row repeats to the bit; the value is computed with 60 digits
at exactly that number and rounded once.
"""

import json
import random
import sys

from mpmath import cos, erf, erfc, erfinv, exp, findroot, log, mp, mpf, pi, sqrt

mp.dps = 60


def erfcx(x):
    return exp(x * x) * erfc(x)


def erfc_inverse(y):
    """The root of log erfc(x) = log y; a bracket around the asymptotic guess never loses it."""
    if y > mpf(1) / 4:
        return erfinv(1 - y)
    guess = sqrt(-log(y))
    return findroot(lambda x: log(erfc(x)) - log(y), (guess * mpf("0.5"), guess), solver="anderson", tol=1e-55)


def chebyshev(function, terms):
    """Chebyshev coefficients on [-1, 1] by the discrete orthogonality of the cosine."""
    nodes = [cos(pi * (j + mpf(1) / 2) / terms) for j in range(terms)]
    values = [function(t) for t in nodes]
    return [
        2 * sum(values[j] * cos(pi * m * (j + mpf(1) / 2) / terms) for j in range(terms)) / terms
        for m in range(terms)
    ]


def print_table():
    """(1 + 2x) erfcx(x) in t = (x - k) / (x + k), k = 3.75: Shepherd and Laframboise (1981)."""
    k = mpf("3.75")

    def transformed(t):
        x = k * (1 + t) / (1 - t)
        return (1 + 2 * x) * erfcx(x)

    coefficients = chebyshev(transformed, 64)
    count = next(i for i in range(64) if all(abs(c) < mpf("1e-18") for c in coefficients[i:]))
    for c in coefficients[:count]:
        print(f"        {float(c)!r},")


def arguments():
    draw = random.Random(20261122)
    fixed = [0.0, 5e-324, 2.2250738585072014e-308, 1e-300, 1e-20, 1e-7, 0.25, 0.46875, 0.5, 0.75, 1.0, 1.5, 2.0, 3.75,
             4.0, 5.0, 5.9, 6.0, 8.0, 10.0, 15.0, 20.0, 25.0, 26.0, 26.5, 26.6, 27.0, 27.2]
    scattered = [draw.uniform(0, 0.5) for _ in range(30)] + [draw.uniform(0.5, 2) for _ in range(40)]
    scattered += [draw.uniform(2, 6) for _ in range(40)] + [draw.uniform(6, 26.5) for _ in range(50)]
    scattered += [10 ** draw.uniform(-12, 0) for _ in range(20)]
    return fixed + scattered


def row(identity, name, argument, value):
    print(json.dumps({"id": identity, "args": {name: argument}, "value": float(value)}))


def print_rows():
    for x in arguments():
        for signed in (x, -x) if x else (x,):
            row("special-functions.erf", "x", signed, erf(mpf(signed)))
            row("special-functions.erfc", "x", signed, erfc(mpf(signed)))
        row("special-functions.erfcx", "x", x, erfcx(mpf(x)))
        if 0 < x <= 26:
            row("special-functions.erfcx", "x", -x, erfcx(mpf(-x)))
    for x in (100.0, 1e4, 1e8):
        # exp(x^2) is too large even for mpmath's comfort: the asymptotic series has converged long since.
        series, term = mpf(1), mpf(1)
        for n in range(1, 12):
            term *= -mpf(2 * n - 1) / (2 * mpf(x) ** 2)
            series += term
        row("special-functions.erfcx", "x", x, series / (sqrt(pi) * mpf(x)))

    draw = random.Random(1122)
    tails = [10 ** -draw.uniform(0, 307) for _ in range(60)] + [5e-324, 2.2250738585072014e-308, 1e-16, 1e-9]
    middles = [draw.uniform(0, 2) for _ in range(60)] + [0.5, 1.5, 1.0, 1 - 2.0 ** -53, 1 + 2.0 ** -52, 1 - 1e-9,
                                                        2 - 2.0 ** -52]
    for y in tails + middles:
        row("special-functions.erfc-inverse", "y", y, erfc_inverse(mpf(y)) if y != 1.0 else 0)
    for p in [draw.uniform(-1, 1) for _ in range(60)] + [0.5, -0.5, 1e-300, 1e-9, 1 - 2.0 ** -53]:
        row("special-functions.erf-inverse", "p", p, erfinv(mpf(p)))


if __name__ == "__main__":
    print_table() if "--table" in sys.argv else print_rows()
