"""Regression: least squares and posteriors by the normal equations, solved with 60 digits by elimination."""

from mpmath import inf, log, mpf, pi, sqrt

from oracle import formula, rows


def inverse(a):
    """By Gauss and Jordan, with pivoting; the digits are there."""
    n = len(a)
    work = [list(row) + [mpf(i == j) for j in range(n)] for i, row in enumerate(a)]
    for k in range(n):
        pivot = max(range(k, n), key=lambda i: abs(work[i][k]))
        work[k], work[pivot] = work[pivot], work[k]
        work[k] = [entry / work[k][k] for entry in work[k]]
        for i in range(n):
            if i != k:
                work[i] = [entry - work[i][k] * other for entry, other in zip(work[i], work[k])]
    return [row[n:] for row in work]


def determinant(a):
    work, value = [list(row) for row in a], mpf(1)
    for k in range(len(work)):
        pivot = max(range(k, len(work)), key=lambda i: abs(work[i][k]))
        if pivot != k:
            work[k], work[pivot], value = work[pivot], work[k], -value
        value *= work[k][k]
        for i in range(k + 1, len(work)):
            factor = work[i][k] / work[k][k]
            work[i] = [entry - factor * other for entry, other in zip(work[i], work[k])]
    return value


def dot(a, b):
    return sum((x * y for x, y in zip(a, b)), mpf(0))


def times(a, vector):
    return [dot(row, vector) for row in a]


def transposed(a):
    return [list(column) for column in zip(*a)]


def gram(a):
    columns = transposed(a)
    return [[dot(p, q) for q in columns] for p in columns]


@formula("householder-qr.solve", digits=120)
def solve(matrix, right):
    return times(inverse(gram(matrix)), times(transposed(matrix), right))


@formula("householder-qr.factor", digits=120)
def factor(matrix):
    """Gram and Schmidt: with 120 digits the orthogonality that it loses is not missed."""
    q, r = [], []
    for column in transposed(matrix):
        along = [dot(axis, column) for axis in q]
        rest = [entry - dot(along, [axis[i] for axis in q]) for i, entry in enumerate(column)]
        norm = sqrt(dot(rest, rest))
        q.append([entry / norm for entry in rest])
        r.append(along + [norm])
    n = len(r)
    return {"q": transposed(q), "r": [[r[j][i] if i <= j else mpf(0) for j in range(n)] for i in range(n)]}


@formula("bayesian-linear-regression.sufficient-statistics")
def sufficient_statistics(x, y):
    return {"gram": gram(x), "moment": times(transposed(x), y)}


def flat_or(variance):
    return mpf(0) if variance == inf else 1 / variance


@formula("bayesian-linear-regression.posterior", digits=120)
def posterior(x, y, noiseVariance, priorMean, priorVariance):
    prior = [[flat_or(priorVariance) * (i == j) for j in range(len(priorMean))] for i in range(len(priorMean))]
    return conditioned(priorMean, prior, x, y, noiseVariance)


@formula("bayesian-linear-regression.update", digits=120)
def update(mean, covariance, x, y, noiseVariance):
    return conditioned(mean, inverse(covariance), x, y, noiseVariance)


def conditioned(mean, precision, x, y, noiseVariance):
    """Precisions add up, and so do precisions times means."""
    after = [[p + g / noiseVariance for p, g in zip(*pair)] for pair in zip(precision, gram(x))]
    moment = [p + m / noiseVariance for p, m in zip(times(precision, mean), times(transposed(x), y))]
    covariance = inverse(after)
    return {"mean": times(covariance, moment), "covariance": covariance}


@formula("bayesian-linear-regression.predictive", digits=120)
def predictive(x, y, noiseVariance, priorMean, priorVariance, xNew):
    law = posterior(x, y, noiseVariance, priorMean, priorVariance)
    return {"mean": dot(law["mean"], xNew), "variance": noiseVariance + dot(xNew, times(law["covariance"], xNew))}


@formula("bayesian-linear-regression.log-evidence", digits=120)
def log_evidence(x, y, noiseVariance, priorMean, priorVariance):
    """The density of all data at once, N dimensions."""
    if priorVariance == inf:
        return -inf
    covariance = [
        [priorVariance * dot(row, other) + noiseVariance * (n == m) for m, other in enumerate(x)] for n, row in enumerate(x)
    ]
    rest = [target - dot(row, priorMean) for row, target in zip(x, y)]
    square = dot(rest, times(inverse(covariance), rest))
    return -(len(y) * log(2 * pi) + log(determinant(covariance)) + square) / 2


@formula("bayesian-linear-regression.elbo", digits=120)
def elbo(x, y, noiseVariance, priorMean, priorVariance, variationalMean, variationalCovariance):
    """The evidence less the divergence from the posterior."""
    law = posterior(x, y, noiseVariance, priorMean, priorVariance)
    precision = inverse(law["covariance"])
    shift = [m - p for m, p in zip(variationalMean, law["mean"])]
    trace = sum((dot(p, s) for p, s in zip(precision, transposed(variationalCovariance))), mpf(0))
    ratio = determinant(law["covariance"]) / determinant(variationalCovariance)
    divergence = (trace + dot(shift, times(precision, shift)) - len(shift) + log(ratio)) / 2
    return log_evidence(x, y, noiseVariance, priorMean, priorVariance) - divergence


VANDERMONDE = [[float(x) ** k for k in range(6)] for x in range(21)]
HILBERT = [[1.0 / (i + j + 1) for j in range(4)] for i in range(6)]
TALL = [[1.5, -2.25, 0.125], [3.0, 0.5, 1e-3], [-0.75, 4.0, 2.0], [0.1, 0.2, 0.3], [2.0, -1.0, 7.0]]

rows(
    "householder-qr.solve",
    ([[2.0]], [3.0]),
    ([[3.0], [4.0]], [1.0, 2.0]),
    (TALL, [1.0, -2.0, 3.0, -4.0, 5.0]),
    ([[1e200, 1.0], [2e200, -1.0], [1e200, 4.0]], [1e-100, 2e-100, 4e-100]),
    ([[1e-160, 1e160], [3e-160, 2e160], [-1e-160, 5e159]], [1.0, 2.0, 0.25]),
    ([[1.0, 1.0], [1.0, 1.0 + 2.0**-20], [1.0, 1.0 - 2.0**-21]], [2.0, 2.0, 3.0]),
    (HILBERT, [1.0, 0.0, -1.0, 2.0, 0.5, 1.0]),
    (VANDERMONDE, [sum(row) for row in VANDERMONDE]),
)
rows(
    "householder-qr.factor",
    [[-2.0]],
    [[3.0], [4.0]],
    TALL,
    [[1e200, 1.0], [2e200, -1.0], [1e200, 4.0]],
    [[1e-160, 1e160], [3e-160, 2e160], [-1e-160, 5e159]],
    [[1.0, 1.0], [1.0, 1.0 + 2.0**-20], [1.0, 1.0 - 2.0**-21]],
    HILBERT,
)

DECK = ([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]], [1.0, 2.0, 2.0], 0.25, [0.0, 0.0], 2.0)
WIDE = ([[0.5, -1.5, 2.0]], [1.25], 0.5, [0.0, 1.0, -1.0], 3.0)
SHARP = ([[1.0, 0.5], [-0.25, 2.0], [3.0, 1.0]], [1.0, -2.0, 0.5], 1e-8, [0.5, 0.5], 1e8)
VAGUE = ([[1.0, 0.5], [-0.25, 2.0], [3.0, 1.0]], [1.0, -2.0, 0.5], 1e8, [0.5, 0.5], 1e-8)
SIZES = ([[1e-6, 1e6], [2e-6, -1e6], [-1e-6, 5e5], [3e-6, 0.0]], [1.0, 2.0, -1.0, 0.25], 0.1, [1e5, -1e-6], 1e10)
CLOSE = ([[1.0, 1.0 + 2.0**-10], [1.0, 1.0 - 2.0**-10], [2.0, 2.0]], [1.0, 2.0, 3.0], 0.01, [0.0, 0.0], 100.0)
FLAT = (TALL, [1.0, -2.0, 3.0, -4.0, 5.0], 0.75, [1.0, 2.0, 3.0], float("inf"))
MODELS = (DECK, WIDE, SHARP, VAGUE, SIZES, CLOSE)
DOUBT = [[2.0, 0.5], [0.5, 1.0]]

rows(
    "bayesian-linear-regression.sufficient-statistics",
    DECK[:2],
    SIZES[:2],
    ([[1e8, 1.0], [-1e8, 1.0], [1.0, 1e-8]], [1.0, 1.0, 1e-8]),
)
rows("bayesian-linear-regression.posterior", *MODELS, FLAT)
rows(
    "bayesian-linear-regression.update",
    *(([0.5, -0.5], DOUBT, *model[:3]) for model in (DECK, SHARP, VAGUE, CLOSE)),
    ([1.0, 2.0], [[1.0, 0.999], [0.999, 1.0]], [[1.0, -1.0]], [0.5], 1e-3),
)
rows(
    "bayesian-linear-regression.predictive",
    (*DECK, [1.0, 1.0]),
    (*DECK, [1.0, 10.0]),
    (*WIDE, [1.0, 0.0, 1e3]),
    (*SHARP, [1.0, -1.0]),
    (*VAGUE, [1e4, -1e4]),
    (*CLOSE, [1.0, -1.0]),
    (*FLAT, [1.0, 1.0, 1.0]),
)
rows("bayesian-linear-regression.log-evidence", *MODELS, FLAT)
rows(
    "bayesian-linear-regression.elbo",
    *((*model, [0.5, -0.5], DOUBT) for model in (DECK, SHARP, VAGUE, CLOSE)),
    (*DECK, [1.0868, 0.5345], [[0.1826, -0.1069], [-0.1069, 0.1114]]),
    (*WIDE, [0.0, 0.0, 0.0], [[1.0, 0.0, 0.0], [0.0, 1e-6, 0.0], [0.0, 0.0, 1e6]]),
)
