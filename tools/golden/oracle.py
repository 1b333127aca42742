"""What every room's oracle shares: the registry, rounding once to binary64, and quadrature on the line."""

import inspect
import math
from fractions import Fraction
from functools import lru_cache

from mpmath import exp, isinf, log, mp, mpf, pi, sqrt

# An oracle must round to the same binary64 at its working precision and with this many digits more.
GUARD_DIGITS = 40

FORMULAS = {}  # id -> (oracle, decimal digits)
ROWS = {}  # id -> list of args, in the order they are written


def formula(id, digits=80):
    """Registers the oracle of a formula; its parameter names are the names of the row's args.

    400 digits where one operand may be subnormal beside 1: 1 - 2^-1074 alone needs 324.
    """

    def register(oracle):
        FORMULAS[id] = (oracle, digits)
        return oracle

    return register


def rows(id, *arguments):
    """Adds rows: each a tuple in the order of the oracle's parameters, or the one argument itself."""
    names = list(inspect.signature(FORMULAS[id][0]).parameters)
    for values in arguments:
        values = values if isinstance(values, tuple) else (values,)
        ROWS.setdefault(id, []).append(dict(zip(names, values, strict=True)))


def evaluate(id, args):
    """The value of a formula at exactly these binary64 arguments, rounded once."""
    oracle, digits = FORMULAS[id]
    values = []
    for precision in (digits, digits + GUARD_DIGITS):
        with mp.workdps(precision):
            values.append(nearest(oracle(**{name: exact(value) for name, value in args.items()})))
    if values[0] != values[1]:
        raise ArithmeticError(f"{id} {args}: {digits} digits do not settle the value: {values}")
    return values[0]


def exact(argument):
    """Binary64 numbers become high-precision numbers; integers, names and words stay as they are."""
    if isinstance(argument, list):
        return [exact(entry) for entry in argument]
    return mpf(argument) if isinstance(argument, float) else argument


def nearest(value):
    """The nearest binary64, ties to even, subnormals included; zero loses its sign."""
    if isinstance(value, dict):
        return {name: nearest(entry) for name, entry in value.items()}
    if isinstance(value, list):
        return [nearest(entry) for entry in value]
    if isinstance(value, int):
        return value
    if isinstance(value, mpf) and isinf(value):
        return math.inf if value > 0 else -math.inf
    if isinstance(value, mpf) and (value == 0 or mp.mag(value) < -1100):
        return 0.0
    ratio = rational(value)
    # mpmath's own float() rounds twice where the result is subnormal; a quotient of integers rounds once.
    return ratio.numerator / ratio.denominator + 0.0


def rational(number):
    """The same number as a fraction."""
    if not isinstance(number, mpf):
        return Fraction(number)
    sign, mantissa, exponent, _ = number._mpf_
    mantissa = -mantissa if sign else mantissa
    return Fraction(mantissa * 2**exponent) if exponent >= 0 else Fraction(mantissa, 2**-exponent)


def gaussian_expectation(integrand):
    """E[integrand(z)], z standard normal; the integrand returns a list of numbers.

    The trapezoidal rule on the whole line: for an analytic integrand with Gaussian decay its error falls faster
    than geometrically in 1/step (polynomials: exp(-2 (pi/step)^2)), and the rule knows nothing of any closed form.
    """
    return line_integral(integrand, _gaussian_nodes)


def line_integral(integrand, nodes=None):
    """The integral over the line of an integrand of about unit width around 0, as a list."""
    nodes = nodes or _plain_nodes
    # Halving the step at least squares the error: agreement to half the digits settles all of them.
    tolerance = mpf(10) ** (-mp.dps // 2)
    previous = None
    for level in range(2, 11):
        sums, sizes = _trapezoid(integrand, nodes(level, mp.prec))
        if previous and all(abs(a - b) <= tolerance * size for a, b, size in zip(sums, previous, sizes)):
            return sums
        previous = sums
    raise ArithmeticError("the trapezoidal rule did not converge")


def _trapezoid(integrand, nodes):
    # z and -z are added first, so an odd integrand gives exactly 0 and not rounding noise.
    weight, centre = nodes[0][1], integrand(mpf(0))
    sums = [weight * value for value in centre]
    sizes = [weight * abs(value) for value in centre]
    for z, weight in nodes[1:]:
        for i, (right, left) in enumerate(zip(integrand(z), integrand(-z))):
            sums[i] += weight * (right + left)
            sizes[i] += weight * (abs(right) + abs(left))
    return sums, sizes


def _plain_nodes(level, prec):
    step = mpf(2) ** -level
    # exp(-reach^2 / 2) is 40 digits below the working precision.
    reach = sqrt(2 * (mp.dps + 40) * log(10))
    return [(j * step, step) for j in range(int(reach / step) + 2)]


@lru_cache(maxsize=None)
def _gaussian_nodes(level, prec):
    return [(z, step * exp(-z * z / 2) / sqrt(2 * pi)) for z, step in _plain_nodes(level, prec)]
