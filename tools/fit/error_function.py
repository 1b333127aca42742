"""Coefficients of src/Kernels/Numerics/DeviceErrorFunction.cs: the error function family in single precision.

    python3 tools/fit/error_function.py

Needs mpmath 1.3. Every table is a polynomial that interpolates the function at Chebyshev nodes with 40 digits, as
plain powers of its variable, each coefficient rounded once to a float. Beside it stands the largest relative error of
the polynomial with the rounded coefficients, in units of 2^-24: what evaluation in floats adds is measured by the
agreement, not here.
"""

import struct

from mpmath import cos, erf, erfc, exp, findroot, log, lu_solve, matrix, mp, mpf, pi, sqrt

mp.dps = 40


def to_float(x):
    return mpf(struct.unpack("f", struct.pack("f", float(x)))[0])


def fit(name, function, low, high, degree, variable=lambda x: x, whole=0):
    """Fits whole + function by whole + powers of variable(x), a monotone map of [low, high]."""
    a, b = variable(mpf(low)), variable(mpf(high))
    inverse = lambda t: findroot(lambda x: variable(x) - t, (mpf(low), mpf(high)), solver="anderson", tol=1e-25)
    nodes = [(a + b) / 2 + (b - a) / 2 * cos(pi * (j + mpf(1) / 2) / (degree + 1)) for j in range(degree + 1)]
    values = [function(inverse(t)) for t in nodes]
    powers = matrix([[t**k for k in range(degree + 1)] for t in nodes])
    coefficients = [to_float(c) for c in lu_solve(powers, matrix(values))]
    worst = mpf(0)
    for i in range(401):
        t = a + (b - a) * i / 400
        exact = function(inverse(t))
        worst = max(worst, abs((sum(c * t**k for k, c in enumerate(coefficients)) - exact) / (whole + exact)))
    print(f"{name}: degree {degree}, error {float(worst * 2**24):.3f} units")
    for c in coefficients:
        print(f"    {float(c):.9g}f")


def erf_beyond_linear(square):
    """erf(x) / x - 1 where square = x^2: kept apart from the 1, so that its rounding is a small part of erf."""
    x = sqrt(square)
    return (erf(x) / x if x else 2 / sqrt(pi)) - 1


def scaled(x):
    """(1 + 2x) erfcx(x): smooth from 0 to infinity."""
    return (1 + 2 * x) * exp(x * x) * erfc(x)


def erfc_inverse(y):
    guess = sqrt(-log(y))
    return findroot(lambda x: log(erfc(x)) - log(y), (guess * mpf("0.3"), guess + 1), solver="anderson", tol=1e-30)


def inverse_over_p(w):
    """erf^-1(p) / p where w = -ln(1 - p^2)."""
    if w == 0:
        return sqrt(pi) / 2
    p = sqrt(-mp.expm1(-w))
    y = exp(-w) / (1 + p)
    return (erfc_inverse(y) if y < mpf("0.9") else mp.erfinv(p)) / p


if __name__ == "__main__":
    fit("erf(x) / x - 1, in x^2, x in [0, 1]", erf_beyond_linear, 0, 1, 6, whole=1)
    fit("(1 + 2x) erfcx(x), in (x - 2) / (x + 2), x in [0, 10.2]", scaled, 0, 10.2, 10, lambda x: (x - 2) / (x + 2))
    fit("erf^-1(p) / p, in w - 2, w in [0, 4]", inverse_over_p, 0, 4, 8, lambda w: w - 2)
    fit("erf^-1(p) / p, in sqrt(w) - 3, w in [4, 16]", inverse_over_p, 4, 16, 8, lambda w: sqrt(w) - 3)
    fit("erf^-1(p) / p, in sqrt(w) - 7, w in [16, 104]", inverse_over_p, 16, 104, 8, lambda w: sqrt(w) - 7)
