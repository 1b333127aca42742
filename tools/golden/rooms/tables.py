"""Finite laws and what follows from them: sums over outcomes in exact rational arithmetic wherever there is no logarithm."""

import math
from fractions import Fraction

from mpmath import exp, log, mpf

from oracle import formula, rational, rows


def law(values, probabilities):
    """Outcome by outcome, as fractions."""
    return list(zip(map(rational, values), map(rational, probabilities)))


@formula("expectation.discrete")
def expectation_discrete(values, probabilities):
    return sum((p * x for x, p in law(values, probabilities)), Fraction(0))


@formula("variance.discrete")
def variance_discrete(values, probabilities):
    mean = expectation_discrete(values, probabilities)
    return sum((p * (x - mean) ** 2 for x, p in law(values, probabilities)), Fraction(0))


@formula("variance.linear-combination")
def variance_linear_combination(alpha, beta, varianceX, varianceY, covariance):
    # The quadratic form of the covariance matrix.
    weights = [rational(alpha), rational(beta)]
    matrix = [[rational(varianceX), rational(covariance)], [rational(covariance), rational(varianceY)]]
    return sum(weights[i] * matrix[i][j] * weights[j] for i in range(2) for j in range(2))


@formula("quantile.discrete")
def quantile_discrete(values, probabilities, probability):
    # Candidates in order; each asks the whole distribution function.
    outcomes = law(values, probabilities)
    possible = sorted(x for x, p in outcomes if p > 0)
    reached = [x for x in possible if sum(p for y, p in outcomes if y <= x) >= rational(probability)]
    return reached[0] if reached else possible[-1]


TENTHS = [0.1] * 10
DIGITS = [float(k) for k in range(10)]
NEARLY_ONE = 1 - 2.0**-53
# A certainty, far offsets, what rounding left of a sum of 1, tiny and huge values, impossible ends, repeated values.
LAWS = (
    ([-3.5], [1.0]),
    ([0.0, 1.0], [0.7, 0.3]),
    ([1e8 - 1, 1e8 + 1], [0.5, 0.5]),
    ([1e8 + 4, 1e8 + 7, 1e8 + 13, 1e8 + 16], [0.1, 0.2, 0.3, 0.4]),
    ([1e15, 1e15 + 0.125], [NEARLY_ONE, 2.0**-53]),
    ([5e-324, -5e-324, 1e-300], [0.25, 0.25, 0.5]),
    ([1e153, -1e153, 3e152], [0.25, 0.5, 0.25]),
    ([-1.0, 2.0, 7.0], [0.0, 1.0, 0.0]),
    ([2.0, 1.0, 2.0], [0.2, 0.5, 0.3]),
    (DIGITS, TENTHS),
    ([1e6 + x for x in DIGITS], TENTHS),
    ([1.0, 1 + 2.0**-52], [1e-300, 1.0]),
    ([-(2.0**40), 2.0**40, 2.0**-40], [0.3, 0.3, 0.4]),
)
rows("expectation.discrete", *LAWS)
rows("variance.discrete", *LAWS)
rows(
    "quantile.discrete",
    *((values, probabilities, p) for values, probabilities in LAWS[:5] + LAWS[7:10] for p in (0.0, 2.0**-53, 0.3, 0.5, 1.0)),
    (DIGITS, TENTHS, 0.7), (DIGITS, TENTHS, 0.8), (DIGITS, TENTHS, math.nextafter(0.8, 1)), (DIGITS, TENTHS, NEARLY_ONE),
    ([3.0, 1.0, 2.0], [0.5, 0.2, 0.3], 0.2), ([3.0, 1.0, 2.0], [0.5, 0.2, 0.3], math.nextafter(0.2, 1)),
)
rows(
    "variance.linear-combination",
    (2.0, -3.0, 0.21, 0.24, -0.02), (1.0, -2.0, 4.0, 1.0, 2.0), (1.0, 2.0, 4.0, 1.0, math.nextafter(-2.0, 0)),
    (0.0, 0.0, 1.0, 1.0, 0.5), (1e-160, 1e160, 1e300, 1e-300, 0.25), (1e200, -1e-200, 1e-300, 1e300, 0.5),
    (1.0, -1.0, 1e16, 1e16, 1e16 - 2), (3.0, -1.0, 0.1, 0.9, 0.3), (-7.0, 0.1, 5e-324, 2.0, 0.0), (1.0, 1.0, 0.0, 3.0, 0.0),
)
