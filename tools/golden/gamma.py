"""Golden values of the gamma family, and the tables that SpecialFunctions.Gamma.cs is made of.

    python3 tools/golden/gamma.py > tests/Properties/Golden/gamma.jsonl
    python3 tools/golden/gamma.py --table

Needs mpmath 1.3; exact binary64 arguments, 60 digits, one rounding, as in error_function.py.
"""

import json
import random
import sys

from mpmath import bernoulli, digamma, factorial, findroot, gammainc, loggamma, mp, mpf, psi, zeta

mp.dps = 60


def print_table():
    print("zeta(k) - 1, k = 2 ...")
    for k in range(2, 60):
        value = zeta(k) - 1
        if value * mpf("0.5") ** k < mpf("1e-19"):
            break
        print(f"        {float(value)!r},")
    print("1 - gamma:", repr(float(1 - mp.euler)))
    print("Stirling, B(2n) / (2n (2n - 1)):")
    for n in range(1, 10):
        print(f"        {float(bernoulli(2 * n) / (2 * n * (2 * n - 1)))!r},")
    zero = findroot(digamma, 1.46)
    print("the zero of digamma in two parts:", repr(float(zero)), repr(float(zero - mpf(float(zero)))))
    print("psi^(k)(zero) / k!, k = 1 ...")
    for k in range(1, 60):
        value = psi(k, zero) / factorial(k)
        if abs(value) * mpf("0.5") ** k < mpf("2e-18"):
            break
        print(f"        {float(value)!r},")


def regularized(a, x):
    """(P, Q), each from its own series, so that neither loses digits to one."""
    return gammainc(a, 0, x, regularized=True), gammainc(a, x, regularized=True)


def row(identity, args, value):
    print(json.dumps({"id": identity, "args": args, "value": float(value)}))


def print_rows():
    draw = random.Random(20261122)
    fixed = [5e-324, 1e-300, 1e-20, 1e-8, 0.25, 0.5, 1.0, 1.4616321449683623, 1.5, 2.0, 2.5, 3.0, 9.99, 10.0, 10.01,
             100.0, 171.6, 1e5, 1e10, 1e100, 1e305]
    near = [c + s * 10 ** -draw.uniform(1, 15) for c in (1.0, 2.0) for s in (-1, 1) for _ in range(12)]
    scattered = [draw.uniform(0, 3) for _ in range(60)] + [10 ** draw.uniform(-10, 10) for _ in range(60)]
    for x in fixed + near + scattered:
        row("special-functions.log-gamma", {"x": x}, loggamma(mpf(x)))

    for _ in range(240):
        a = 10 ** draw.uniform(-0.3, 5)
        spread = draw.uniform(-8, 8)
        x = a + spread * a ** 0.5
        if x <= 0:
            x = a * draw.uniform(0.01, 1)
        below, above = regularized(mpf(a), mpf(x))
        row("special-functions.regularized-gamma-q", {"a": a, "x": x}, above)
        row("special-functions.regularized-gamma-p", {"a": a, "x": x}, below)
    for half in range(1, 60):
        a = half / 2
        for x in (a / 8, a, a + 3 * a ** 0.5, a + 40.0, a + 200.0):
            row("special-functions.regularized-gamma-q", {"a": a, "x": x}, regularized(mpf(a), mpf(x))[1])


if __name__ == "__main__":
    print_table() if "--table" in sys.argv else print_rows()
