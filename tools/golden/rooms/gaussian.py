"""Gaussian: factors by determinants, log-densities by Cramer's rule, conditionals by the precision, divergences by expectations."""

from mpmath import e, log, mpf, pi, sqrt

from oracle import formula, rational, rows


def _symmetric(size, element):
    return [[float(element(max(i, j), min(i, j))) for j in range(size)] for i in range(size)]


def determinant(rows):
    """By elimination in rational numbers: exact, whatever the scales."""
    a = [[rational(entry) for entry in row] for row in rows]
    value = rational(1)
    for k in range(len(a)):
        pivot = next((i for i in range(k, len(a)) if a[i][k] != 0), None)
        if pivot is None:
            return rational(0)
        if pivot != k:
            a[k], a[pivot], value = a[pivot], a[k], -value
        value *= a[k][k]
        for i in range(k + 1, len(a)):
            ratio = a[i][k] / a[k][k]
            a[i] = [entry - ratio * above for entry, above in zip(a[i], a[k])]
    return value


def real(fraction):
    return mpf(fraction.numerator) / fraction.denominator


def _minor(a, down, across):
    return determinant([[a[i][j] for j in across] for i in down])


def cramer(a, right):
    """The x of a x = right."""
    whole = determinant(a)
    return [
        determinant([[right[i] if j == k else entry for j, entry in enumerate(row)] for i, row in enumerate(a)]) / whole
        for k in range(len(a))
    ]


@formula("cholesky.factor")
def cholesky_factor(matrix):
    # Gantmacher: with D_j the leading minor of size j, L[i][j] = A(0..j-1, i; 0..j) / sqrt(D_j D_j+1).
    def element(i, j):
        if j > i:
            return 0
        leading = [_minor(matrix, range(k), range(k)) for k in (j, j + 1)]
        return real(_minor(matrix, [*range(j), i], range(j + 1))) / sqrt(real(leading[0] * leading[1]))

    return [[element(i, j) for j in range(len(matrix))] for i in range(len(matrix))]


@formula("cholesky.log-determinant")
def cholesky_log_determinant(matrix):
    return log(real(determinant(matrix)))


@formula("cholesky.solve")
def cholesky_solve(matrix, right):
    return cramer(matrix, right)


def _difference(a, b):
    return [rational(x) - rational(y) for x, y in zip(a, b)]


def _dot(a, b):
    return sum(rational(x) * rational(y) for x, y in zip(a, b))


def _part(rows, down, across):
    return [[rows[i][j] for j in across] for i in down]


def _inverse(a):
    # Symmetric: its rows are its columns.
    return [cramer(a, [int(i == j) for i in range(len(a))]) for j in range(len(a))]


@formula("multivariate-normal.log-density")
def multivariate_normal_log_density(x, mean, covariance):
    d = _difference(x, mean)
    return -real(_dot(d, cramer(covariance, d))) / 2 - log((2 * pi) ** len(x) * real(determinant(covariance))) / 2


@formula("multivariate-normal.entropy")
def multivariate_normal_entropy(covariance):
    return log((2 * pi * e) ** len(covariance) * real(determinant(covariance))) / 2


@formula("multivariate-normal.marginal")
def multivariate_normal_marginal(mean, covariance, indices):
    return {"mean": [mean[i] for i in indices], "covariance": _part(covariance, indices, indices)}


@formula("multivariate-normal.conditional")
def multivariate_normal_conditional(mean, covariance, observed, values):
    # By the precision: its block of the rest is the conditional precision.
    precision = _inverse(covariance)
    rest = [i for i in range(len(mean)) if i not in observed]
    conditional = _inverse(_part(precision, rest, rest))
    pull = [_dot(row, _difference(values, [mean[o] for o in observed])) for row in _part(precision, rest, observed)]
    return {"mean": [rational(mean[i]) - _dot(row, pull) for i, row in zip(rest, conditional)], "covariance": conditional}


@formula("bivariate-normal.log-density")
def bivariate_normal_log_density(x, y, meanX, meanY, varianceX, varianceY, covariance):
    return multivariate_normal_log_density(
        [x, y], [meanX, meanY], [[varianceX, covariance], [covariance, varianceY]])


@formula("bivariate-normal.conditional")
def bivariate_normal_conditional(meanX, meanY, varianceX, varianceY, covariance, y):
    law = multivariate_normal_conditional(
        [meanX, meanY], [[varianceX, covariance], [covariance, varianceY]], [1], [y])
    return {"mean": law["mean"][0], "variance": law["covariance"][0][0]}


@formula("bivariate-normal.marginal")
def bivariate_normal_marginal(meanX, meanY, varianceX, varianceY, covariance):
    return {"mean": meanX, "variance": varianceX}


@formula("kullback-leibler.multivariate-normal")
def kullback_leibler_multivariate_normal(mean, covariance, otherMean, otherCovariance):
    # E_q ln q and E_q ln p, term by term: the expected square under p is tr(P^-1 Q) + d^T P^-1 d.
    precision = _inverse(otherCovariance)
    d = _difference(mean, otherMean)
    expected_square = sum(_dot(p, q) for p, q in zip(precision, covariance)) + _dot(d, [_dot(row, d) for row in precision])
    ratio = determinant(otherCovariance) / determinant(covariance)
    return (real(expected_square - len(mean)) + log(real(ratio))) / 2


HILBERT = _symmetric(6, lambda i, j: 1 / (i + j + 1))
PASCAL = [[1.0, 1.0, 1.0, 1.0], [1.0, 2.0, 3.0, 4.0], [1.0, 3.0, 6.0, 10.0], [1.0, 4.0, 10.0, 20.0]]
NEARLY_SINGULAR = [[1.0, 1 - 2.0**-40], [1 - 2.0**-40, 1.0]]
BADLY_SCALED = [[1e-200, 3e-101, 0.0], [3e-101, 1.0, -2e99], [0.0, -2e99, 1e200]]
RANDOM = [
    [2.5, -0.3, 0.7, 1.1, 0.2], [-0.3, 1.75, -0.9, 0.05, 0.4], [0.7, -0.9, 3.25, -0.6, 0.8], [1.1, 0.05, -0.6, 4.5, -1.3],
    [0.2, 0.4, 0.8, -1.3, 0.9],
]
WALK = _symmetric(8, lambda i, j: j + 1)
MATRICES = ([[2.0]], [[5e-324]], [[1e308]], HILBERT, PASCAL, NEARLY_SINGULAR, BADLY_SCALED, RANDOM, WALK)

# The argument of a rule of one parameter is the matrix itself.
rows("cholesky.factor", *MATRICES)
rows("cholesky.log-determinant", *MATRICES)
rows(
    "cholesky.solve",
    ([[2.0]], [3.0]), ([[1e-300]], [1e-310]), (HILBERT, [1.0, -1.0, 1.0, -1.0, 1.0, -1.0]), (PASCAL, [1.0, 0.0, 0.0, 1e-9]),
    (NEARLY_SINGULAR, [1.0, 1.0]), (NEARLY_SINGULAR, [1.0, -1.0]), (BADLY_SCALED, [1e-100, 1.0, 1e100]),
    (RANDOM, [0.1, -2.0, 3.0, 0.0, 1e6]), (WALK, [8.0, 1.0, 0.0, -3.0, 0.5, 0.25, 0.125, 1e-5]),
)

LAWS = (
    ([1.5], [[0.25]]), ([0.0] * 6, HILBERT), ([1.0, -1.0, 0.5, 0.0], PASCAL), ([1e6, 1e6 + 1], NEARLY_SINGULAR),
    ([1e-100, -1.0, 1e100], BADLY_SCALED), ([0.1, -0.2, 0.3, 0.0, 2.0], RANDOM), ([float(k) for k in range(8)], WALK),
)
rows(
    "multivariate-normal.log-density",
    *((mean, mean, covariance) for mean, covariance in LAWS),
    ([40.0], [0.0], [[1.0]]), ([1e150], [0.0], [[1.0]]), ([1.0, -1.0, 1.0, -1.0, 1.0, -1.0], *LAWS[1]),
    ([1e6 + 1, 1e6], *LAWS[3]), ([1e-99, 2.0, -3e100], *LAWS[4]), ([3.0, -4.0, 5.0, 1e3, -7.0], *LAWS[5]),
    ([0.0, 3.0], [0.0, 0.0], [[5e-324, 0.0], [0.0, 1e308]]), ([1.0, 0.0], [0.0, 0.0], [[4.0, 1.2], [1.2, 1.0]]),
)
rows("multivariate-normal.entropy", *(covariance for _, covariance in LAWS), [[0.05854983152431917]])
rows(
    "multivariate-normal.marginal",
    ([1.5], [[0.25]], [0]), (*LAWS[2], [3, 1]), (*LAWS[4], [2, 0, 1]), (*LAWS[6], [7]),
)
rows(
    "multivariate-normal.conditional",
    (*LAWS[1], [5], [1.0]), (*LAWS[1], [0, 1, 2, 3, 4], [1.0, -1.0, 1.0, -1.0, 1.0]), (*LAWS[2], [3, 0], [4.0, -1.0]),
    (*LAWS[3], [0], [1e6 + 3]), (*LAWS[4], [1], [0.25]), (*LAWS[4], [2, 0], [1e101, 0.0]), (*LAWS[5], [4, 0, 2], [1.0, 2.0, 3.0]),
    (*LAWS[6], [3], [-2.5]), (*LAWS[6], [6, 1], [0.0, 40.0]),
)
PAIRS = (
    (0.0, 0.0, 4.0, 1.0, 1.2), (0.0, 0.0, 1.0, 1.0, 1 - 2.0**-53), (1.0, -2.0, 1e-300, 1e300, -0.5),
    (3.0, 5.0, 0.25, 9.0, 0.0), (-1e8, 1e8, 1e-8, 1e8, 0.999), (0.1, 0.2, 0.3, 0.7, -0.4), (0.0, 0.0, 1e-160, 1e-170, 1e-166),
)
rows("bivariate-normal.conditional", *((*pair, y) for pair in PAIRS for y in (1.0, -3.5e7)))
rows("bivariate-normal.marginal", *PAIRS)
rows("bivariate-normal.log-density", *((x, y, *pair) for pair in PAIRS for x, y in ((1.0, -0.5), (2e3, 1e3))))
IDENTITY = [[1.0, 0.0], [0.0, 1.0]]
rows(
    "kullback-leibler.multivariate-normal",
    *((mean, covariance, mean, covariance) for mean, covariance in LAWS),
    ([0.0], [[1.0]], [1.0], [[4.0]]), ([0.0, 0.0], IDENTITY, [1e-9, 0.0], [[1.0, 1e-9], [1e-9, 1 + 1e-9]]),
    ([0.0, 0.0], IDENTITY, [0.0, 0.0], [[1.0, 1e-6], [1e-6, 1.0]]), ([0.0, 0.0], NEARLY_SINGULAR, [1.0, 0.0], IDENTITY),
    ([0.0, 0.0], IDENTITY, [1.0, 0.0], NEARLY_SINGULAR), ([0.0] * 6, HILBERT, [1.0] * 6, _symmetric(6, lambda i, j: j + 1)),
    ([0.0, 0.0], [[1e-300, 0.0], [0.0, 1e300]], [0.0, 0.0], IDENTITY), ([1e150, 0.0], IDENTITY, [0.0, 0.0], IDENTITY),
    ([0.1, -0.2, 0.3, 0.0, 2.0], RANDOM, [0.0] * 5, _symmetric(5, lambda i, j: j + 1)),
)
