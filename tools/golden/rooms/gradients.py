"""Gradients: exact mean and variance of one call of an estimator, from the estimator's own definition."""

import itertools
import math

from mpmath import binomial, cos, exp, mpf, sin

from oracle import formula, gaussian_expectation, rows

OBJECTIVES = {
    "quadratic": lambda k: lambda x: (x - k) ** 2,
    "exponential": lambda k: lambda x: exp(-k * x * x),
    "cosine": lambda k: lambda x: cos(k * x),
}
DERIVATIVES = {
    "quadratic": lambda k: lambda x: 2 * (x - k),
    "exponential": lambda k: lambda x: -2 * k * x * exp(-k * x * x),
    "cosine": lambda k: lambda x: -k * sin(k * x),
}


def normal_scores(z, standardDeviation):
    """The derivatives of log N(x; mean, standardDeviation^2) by mean and standard deviation, at x = mean + sd z."""
    return [z / standardDeviation, (z * z - 1) / standardDeviation]


def _moments(estimate):
    """Mean and variance of an estimate(z) of two components, the variance about the mean in a second pass."""
    mean = gaussian_expectation(estimate)
    variance = gaussian_expectation(lambda z: [(g - m) ** 2 for g, m in zip(estimate(z), mean)])
    return {"gradient": mean, "variance": variance}


@formula("score-function.normal-moments")
def score_function_normal(objective, k, mean, standardDeviation):
    f = OBJECTIVES[objective](k)

    def estimate(z):
        value = f(mean + standardDeviation * z)
        return [value * score for score in normal_scores(z, standardDeviation)]

    return _moments(estimate)


@formula("pathwise.normal-moments")
def pathwise_normal(objective, k, mean, standardDeviation):
    derivative = DERIVATIVES[objective](k)

    def estimate(z):
        slope = derivative(mean + standardDeviation * z)
        return [slope, slope * z]

    return _moments(estimate)


@formula("leave-one-out.normal-moments")
def leave_one_out_normal(objective, k, mean, standardDeviation, samples):
    f = OBJECTIVES[objective](k)

    def first(z):
        value = f(mean + standardDeviation * z)
        return [value] + [value * score for score in normal_scores(z, standardDeviation)]

    expected, *gradient = gaussian_expectation(first)

    def second(z):
        centred = f(mean + standardDeviation * z) - expected
        scores = normal_scores(z, standardDeviation)
        projections = [(centred * score - g) ** 2 for score, g in zip(scores, gradient)]
        return [centred**2, *projections, *(score**2 for score in scores)]

    spread, *others = gaussian_expectation(second)
    # Hoeffding (1948): a U-statistic of kernel h(i, j) = (f_i - f_j)(s_i - s_j) / 2 has the variance
    # (4 (K - 2) zeta1 + 2 zeta2) / (K (K - 1)), zeta1 = Var E[h | 1 draw], zeta2 = Var h. The score has mean 0, so
    # 2 (E[h | x] - g) = (f - Ef) s - g, and E h^2 = (E[(f - Ef)^2 s^2] + Var f Var s + 2 g^2) / 2.
    variance = []
    for g, projection, score in zip(gradient, others[:2], others[2:]):
        zeta1, zeta2 = projection / 4, (projection + g * g + spread * score) / 2
        variance.append((4 * (samples - 2) * zeta1 + 2 * zeta2) / (samples * (samples - 1)))
    return {"gradient": gradient, "variance": variance}


def leave_one_out(values, scores):
    """The estimator itself: each draw's baseline is the mean objective of the others."""
    total, others = sum(values), len(values) - 1
    return sum((f - (total - f) / others) * s for f, s in zip(values, scores)) / len(values)


def leave_one_out_by_nested_quadrature(objective, k, mean, standardDeviation, samples):
    """Brute force for the self-check: the estimator integrated over all its draws, in binary64, for 2 or 3 draws."""
    f, step = OBJECTIVES[objective](k), 0.375
    nodes = [j * step for j in range(-24, 25)]
    weights = [step * math.exp(-z * z / 2) / math.sqrt(2 * math.pi) for z in nodes]
    draws = [
        (w, float(f(mpf(mean) + mpf(standardDeviation) * z)), [float(s) for s in normal_scores(z, standardDeviation)])
        for z, w in zip(nodes, weights)
    ]
    gradient, second = [0.0, 0.0], [0.0, 0.0]
    for chosen in itertools.product(draws, repeat=samples):
        weight, values = math.prod(w for w, _, _ in chosen), [value for _, value, _ in chosen]
        for i in range(2):
            estimate = leave_one_out(values, [scores[i] for _, _, scores in chosen])
            gradient[i] += weight * estimate
            second[i] += weight * estimate * estimate
    return {"gradient": gradient, "variance": [m - g * g for m, g in zip(second, gradient)]}


def _bernoulli_moments(outcomes):
    """Mean and variance over (mass, estimate) pairs."""
    mean = sum(mass * estimate for mass, estimate in outcomes)
    return {"gradient": [mean], "variance": [sum(mass * (estimate - mean) ** 2 for mass, estimate in outcomes)]}


def _masses(logit):
    return 1 / (1 + exp(logit)), 1 / (1 + exp(-logit))


@formula("score-function.bernoulli-moments", digits=400)
def score_function_bernoulli(target, logit):
    q, p = _masses(logit)
    return _bernoulli_moments([(mass, (b - target) ** 2 * (b - p)) for b, mass in enumerate((q, p))])


@formula("leave-one-out.bernoulli-moments", digits=400)
def leave_one_out_bernoulli(target, logit, samples):
    # The estimator is symmetric in its draws, so the number of ones decides its value.
    q, p = _masses(logit)
    outcomes = []
    for ones in range(samples + 1):
        draws = [1] * ones + [0] * (samples - ones)
        estimate = leave_one_out([(b - target) ** 2 for b in draws], [b - p for b in draws])
        outcomes.append((binomial(samples, ones) * p**ones * q ** (samples - ones), estimate))
    return _bernoulli_moments(outcomes)


# Each objective where it is easy, flat, sharp, far from the mean, and where the gradient is 0.
NORMAL_CASES = (
    ("quadratic", 1.0, 1.0, 1.0), ("quadratic", -3.0, 1.0, 1.0), ("quadratic", 1e6, 0.0, 1.0),
    ("quadratic", 1e3, -1e3, 1e-3), ("quadratic", 0.5, 0.5 + 2.0**-40, 1e6), ("quadratic", 0.0, 1e-8, 1e-10),
    ("exponential", 0.125, 1.0, 1.0), ("exponential", 10.0, 1.0, 1.0), ("exponential", 100.0, 0.05, 0.125),
    ("exponential", 1.0, 6.0, 0.5), ("exponential", 1e6, 0.002, 1e-3), ("exponential", 1e-6, -2.0, 3.0),
    ("cosine", 0.5, 1.0, 1.0), ("cosine", 5.0, 1.0, 1.0), ("cosine", 40.0, 0.3, 0.25), ("cosine", 2.0, 0.0, 0.75),
    ("cosine", 1e-3, 2.0, 1.0), ("cosine", 1e4, 1e-3, 1e-4),
)
# 2 and 100 draws on every objective.
SAMPLES = (2, 100, 3, 2, 7, 100, 2, 100, 5, 3, 2, 64, 3, 2, 100, 4, 2, 10)
rows("score-function.normal-moments", *NORMAL_CASES)
rows("pathwise.normal-moments", *NORMAL_CASES)
rows("leave-one-out.normal-moments", *((*case, count) for case, count in zip(NORMAL_CASES, SAMPLES, strict=True)))

BERNOULLI_SAMPLES = (2, 100, 3, 2, 2, 100, 3, 2, 100, 5, 2, 8, 64, 2)
BERNOULLI_CASES = (
    (0.45, 0.0), (0.499, 1e-8), (0.5, 0.0), (0.5, 3.0), (0.0, -30.0), (1.0, -30.0), (0.45, 30.0), (0.45, 745.0),
    (0.45, -745.0), (1e3, 0.25), (0.5 + 2.0**-53, -1.5), (0.3, 5.0), (-2.0, -5.0), (0.75, 36.75),
)
rows("score-function.bernoulli-moments", *BERNOULLI_CASES)
rows(
    "leave-one-out.bernoulli-moments",
    *((*case, count) for case, count in zip(BERNOULLI_CASES, BERNOULLI_SAMPLES, strict=True)),
)
