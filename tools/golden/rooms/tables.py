"""Finite laws and what follows from them: sums over outcomes in exact rational arithmetic wherever there is no logarithm."""

import math
from fractions import Fraction

from mpmath import exp, inf, log, mpf

from oracle import formula, rational, rows
from rooms.statistics import sample_covariance


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


@formula("joint-table.marginal-x")
def joint_table_marginal_x(joint):
    return [sum(map(rational, row)) for row in joint]


@formula("joint-table.marginal-y")
def joint_table_marginal_y(joint):
    return joint_table_marginal_x([list(column) for column in zip(*joint)])


@formula("joint-table.conditional-x")
def joint_table_conditional_x(joint, y):
    return [rational(row[y]) / joint_table_marginal_y(joint)[y] for row in joint]


@formula("joint-table.conditional-y")
def joint_table_conditional_y(joint, x):
    return [rational(p) / joint_table_marginal_x(joint)[x] for p in joint[x]]


@formula("joint-table.chain-rule")
def joint_table_chain_rule(marginalX, conditionalY):
    return [[rational(p) * rational(q) for q in row] for p, row in zip(marginalX, conditionalY)]


@formula("categorical.log-mass")
def categorical_log_mass(k, probabilities):
    return log(probabilities[k]) if probabilities[k] > 0 else -inf


@formula("categorical.entropy", digits=400)
def categorical_entropy(probabilities):
    return sum((p * log(1 / p) for p in probabilities if p > 0), mpf(0))


@formula("bayes-rule.posterior")
def bayes_rule_posterior(prior, likelihood):
    joint = [rational(p) * rational(l) for p, l in zip(prior, likelihood)]
    return {"posterior": [mass / sum(joint) for mass in joint], "evidence": sum(joint)}


@formula("bayes-rule.posterior-from-log")
def bayes_rule_posterior_from_log(prior, logLikelihood):
    joint = [p * exp(l) for p, l in zip(prior, logLikelihood)]
    return {"posterior": [mass / sum(joint) for mass in joint], "logEvidence": log(sum(joint))}


@formula("importance-weighted.bound")
def importance_weighted_bound(logWeights):
    mean = sum(map(exp, logWeights)) / len(logWeights)
    return log(mean) if mean > 0 else -inf


@formula("posterior-predictive.monte-carlo")
def posterior_predictive_monte_carlo(logLikelihoods):
    return importance_weighted_bound(logLikelihoods)


@formula("ensemble.predictive", digits=400)
def ensemble_predictive(probabilities):
    mean = [sum(column) / len(probabilities) for column in zip(*probabilities)]
    own = sum(categorical_entropy(member) for member in probabilities) / len(probabilities)
    entropy = categorical_entropy(mean)
    information = entropy - own
    # Equal members: the difference is 0, and what is left of it is the working precision's rounding.
    equal = all(member == probabilities[0] for member in probabilities)
    return {"mean": mean, "entropy": entropy, "mutualInformation": mpf(0) if equal else information}


@formula("bernoulli.cdf", digits=400)
def bernoulli_cdf(x, probability):
    return sum(mass for value, mass in ((0, 1 - probability), (1, probability)) if value <= x)


@formula("bernoulli.quantile")
def bernoulli_quantile(level, probability):
    return quantile_discrete([0, 1], [1 - rational(probability), probability], level)


@formula("sample.covariance-matrix")
def sample_covariance_matrix(data):
    columns = list(zip(*data))
    return [[sample_covariance(x, y) for y in columns] for x in columns]


@formula("sample.quantile")
def sample_quantile(sample, probability):
    # A share of the sample is a double, as any share is.
    size = len(sample)
    return min(x for x in sample if max(1, sum(y <= x for y in sample)) / size >= probability)


@formula("sample.autocorrelation")
def sample_autocorrelation(sample):
    # n times the deviations, which are integers up to one factor.
    x = [rational(value) for value in sample]
    d = [len(x) * value - sum(x) for value in x]
    return sum(a * b for a, b in zip(d, d[1:])) / sum(a * a for a in d)


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

TABLES = (
    [[1.0]], [[0.1, 0.2], [0.3, 0.4]], [[0.1] * 5, [0.1] * 5], [[0.8, 0.1], [0.0, 0.1]], [[0.5, 0.0], [0.0, 0.5]],
    [[5e-324, 1.0], [5e-324, 0.0]], [[1e-300, 2.0**-53], [NEARLY_ONE, 3e-300]], [[0.25], [0.0], [0.75]], [[0.3, 0.3, 0.4]],
)
rows("joint-table.marginal-x", *((table,) for table in TABLES))
rows("joint-table.marginal-y", *((table,) for table in TABLES))
rows("joint-table.conditional-x", *((table, y) for table in TABLES for y in range(len(table[0])) if any(row[y] for row in table)))
rows("joint-table.conditional-y", *((table, x) for table in TABLES for x in range(len(table)) if any(table[x])))
rows(
    "joint-table.chain-rule",
    ([1.0], [[1.0]]), ([0.3, 0.7], [[0.1, 0.9], [0.6, 0.4]]), ([0.0, 1.0], [[0.5, 0.5], TENTHS[:1] + [0.9]]),
    ([1e-300, 1.0], [[1e-20, 1.0], [2.0**-53, NEARLY_ONE]]),
)
DISTRIBUTIONS = (
    [1.0], [0.5, 0.5], [0.0, 1.0, 0.0], TENTHS, [0.1, 0.2, 0.3, 0.4], [1e-300, 1.0], [5e-324, 1.0], [2.0**-53, NEARLY_ONE],
    [1e-10, 1 - 1e-10], [1 / 3, 1 / 3, 1 / 3],
)
rows("categorical.log-mass", *((k, law) for law in DISTRIBUTIONS for k in range(min(3, len(law)))))
rows("categorical.entropy", *((law,) for law in DISTRIBUTIONS))
rows(
    "bayes-rule.posterior",
    ([1.0], [0.3]), ([0.5, 0.5], [0.0, 1.0]), ([0.3, 0.7], [0.9, 0.2]), ([0.0, 1.0], [1e300, 1e-300]),
    ([0.01, 0.99], [0.95, 0.05]), ([1e-300, 1.0], [1e300, 1e-10]), (TENTHS, [2.0**-k for k in range(10)]),
    ([0.25, 0.75], [1e-290, 3e-290]), ([2.0**-53, NEARLY_ONE], [1e16, 1.0]),
)
rows(
    "bayes-rule.posterior-from-log",
    ([1.0], [-1e4]), ([0.5, 0.5], [-1386.2943611198906, -1021.6512475319814]), ([0.3, 0.7], [0.0, -700.0]),
    ([0.0, 1.0], [1e9, -1e9]), ([1e-300, 1.0], [600.0, -100.0]), (TENTHS, [-1e4 - k for k in range(10)]),
    ([0.25, 0.25, 0.5], [3.0, 3.0, 3.0]), ([0.1, 0.9], [1e4 + 0.1, 1e4 + 0.2]),
)
LOGARITHMS = (
    [0.0], [-745.0], [1e4], [0.0, 0.0, 0.0], [-745.0, 745.0], [1e4, 1e4 + 1, 1e4 - 1], [-1e4, -1e4 + 1e-9],
    [0.0, 36.75], [-1e300, 0.0], [0.1 * k for k in range(64)], [5e-324, 0.0], [-1.0, 1.0, -2.0, 0.5, 0.25],
)
rows("importance-weighted.bound", *((values,) for values in LOGARITHMS))
rows("posterior-predictive.monte-carlo", *((values,) for values in LOGARITHMS))
rows(
    "ensemble.predictive",
    ([[1.0]],), ([[0.5, 0.5], [0.5, 0.5]],), ([[1.0, 0.0], [0.0, 1.0]],), ([[0.1, 0.9], [0.1, 0.9], [0.1, 0.9]],),
    ([[0.5 + 2.0**-30, 0.5 - 2.0**-30], [0.5 - 2.0**-30, 0.5 + 2.0**-30]],), ([TENTHS, [0.91] + [0.01] * 9],),
    ([[1e-300, 1.0], [0.5, 0.5]],), ([[0.2, 0.3, 0.5], [0.5, 0.3, 0.2], [0.3, 0.5, 0.2], [0.2, 0.5, 0.3]],),
    ([[2.0**-53, NEARLY_ONE], [2.0**-53, NEARLY_ONE]],),
)
rows(
    "bernoulli.cdf",
    *((x, p) for x in (-5e-324, 0.0, NEARLY_ONE, 1.0) for p in (0.0, 5e-324, 0.3, NEARLY_ONE, 1.0)), (-1e300, 0.5), (1e300, 0.5),
)
rows(
    "bernoulli.quantile",
    *((level, p) for level in (0.0, 5e-324, 0.5, 0.7, NEARLY_ONE, 1.0) for p in (0.0, 1e-300, 2.0**-53, 0.3, 0.5, NEARLY_ONE, 1.0)),
)
rows(
    "sample.covariance-matrix",
    ([[1.0], [2.0]],), ([[1e8 + 4, 1.0], [1e8 + 7, -1.0], [1e8 + 13, 0.5], [1e8 + 16, 0.25]],),
    ([[float(i * i % 11), float(i * 7 % 13), 1e6 + i / 8] for i in range(17)],), ([[0.1, 0.2], [0.1, 0.3]],),
)
rows(
    "sample.quantile",
    *((DIGITS, p) for p in (0.0, 0.1, 0.3, math.nextafter(0.3, 1), 0.5, 0.7, 0.95, 1.0)), ([3.0, -1.0, 2.0], 0.5), ([5e-324], 0.5),
    ([1.0, 1.0, 2.0], 2 / 3), ([1.0, 1.0, 2.0], math.nextafter(2 / 3, 1)),
)
rows(
    "sample.autocorrelation",
    ([1.0, 2.0],), ([1.0, -1.0, 1.0, -1.0],), ([10000001.0, 10000003.0, 10000002.0],), ([1e15, 1e15 + 0.125, 1e15 + 0.5],),
    ([1000000.2] + [1000000.1, 1000000.3] * 50,), ([float(i * i % 11) for i in range(33)],),
)
