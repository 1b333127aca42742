"""The polynomials of src/Kernels/Numerics/DeviceMath*.cs and src/Kernels/Random/DeviceNormal.cs.

    python3 tools/fit/elementary.py

Needs mpmath. Every error is relative to the function that the polynomial serves, over the interval to which
its argument is reduced.
"""

from mpmath import cos, exp, floor, log, mpf, pi, sin, sqrt, tanh, workdps

from minimax import fit, to_float

TINY = mpf(10) ** -12  # targets are quotients; their limit at 0 is reached from here


def away(f):
    """f, evaluated beside 0 instead of at it."""
    return lambda x: f(x if abs(x) > TINY else TINY)


if __name__ == "__main__":
    # ln(1 + f) = f - f^2 / 2 + f^3 P(f); the error of f^3 P relative to ln(1 + f).
    fit("Log", away(lambda f: (log(1 + f) - f + f * f / 2) / f**3), range(9),
        away(lambda f: f**3 / log(1 + f)), sqrt(mpf(1) / 2) - 1, sqrt(mpf(2)) - 1)

    # exp(r) = 1 + r + r^2 P(r).
    half = log(mpf(2)) / 2 * mpf("1.0001")
    fit("Exp", away(lambda r: (exp(r) - 1 - r) / r**2), range(5), lambda r: r**2 / exp(r), -half, half)

    # sin(r) = r + r^3 P(r^2) and cos(r) = 1 - r^2 / 2 + r^4 P(r^2), in t = r^2.
    quarter = (pi / 4 * mpf("1.0001")) ** 2
    fit("Sin", away(lambda t: (sin(sqrt(t)) / sqrt(t) - 1) / t), range(3),
        away(lambda t: t * sqrt(t) / sin(sqrt(t))), 0, quarter)
    fit("Cos", away(lambda t: (cos(sqrt(t)) - 1 + t / 2) / t**2), range(3), lambda t: t**2 / cos(sqrt(t)), 0, quarter)

    # Box and Muller: -2 ln(1 + f) = -2 f + f^2 + f^3 P(f), and sin(2 pi x) = x P(x^2) for a quarter of a turn, in t = x^2.
    fit("Radius", away(lambda f: (f * (2 - f) - 2 * log(1 + f)) / f**3), range(8),
        away(lambda f: f**3 / (2 * log(1 + f))), sqrt(mpf(1) / 2) - 1, sqrt(mpf(2)) - 1)
    fit("Turns", away(lambda t: sin(2 * pi * sqrt(t)) / sqrt(t)), range(5),
        away(lambda t: sqrt(t) / sin(2 * pi * sqrt(t))), 0, mpf(1) / 16)

    # tanh(x) = x + x^3 P(x^2) below 5/8, in t = x^2.
    fit("Tanh", away(lambda t: (tanh(sqrt(t)) / sqrt(t) - 1) / t), range(5),
        away(lambda t: t * sqrt(t) / tanh(sqrt(t))), 0, mpf("0.625") ** 2)

    # Constants of the reductions. The first part of ln 2 has 9 bits, that of pi / 2 has 12: their products with an
    # exponent and with 12 bits are exact.
    for name, value, head in (("ln 2", log(mpf(2)), mpf("0.693359375")), ("pi / 2", pi / 2, mpf("1.5703125"))):
        print(f"{name} = {float(head)!r} + {float(to_float(value - head)):.9g}")
    with workdps(90):
        fraction = int(floor(2 / pi * mpf(2) ** 224))
    print("2 / pi:", " ".join(f"{fraction >> 32 * (6 - i) & 0xFFFFFFFF:08X}" for i in range(7)))
