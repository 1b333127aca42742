"""Beta and gamma laws, the coin with a beta prior, and the special functions that they are made of.

The incomplete functions come from power series with digits for all that cancels, and from root finding; the C# code uses
continued fractions and bisection. Moments and divergences come from quadrature, posteriors from exact fractions.
"""

import math
import random

from mpmath import erfi, exp, inf, isinf, log, loggamma, mp, mpf, pi, psi, quad, sqrt

from oracle import formula, rational, rows

ALMOST_ONE = 1 - 2.0**-53


def log_beta(a, b):
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def beta_tails(a, b, x):
    """(I_x(a, b), 1 - I_x(a, b)), from the side whose series is the shorter."""
    y = 1 - x
    if x == 0 or y == 0:
        return (mpf(0), mpf(1)) if x == 0 else (mpf(1), mpf(0))
    if b * x < 200 and x <= mpf(1) / 2:
        lower = alternating(a, b, x)
    elif a * y < 200 and y <= mpf(1) / 2:
        upper = alternating(b, a, y)
        return 1 - upper, upper
    elif x * (a + b) <= a:
        lower = positive(a, b, x, y)
    else:
        upper = positive(b, a, y, x)
        return 1 - upper, upper
    return lower, 1 - lower


def alternating(a, b, x):
    """NIST 8.17.7, with the digits that its terms and the complement of its sum may cancel."""
    with mp.workdps(mp.dps + 200):
        term = mpf(1)
        total = 1 / a
        n = 0
        while n < b * x + 10 or abs(term) > mpf(10) ** (-mp.dps):
            n += 1
            term *= (n - b) / n * x
            total += term / (a + n)
        return exp(a * log(x) - log_beta(a, b)) * total


def positive(a, b, x, y):
    """NIST 8.17.8: no term is negative."""
    term = total = mpf(1)
    n = 0
    while True:
        ratio = (a + b + n) / (a + 1 + n) * x
        term *= ratio
        total += term
        n += 1
        if ratio < 1 and term * ratio / (1 - ratio) < total * mpf(10) ** (-mp.dps):
            return exp(a * log(x) + b * log(y) - log(a) - log_beta(a, b)) * total


def gamma_tails(a, x):
    """(P(a, x), Q(a, x)) by NIST 8.7.1, with digits for what 1 - P cancels."""
    if x == 0:
        return mpf(0), mpf(1)
    with mp.workdps(2 * mp.dps + int(x / 2)):
        term = total = mpf(1)
        n = 0
        while term > total * mpf(10) ** (-mp.dps) or n < x:
            n += 1
            term *= x / (a + n)
            total += term
        lower = exp(a * log(x) - x - loggamma(a + 1)) * total
        return lower, 1 - lower


def root(tails, density, probability, low, high):
    """Where the lower tail reaches a probability: bisection, then Newton's method, on the smaller tail."""
    residual = lambda x: (
        tails(x)[0] - probability if probability <= mpf(1) / 2 else (1 - probability) - tails(x)[1]
    )
    digits = mp.dps
    with mp.workdps(25):
        for _ in range(60):
            middle = sqrt(low * high) if low > 0 and high / low > 2 else (low + high) / 2
            low, high = (middle, high) if residual(middle) < 0 else (low, middle)
            if high - low < mpf(10) ** -12 * high:
                break
    x = (low + high) / 2
    with mp.workdps(digits + 10):
        for _ in range(12):
            step = residual(x) / density(x)
            x -= step
            if abs(step) < mpf(10) ** (-digits + 5) * x:
                break
    return x


@formula("special-functions.digamma")
def digamma(x):
    return psi(0, x)


@formula("special-functions.log-beta", digits=450)
def special_log_beta(a, b):
    return log_beta(a, b)


@formula("special-functions.incomplete-beta", digits=40)
def incomplete_beta(a, b, x):
    return beta_tails(a, b, x)[0]


@formula("special-functions.incomplete-beta-complement", digits=40)
def incomplete_beta_complement(a, b, x):
    return beta_tails(a, b, x)[1]


@formula("special-functions.incomplete-beta-inverse", digits=30)
def incomplete_beta_inverse(a, b, p):
    if p in (0, 1):
        return mpf(p)
    density = lambda x: exp((a - 1) * log(x) + (b - 1) * log(1 - x) - log_beta(a, b))
    return root(lambda x: beta_tails(a, b, x), density, p, mpf(10) ** -330, 1 - mpf(10) ** -25)


@formula("special-functions.dawson", digits=60)
def dawson(x):
    with mp.workdps(mp.dps + int(min(abs(x), 40) ** 2)):
        if abs(x) <= 40:
            return sqrt(pi) / 2 * exp(-x * x) * erfi(x)
        term = total = mpf(1)
        for n in range(1, 10000):
            smaller = term * (2 * n - 1) / (2 * x * x)
            if smaller < mpf(10) ** (-mp.dps) or smaller > term:
                break
            term = smaller
            total += term
        return total / (2 * x)


@formula("beta.log-density")
def beta_log_density(x, alpha, beta):
    if x < 0 or x > 1:
        return -inf
    return power_log(alpha - 1, x) + power_log(beta - 1, 1 - x) - log_beta(alpha, beta)


@formula("beta.cdf", digits=40)
def beta_cdf(x, alpha, beta):
    return beta_tails(alpha, beta, min(max(x, mpf(0)), mpf(1)))[0]


@formula("beta.quantile", digits=30)
def beta_quantile(probability, alpha, beta):
    return incomplete_beta_inverse(alpha, beta, probability)


@formula("beta.mean")
def beta_mean(alpha, beta):
    return exp(log_beta(alpha + 1, beta) - log_beta(alpha, beta))


@formula("beta.variance", digits=120)
def beta_variance(alpha, beta):
    return exp(log_beta(alpha + 2, beta) - log_beta(alpha, beta)) - beta_mean(alpha, beta) ** 2


@formula("beta.entropy", digits=45)
def beta_entropy(alpha, beta):
    # E ln X and E ln(1 - X) are the slopes of ln B.
    log_x = slope(lambda a: log_beta(a, beta), alpha)
    log_y = slope(lambda b: log_beta(alpha, b), beta)
    return log_beta(alpha, beta) - (alpha - 1) * log_x - (beta - 1) * log_y


@formula("gamma.log-density")
def gamma_log_density(x, shape, rate):
    if x < 0 or isinf(x):
        return -inf
    return shape * log(rate) + power_log(shape - 1, x) - rate * x - loggamma(shape)


@formula("gamma.cdf", digits=40)
def gamma_cdf(x, shape, rate):
    return gamma_tails(shape, rate * x)[0] if x > 0 else mpf(0)


@formula("gamma.quantile", digits=30)
def gamma_quantile(probability, shape, rate):
    if probability in (0, 1):
        return mpf(0) if probability == 0 else inf
    density = lambda x: exp((shape - 1) * log(x) - x - loggamma(shape))
    return root(lambda x: gamma_tails(shape, x), density, probability, mpf(10) ** -330, shape + 50 * sqrt(shape) + 100) / rate


@formula("gamma.mean")
def gamma_mean(shape, rate):
    return exp(loggamma(shape + 1) - loggamma(shape)) / rate


@formula("gamma.variance", digits=120)
def gamma_variance(shape, rate):
    return (exp(loggamma(shape + 2) - loggamma(shape)) - gamma_mean(shape, mpf(1)) ** 2) / rate**2


@formula("gamma.entropy", digits=45)
def gamma_entropy(shape, rate):
    return shape - log(rate) + loggamma(shape) + (1 - shape) * slope(loggamma, shape)


@formula("kullback-leibler.beta", digits=60)
def kullback_leibler_beta(alpha, beta, otherAlpha, otherBeta):
    # The means of ln X and ln(1 - X) are the slopes of ln B.
    log_x = slope(lambda a: log_beta(a, beta), alpha)
    log_y = slope(lambda b: log_beta(alpha, b), beta)
    return (
        log_beta(otherAlpha, otherBeta) - log_beta(alpha, beta)
        + (alpha - otherAlpha) * log_x + (beta - otherBeta) * log_y
    )


def counted(flips):
    return sum(int(flip) for flip in flips), len(flips)


@formula("beta-bernoulli.posterior", digits=400)
def beta_bernoulli_posterior(flips, alpha, beta):
    ones, n = counted(flips)
    return {"alpha": alpha + ones, "beta": beta + (n - ones)}


@formula("beta-bernoulli.predictive", digits=400)
def beta_bernoulli_predictive(flips, alpha, beta):
    # The evidence of one more 1 over the evidence.
    return _evidence([*flips, 1], alpha, beta) / _evidence(flips, alpha, beta)


@formula("beta-bernoulli.log-evidence")
def beta_bernoulli_log_evidence(flips, alpha, beta):
    return log(_evidence(flips, alpha, beta))


@formula("beta-bernoulli.maximum-likelihood")
def beta_bernoulli_maximum_likelihood(flips):
    ones, n = counted(flips)
    return mpf(ones) / n


@formula("beta-bernoulli.maximum-a-posteriori", digits=400)
def beta_bernoulli_maximum_a_posteriori(flips, alpha, beta):
    # The zero of the log-density's slope, which is linear over pi (1 - pi); an end where there is none inside.
    ones, n = counted(flips)
    up, down = alpha + ones - 1, beta + (n - ones) - 1
    return mpf(0) if up <= 0 < down else mpf(1) if down <= 0 < up else up / (up + down)


@formula("beta-bernoulli.plug-in-predictive", digits=400)
def beta_bernoulli_plug_in_predictive(flips, x):
    ones, n = counted(flips)
    return mpf(ones if x == 1 else n - ones) / n


@formula("beta-bernoulli.prefixes", digits=400)
def beta_bernoulli_prefixes(flips, alpha, beta):
    laws = [beta_bernoulli_posterior(flips[: k + 1], alpha, beta) for k in range(len(flips))]
    return {
        "alpha": [law["alpha"] for law in laws],
        "beta": [law["beta"] for law in laws],
        "predictive": [law["alpha"] / (law["alpha"] + law["beta"]) for law in laws],
    }


def _evidence(flips, alpha, beta):
    # A product of predictives, each an urn with one more ball for every flip.
    evidence = mpf(1)
    ones = zeros = 0
    for flip in flips:
        evidence *= (alpha + ones if flip == 1 else beta + zeros) / (alpha + beta + ones + zeros)
        ones, zeros = (ones + 1, zeros) if flip == 1 else (ones, zeros + 1)
    return evidence


def power_log(power, x):
    if power == 0:
        return mpf(0)
    return power * log(x) if x > 0 else (inf if power < 0 else -inf)


def slope(function, x):
    """The derivative by central differences of order six, with digits for what they cancel."""
    digits = mp.dps
    with mp.workdps(digits + digits // 4 + 20):
        h = x * mpf(10) ** (-digits // 5)
        difference = lambda k: (function(x + k * h) - function(x - k * h)) / (2 * k * h)
        return (15 * difference(1) - 6 * difference(2) + difference(3)) / 10


draw = random.Random(20261126)


def parameter(low=-6, high=6):
    return 10 ** draw.uniform(low, high)


def near_the_law(a, b, reach=8):
    """An x where one tail is small but not too small; now and then anywhere."""
    mean = a / (a + b)
    deviation = math.sqrt(a * b / (a + b + 1)) / (a + b)
    x = mean + draw.uniform(-reach, reach) * deviation
    return x if 1e-300 < x < 1 else draw.choice([draw.random(), 10 ** draw.uniform(-12, 0), 1 - 10 ** draw.uniform(-12, 0)])


rows(
    "special-functions.digamma",
    1e-300, 1e-20, 1e-8, 0.25, 0.5, 0.9616, 1.0, 1.4616321449683622, 1.4616321449683625, 1.4616321449, 1.5, 1.9616,
    1.97, 2.0, 9.99, 10.0, 10.01, 1e5, 1e100, 1e305,
    *(1.4616321449683622 + s * 10 ** -draw.uniform(1, 15) for s in (-1, 1) for _ in range(10)),
    *(draw.uniform(0, 12) for _ in range(60)), *(parameter(-10, 10) for _ in range(40)),
)
rows(
    "special-functions.log-beta",
    (10.0, 990.0), (1e-30, 1.0), (1e-30, 1e300), (1e300, 1e300), (1.0, 1.0), (1.0, 2.0), (0.5, 0.5),
    (1e-6, 1e6), (1e6, 1e6), (1e-6, 1e-6), (9.99, 10.0), (10.0, 10.0), (1.0, 1 + 2.0**-52), (1e10, 1e-10), (1e15, 3.5),
    *((parameter(-10, 10), parameter(-10, 10)) for _ in range(80)), *((parameter(-1, 1), parameter(-1, 1)) for _ in range(60)),
)
TAILS = [
    (0.5, 0.5, 0.25), (1.0, 1.0, 0.25), (2.0, 3.0, 0.0), (2.0, 3.0, 1.0), (1e-6, 1e-6, 0.5), (1e-6, 1.0, 0.1),
    (1e-6, 1e6, 1e-10), (1e-6, 1e6, 2e-5), (1e6, 1e-6, ALMOST_ONE), (1.0, 1e-6, 0.5), (0.01, 5.0, 1e-300), (3.0, 0.5, ALMOST_ONE),
    (0.999, 2.0, 0.3), (5.0, 1e5, 1e-6), (1e5, 5.0, ALMOST_ONE), (50.0, 60.0, 0.01), (1e6, 1e6, 0.5), (1e6, 1e6, 0.501),
    (1e6, 1e6, 0.49), (2e5, 1e6, 0.165), (1e4, 1e4, 0.5001), (1.5, 1e6, 3e-6), (20.0, 20.0, 1e-9),
    *((a, b, near_the_law(a, b)) for a, b in ((parameter(-6, 4), parameter(-6, 4)) for _ in range(150))),
    *((a, b, near_the_law(a, b)) for a, b in ((parameter(-0.3, 1.5), parameter(-0.3, 1.5)) for _ in range(60))),
]
rows("special-functions.incomplete-beta", *TAILS)
rows("special-functions.incomplete-beta-complement", *TAILS)
QUANTILES = [
    (0.5, 0.5, 0.25), (2.0, 3.0, 0.0), (2.0, 3.0, 1.0), (2.0, 3.0, 1e-300), (2.0, 3.0, 0.5), (0.1, 0.2, 0.9), (1.0, 1.0, 0.3),
    (50.0, 3.0, 1e-10), (1e3, 1e3, 0.75), (0.01, 7.0, 0.99), (3.0, 0.05, 0.01), (1e4, 2.0, ALMOST_ONE),
    *((parameter(-0.3, 1.5), parameter(-0.3, 1.5), draw.random()) for _ in range(14)),
]
rows("special-functions.incomplete-beta-inverse", *QUANTILES)
rows(
    "special-functions.dawson",
    0.0, 5e-324, 1e-300, -1e-8, 0.5, 0.9241388730045916, -0.9999, 1.0, 1.5019752682884, 6.4999, 6.5, 7.0, 26.0, 1e3, 1e154, -1e300,
    *(draw.uniform(-8, 8) for _ in range(80)), *(parameter(-5, 5) for _ in range(30)),
)
SHAPES = ((1.0, 1.0), (0.5, 0.5), (2.0, 3.0), (1e-6, 1e-6), (1e6, 1e6), (1e-6, 1e6), (9.999, 10.0), (10.0, 10.0), (3.5, 1e5), (0.1, 40.0))
rows("beta.mean", *SHAPES)
rows("beta.variance", *SHAPES)
rows("beta.entropy", *SHAPES)
rows(
    "beta.log-density",
    (0.25, 2.0, 3.0), (2.0**-20, 0.5, 0.5), (0.0, 0.5, 2.0), (0.0, 1.0, 2.0), (0.0, 1.5, 2.0), (1.0, 2.0, 0.5), (1.0, 2.0, 1.0),
    (1.0, 2.0, 1.5), (-5e-324, 1.0, 1.0), (1.5, 1.0, 1.0), (0.5, 1e6, 1e6), (0.501, 1e6, 1e6), (5e-324, 1e-6, 1e6),
    (ALMOST_ONE, 1e6, 1e-6), (1e-3, 1000.0, 999000.0), (1e-300, 20.0, 20.0), (0.3, 1.0, 1.0),
    *((near_the_law(a, b), a, b) for a, b in ((parameter(-3, 4), parameter(-3, 4)) for _ in range(40))),
)
rows("beta.cdf", *((x, a, b) for a, b, x in TAILS[::6]), (-1.0, 2.0, 3.0), (2.0, 2.0, 3.0))
rows("beta.quantile", *((p, a, b) for a, b, p in QUANTILES))
SHAPES_AND_RATES = ((1.0, 1.0), (0.5, 3.0), (1e-6, 1.0), (1e6, 1e-6), (10.0, 2.0), (9.999, 2.0), (2.5, 1e10), (1e10, 7.0))
rows("gamma.mean", *SHAPES_AND_RATES)
rows("gamma.variance", *SHAPES_AND_RATES)
rows("gamma.entropy", *SHAPES_AND_RATES)


def near_the_gamma(shape, rate):
    return abs(shape + draw.uniform(-8, 8) * math.sqrt(shape)) / rate


rows(
    "gamma.log-density",
    (0.0, 0.5, 2.0), (0.0, 1.0, 2.0), (0.0, 1.5, 2.0), (-1.0, 1.0, 1.0), (1e-300, 1e-6, 1.0), (1e6, 1e6, 1.0), (1.001e6, 1e6, 1.0),
    (5e-324, 3.0, 1.0), (700.0, 2.0, 1.0), (10.0, 10.0, 1.0), (1e-3, 1.0, 1e3),
    *((near_the_gamma(a, r), a, r) for a, r in ((parameter(-3, 5), parameter(-3, 3)) for _ in range(40))),
)
rows(
    "gamma.cdf",
    (0.0, 2.0, 1.0), (-1.0, 2.0, 1.0), (1e-300, 1e-3, 1.0), (0.5, 1e-6, 1.0), (1.0, 1.0, 1.0), (30.0, 3.0, 1.0), (1e4, 1e4, 1.0),
    *((near_the_gamma(a, r), a, r) for a, r in ((parameter(-3, 3), parameter(-3, 3)) for _ in range(40))),
)
rows(
    "gamma.quantile",
    (0.0, 2.0, 1.0), (1.0, 2.0, 1.0), (0.5, 1.0, 2.0), (1e-300, 3.0, 1.0), (ALMOST_ONE, 3.0, 1.0), (0.99, 0.01, 1.0), (0.75, 200.0, 1e-3),
    *((draw.random(), parameter(-0.5, 1.5), parameter(-3, 3)) for _ in range(12)),
)


def near(shape):
    return shape * (1 + draw.choice([-1, 1]) * 10 ** draw.uniform(-12, -1))


rows(
    "kullback-leibler.beta",
    (1.0, 1.0, 1.0, 1.0), (2.0, 3.0, 2.0, 3.0), (1.0, 1.0, 2.0, 1.0), (0.5, 0.5, 1.0, 1.0), (1e-3, 1e-3, 1e3, 1e3), (1e3, 1e3, 1e-3, 1e-3),
    (10.0, 10.0, 9.999, 10.001), (1e6, 1e6, 1e6, 1.000001e6), (1e-6, 1e6, 2e-6, 1e6), (3.0, 5.0, 5.0, 3.0),
    *((a, b, near(a), near(b)) for a, b in ((parameter(-3, 5), parameter(-3, 5)) for _ in range(24))),
    *((parameter(-3, 4), parameter(-3, 4), parameter(-3, 4), parameter(-3, 4)) for _ in range(24)),
)


def coin(length):
    lean = draw.random()
    return [int(draw.random() < lean) for _ in range(length)]


COINS = [
    ([1, 1, 1], 1.0, 1.0), ([0], 1.0, 1.0), ([1], 1e-6, 1e-6), ([0, 1], 1e6, 1e6), ([1, 0, 0, 1], 1e-6, 1e6), ([1, 1, 1, 0], 10.0, 9.999),
    ([1, 1], 1e-300, 1.0), *((coin(draw.randint(1, 60)), parameter(-3, 4), parameter(-3, 4)) for _ in range(12)),
]
for id in ("posterior", "predictive", "log-evidence", "maximum-a-posteriori"):
    rows(f"beta-bernoulli.{id}", *(c for c in COINS if id != "maximum-a-posteriori" or max(c[1] + sum(c[0]), c[2] + len(c[0]) - sum(c[0])) > 1))
rows("beta-bernoulli.prefixes", *COINS[:7])
rows("beta-bernoulli.maximum-likelihood", *((flips,) for flips, _, _ in COINS))
rows("beta-bernoulli.plug-in-predictive", *((flips, float(x)) for flips, _, _ in COINS[:10] for x in (0, 1)))
