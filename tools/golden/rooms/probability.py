"""Probability: densities, distribution functions by erfc, quantiles by root finding, moments by sums and integrals."""

import math

from mpmath import erfc, exp, inf, log, mp, mpf, pi, sqrt

from oracle import formula, gaussian_expectation, rational, rows

ALMOST_ONE = 1 - 2.0**-53
LARGEST = 1.7976931348623157e308


def log_normal(mean, standardDeviation):
    """The log-density of a normal as a function of x, its constant taken once."""
    constant = log(standardDeviation * sqrt(2 * pi))
    return lambda x: -(((x - mean) / standardDeviation) ** 2) / 2 - constant


def times_log(weight, ratio):
    """weight * log(ratio) with 0 log 0 = 0."""
    return mpf(0) if weight == 0 else weight * (log(ratio) if ratio > 0 else -inf)


@formula("normal.log-density")
def normal_log_density(x, mean, standardDeviation):
    return log(exp(-(((x - mean) / standardDeviation) ** 2) / 2) / (standardDeviation * sqrt(2 * pi)))


@formula("normal.cdf")
def normal_cdf(x, mean, standardDeviation):
    return erfc((mean - x) / (standardDeviation * sqrt(2))) / 2


@formula("normal.quantile", digits=400)
def normal_quantile(probability, mean, standardDeviation):
    if probability in (0, 1):
        return -inf if probability == 0 else inf
    if probability > mpf(1) / 2:
        return mean - standardDeviation * _lower_root(1 - probability)
    return mean + standardDeviation * _lower_root(probability)


def _lower_root(probability):
    # log cdf is concave and increasing, so Newton from 0 steps left of the root once, then climbs to it.
    z = mpf(0)
    for _ in range(200):
        cdf = erfc(-z / sqrt(2)) / 2
        step = log(cdf / probability) * cdf * sqrt(2 * pi) * exp(z * z / 2)
        z -= step
        if abs(step) <= mpf(10) ** (8 - mp.dps) * abs(z) or step == 0:
            return z
    raise ArithmeticError("Newton's method did not converge")


@formula("normal.entropy")
def normal_entropy(standardDeviation):
    log_density = log_normal(mpf(0), standardDeviation)
    return gaussian_expectation(lambda z: [-log_density(standardDeviation * z)])[0]


@formula("uniform.log-density")
def uniform_log_density(x, lower, upper):
    return log(1 / (upper - lower)) if lower <= x <= upper else -inf


@formula("uniform.cdf", digits=400)
def uniform_cdf(x, lower, upper):
    return (min(max(x, lower), upper) - lower) / (upper - lower)


@formula("uniform.quantile", digits=400)
def uniform_quantile(probability, lower, upper):
    return (1 - probability) * lower + probability * upper


@formula("uniform.mean")
def uniform_mean(lower, upper):
    return _uniform_expectation(lambda x: x, lower, upper)


@formula("uniform.variance")
def uniform_variance(lower, upper):
    mean = uniform_mean(lower, upper)
    return _uniform_expectation(lambda x: (x - mean) ** 2, lower, upper)


@formula("uniform.entropy")
def uniform_entropy(lower, upper):
    # -log p is constant on the support, so its mean is its value anywhere in it.
    return -uniform_log_density((lower + upper) / 2, lower, upper)


def _uniform_expectation(integrand, lower, upper):
    # Simpson's rule is exact up to the third degree, and in rational arithmetic so is the result.
    lower, upper = rational(lower), rational(upper)
    return (integrand(lower) + 4 * integrand((lower + upper) / 2) + integrand(upper)) / 6


@formula("bernoulli.log-mass", digits=400)
def bernoulli_log_mass(x, probability):
    mass = probability if x == 1 else 1 - probability
    return log(mass) if mass > 0 else -inf


@formula("bernoulli.log-mass-from-logit", digits=400)
def bernoulli_log_mass_from_logit(x, logit):
    return log(1 / (1 + exp(-logit if x == 1 else logit)))


@formula("bernoulli.mean", digits=400)
def bernoulli_mean(probability):
    return sum(b * mass for b, mass in ((0, 1 - probability), (1, probability)))


@formula("bernoulli.variance", digits=400)
def bernoulli_variance(probability):
    mean = bernoulli_mean(probability)
    return sum((b - mean) ** 2 * mass for b, mass in ((0, 1 - probability), (1, probability)))


@formula("bernoulli.entropy", digits=400)
def bernoulli_entropy(probability):
    return sum(-times_log(mass, mass) for mass in (1 - probability, probability))


rows(
    "normal.log-density",
    (0.0, 0.0, 1.0), (38.6, 0.0, 1.0), (-1e6, 0.0, 1.0), (1e154, 0.0, 1.0), (-3.0, -3.0, 1e-300),
    (1 + 2.0**-52, 1.0, 2.0**-52), (1e300, 0.999e300, 1e298), (5e-324, 0.0, 1.0), (5e-324, 0.0, 5e-324),
    (LARGEST, 0.0, LARGEST),
    # Close to zero: the two terms cancel.
    (0.0, 0.0, 0.3989422804014327), (0.75, 0.125, 0.2716181308), (1e8 + 0.25, 1e8, 0.125), (-40.0, 2.5, 1e5),
)
rows(
    "normal.cdf",
    (0.0, 0.0, 1.0), (5e-324, 0.0, 1.0), (-5.0, 0.0, 1.0), (5.0, 0.0, 1.0), (-8.25, 0.0, 1.0), (8.25, 0.0, 1.0),
    (-37.5, 0.0, 1.0), (-38.4, 0.0, 1.0), (-39.5, 0.0, 1.0), (40.0, 0.0, 1.0), (1 + 2.0**-52, 1.0, 2.0**-50),
    (1 - 2.0**-53, 1.0, 2.0**-55), (-1e300, 1e300, 1e299), (-0.84375, 0.0, 1.0), (3e-310, -1e-310, 2e-310),
    (1e8, 1e8 + 1, 0.0625),
)
rows(
    "normal.quantile",
    (0.5, 3.0, 2.0), (math.nextafter(0.5, 1), 0.0, 1.0), (math.nextafter(0.5, 0), 0.0, 1.0), (5e-324, 0.0, 1.0),
    (2.2250738585072014e-308, 0.0, 1.0), (1e-300, -7.0, 0.25), (2.0**-53, 0.0, 1.0), (ALMOST_ONE, 0.0, 1.0),
    (1 - 2.0**-52, 1.0, 1e-8), (0.02425, 0.0, 1.0), (0.97575, 0.0, 1.0), (0.075, 0.0, 1.0), (0.925, 1e6, 1e-3),
    (1e-17, 0.0, 1e300), (0.3, 0.0, 1e-310), (0.8413447460685429, -1.0, 1.0), (0.0, 0.0, 1.0), (1.0, 5.0, 2.0),
)
rows("normal.entropy", 1.0, 0.2419707245191434, 0.25, 1 + 2.0**-52, 5e-324, 1e-300, 1e-3, 1e3, 1e300, LARGEST)

NARROW = (1.0, 1 + 2.0**-52)
INTERVALS = (
    (0.0, 1.0), (-1.0, 1.0), NARROW, (-5e-324, 5e-324), (0.0, 2.2250738585072014e-308), (1e6, 1e6 + 2.0**-30),
    (-1e150, 2e150), (-3.0, -2.75), (-1e-8, 1e9), (0.1, 0.30000000000000004),
)
rows("uniform.mean", *INTERVALS, (1e308, 1.5e308), (-LARGEST, LARGEST))
rows("uniform.variance", *INTERVALS)
rows("uniform.entropy", *INTERVALS)
rows(
    "uniform.log-density",
    (0.25, 0.0, 1.0), (0.0, 0.0, 1.0), (1.0, 0.0, 1.0), (-5e-324, 0.0, 1.0), (math.nextafter(1.0, 2), 0.0, 1.0),
    (1.0, *NARROW), (0.0, -5e-324, 5e-324), (0.0, -1e150, 2e150), (1e6, 1e6, 1e6 + 2.0**-30), (-2.9, -3.0, -2.75),
    (0.0, -8e307, 8e307), (0.5, 0.0, 1 + 2.0**-52),
)
rows(
    "uniform.cdf",
    (0.25, 0.0, 1.0), (0.0, 0.0, 1.0), (1.0, 0.0, 1.0), (-2.0, 0.0, 1.0), (2.0, 0.0, 1.0), (5e-324, 0.0, 1.0),
    (ALMOST_ONE, 0.0, 1.0), (NARROW[1], *NARROW), (0.0, -5e-324, 5e-324), (0.0, -1e150, 2e150),
    (1e6 + 2.0**-31, 1e6, 1e6 + 2.0**-30), (-2.9, -3.0, -2.75), (0.2, 0.1, 0.30000000000000004),
)
rows(
    "uniform.quantile",
    (0.0, -3.0, -2.75), (1.0, -3.0, -2.75), (5e-324, 0.0, 1.0), (ALMOST_ONE, 0.0, 1.0), (0.5, *NARROW),
    (0.75, *NARROW), (0.5, -5e-324, 5e-324), (1 / 3, -1e150, 2e150), (2.0**-53, -1.0, 1.0), (ALMOST_ONE, -1.0, 1.0),
    (0.7, 1e6, 1e6 + 2.0**-30), (0.1, 0.1, 0.30000000000000004), (math.nextafter(0.5, 1), -1.0, 1.0),
)
rows(
    "bernoulli.log-mass",
    (1, 0.5), (0, 0.5), (1, 5e-324), (0, 5e-324), (1, ALMOST_ONE), (0, ALMOST_ONE), (0, 2.0**-54), (0, 1e-10),
    (1, math.nextafter(0.5, 1)), (0, math.nextafter(0.5, 0)), (1, 1.0), (0, 0.0), (1, 0.0), (0, 1.0), (1, 0.1), (0, 0.9),
)
rows(
    "bernoulli.log-mass-from-logit",
    *((x, logit) for logit in (0.0, -30.0, 30.0, 745.0, -745.0, 36.75) for x in (0.0, 1.0)),
    (1.0, 5e-324), (0.0, 1e-8), (0.0, -1e300), (1.0, -1e300), (0.0, -709.5), (1.0, -2.0**-53),
)
PROBABILITIES = (0.0, 1.0, 0.5, 5e-324, 1e-300, 1e-10, 2.0**-53, 0.1, 0.3, math.nextafter(0.5, 1), 0.9, ALMOST_ONE)
rows("bernoulli.mean", *PROBABILITIES)
rows("bernoulli.variance", *PROBABILITIES)
rows("bernoulli.entropy", *PROBABILITIES)
