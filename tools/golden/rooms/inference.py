"""Inference: divergences by quadrature or sum of the definition, evidence and its bound by quadrature."""

import math

from mpmath import exp, log, sqrt

from oracle import formula, gaussian_expectation, line_integral, rows
from rooms.probability import ALMOST_ONE, log_normal, times_log
from rooms.random import lattice, simplex


@formula("kullback-leibler.normal")
def kl_normal(mean, standardDeviation, otherMean, otherStandardDeviation):
    q, p = log_normal(mean, standardDeviation), log_normal(otherMean, otherStandardDeviation)

    def log_ratio(z):
        x = mean + standardDeviation * z
        return [q(x) - p(x)]

    return gaussian_expectation(log_ratio)[0]


# 400 digits: a standard deviation of exp(-372) must not drown beside a mean of 1000.
@formula("kullback-leibler.to-standard-normal", digits=400)
def kl_to_standard_normal(mean, logVariance):
    return sum(kl_normal(m, exp(v / 2), 0, 1) for m, v in zip(mean, logVariance, strict=True))


@formula("kullback-leibler.bernoulli", digits=400)
def kl_bernoulli(probability, otherProbability):
    return kl_categorical([1 - probability, probability], [1 - otherProbability, otherProbability])


@formula("kullback-leibler.categorical", digits=400)
def kl_categorical(probabilities, otherProbabilities):
    # p log(p/q) is written p log p - p log q, so that q = 0 gives infinity and p = 0 gives 0.
    return sum(times_log(p, p) - times_log(p, q) for p, q in zip(probabilities, otherProbabilities, strict=True))


@formula("log-sum-exp.value", digits=400)
def log_sum_exp(values):
    return log(sum(exp(value) for value in values))


def log_joint(y, priorMean, priorStandardDeviation, noiseStandardDeviation):
    """log p(y, theta) of theta ~ N(priorMean, priorStandardDeviation^2), y_n ~ N(theta, noiseStandardDeviation^2)."""
    prior, noise = log_normal(priorMean, priorStandardDeviation), log_normal(0, noiseStandardDeviation)
    return lambda theta: prior(theta) + sum(noise(value - theta) for value in y)


@formula("elbo.exact")
def elbo(y, priorMean, priorStandardDeviation, noiseStandardDeviation, mean, standardDeviation):
    joint = log_joint(y, priorMean, priorStandardDeviation, noiseStandardDeviation)
    q = log_normal(mean, standardDeviation)

    def log_weight(z):
        theta = mean + standardDeviation * z
        return [joint(theta) - q(theta)]

    return gaussian_expectation(log_weight)[0]


@formula("elbo.log-evidence")
def log_evidence(y, priorMean, priorStandardDeviation, noiseStandardDeviation):
    joint = log_joint(y, priorMean, priorStandardDeviation, noiseStandardDeviation)
    # The log joint is a parabola: three points find its top and width, and so where to integrate.
    unit = priorStandardDeviation
    left, centre, right = (joint(priorMean + step * unit) for step in (-1, 0, 1))
    curvature = 2 * centre - left - right
    mode, width = priorMean + unit * (right - left) / (2 * curvature), unit / sqrt(curvature)
    peak = joint(mode)
    return peak + log(width * line_integral(lambda z: [exp(joint(mode + width * z) - peak)])[0])


def log_evidence_by_prediction(y, priorMean, priorStandardDeviation, noiseStandardDeviation):
    """A second route, for the self-check: the chain of predictive densities, the posterior updated one y at a time."""
    mean, variance, noise, total = priorMean, priorStandardDeviation**2, noiseStandardDeviation**2, 0
    for value in y:
        total += log_normal(mean, sqrt(variance + noise))(value)
        gain = variance / (variance + noise)
        mean, variance = mean + gain * (value - mean), variance * (1 - gain)
    return total, mean, sqrt(variance)


rows(
    "kullback-leibler.normal",
    (0.0, 1.0, 0.0, 1.0), (0.0, 1.0, 1.0, 2.0), (0.0, 1.0, 0.0, 1 + 2.0**-52), (1.0, 1.0, 1 + 2.0**-52, 1.0),
    (0.0, 1.0, 2.0**-60, 1 - 2.0**-53), (1e6, 3.0, 1e6, math.nextafter(3.0, 4)), (0.5, 1e-3, 0.5, 1.0001e-3),
    (0.0, 1e-150, 0.0, 1.0), (0.0, 1.0, 0.0, 1e-150), (1e8, 1e-4, -1e8, 1e-4), (0.0, 1e300, 1e300, 2e300),
    (5e-324, 1.0, 0.0, 1.0), (0.0, 1e-300, 1e-300, 3e-300), (-2.0, 1e150, 5.0, 1e-3), (3.0, 0.25, -1.0, 40.0),
)
rows(
    "kullback-leibler.to-standard-normal",
    ([0.0], [0.0]), ([0.0], [2.0**-52]), ([2.0**-30], [-(2.0**-40)]), ([0.0], [30.0]), ([0.0], [-30.0]),
    ([1e3], [-745.0]), ([-1e-8], [709.0]), ([5e-324], [1e-8]), ([0.0, 0.0], [1e-5, -1e-5]), ([1e10, 1e-10], [0.0, 1.0]),
    (lattice(17, 1, 2.0**-14), lattice(17, 2, 2.0**-13)),
    (lattice(100, 3, 2.0**-15), lattice(100, 4, 2.0**-30)),
    (lattice(784, 5, 2.0**-17), [x - 4.5 for x in lattice(784, 6, 2.0**-16)]),
)
rows(
    "kullback-leibler.bernoulli",
    (0.5, 0.5), (0.0, 0.0), (1.0, 1.0), (0.5, math.nextafter(0.5, 1)), (0.3, math.nextafter(0.3, 0)), (0.0, ALMOST_ONE),
    (1.0, 2.0**-53), (0.0, 5e-324), (5e-324, 0.5), (0.5, 5e-324), (1e-10, 2e-10), (ALMOST_ONE, 1 - 2.0**-52),
    (1e-300, 1e-10), (0.25, 0.250001), (0.5, 1.0), (5e-324, 0.0), (0.9, 0.1),
)

QUARTERS = [0.25, 0.25, 0.25, 0.25]
NEARLY_QUARTERS = [0.25 + 2.0**-54 * 4, 0.25 - 2.0**-54, 0.25 - 2.0**-54, 0.25 - 2.0**-53]
rows(
    "kullback-leibler.categorical",
    ([1.0], [1.0]), ([0.5, 0.5], [0.5, 0.5]), ([1.0, 0.0], [0.5, 0.5]), ([0.0, 1.0], [0.0, 1.0]),
    ([0.5, 0.5, 0.0], [0.25, 0.75, 0.0]), ([0.5, 0.5], [1.0, 0.0]), (QUARTERS, NEARLY_QUARTERS),
    (NEARLY_QUARTERS, QUARTERS), ([5e-324, 1.0], [0.5, 0.5]), ([0.5, 0.5], [5e-324, 1.0]),
    ([1e-300, 1.0], [1e-10, 1 - 1e-10]), (simplex(17, 1), simplex(17, 2)), (simplex(100, 3), simplex(100, 4)),
    (simplex(784, 5), simplex(784, 6)),
)

LN_HALF = -0.6931471805599453
LOGIT_VECTORS = (
    [0.0], [-745.0], [-745.0, 745.0], [30.0, -30.0], [0.0, 36.75], [1e4, 1e4], [-1e4, -1e4 + 2.0**-30],
    [LN_HALF, LN_HALF], [-1e308, -1e308, -1e308], [1.5e308, 1.5e308], [5e-324, 0.0, -5e-324], [709.75, 709.75, 709.75],
    [float(-40 * n) for n in range(17)], lattice(100, 10, 2.0**-8), [x + 1e4 for x in lattice(784, 11, 2.0**-12)],
)
rows("log-sum-exp.value", *LOGIT_VECTORS)

rows(
    "elbo.exact",
    ([1.0], 0.0, 1.0, 1.0, 0.2, 0.7), ([-3.0], 0.0, 1.0, 2.0, -0.6, 0.8944271909999159),
    ([0.25], 0.0, 1e3, 1e-3, 0.25, 1e-3),
    ([1e6], -1e6, 1.0, 1.0, 0.0, 1.0), ([0.0], 0.0, 1.0, 1.0, 0.0, 1e-300), ([0.0, 0.0], 5.0, 1e-4, 1e4, 5.0, 1e-4),
    ([1.0, -1.0], 0.0, 0.5, 3.0, 1e-12, 0.5), ([2.0], 2.0, 1.0, 1e-8, 2.0, 1e140),
    (lattice(17, 20, 2.0**-14), 0.5, 2.0, 0.5, -0.125, 0.12), (lattice(100, 21, 2.0**-12), -40.0, 0.0625, 8.0, -38.0, 4.0),
    ([x + 1e4 for x in lattice(784, 22, 2.0**-15)], 1e4, 10.0, 0.75, 1e4, 0.03),
)
rows(
    "elbo.log-evidence",
    ([1.0], 0.0, 1.0, 1.0), ([-3.0], 0.0, 1.0, 2.0), ([0.25], 0.0, 1e3, 1e-3), ([1e6], -1e6, 1.0, 1.0),
    ([0.0], 0.0, 0.3, 0.2630), ([0.0, 0.0], 5.0, 1e-4, 1e4), ([1.0, -1.0], 0.0, 0.5, 3.0), ([2.0], 2.0, 1.0, 1e-8),
    (lattice(17, 20, 2.0**-14), 0.5, 2.0, 0.5), (lattice(100, 21, 2.0**-12), -40.0, 0.0625, 8.0),
    ([x + 1e4 for x in lattice(784, 22, 2.0**-15)], 1e4, 10.0, 0.75),
)
