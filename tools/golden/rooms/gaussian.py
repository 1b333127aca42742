"""Gaussian: factors by determinants, log-densities by Cramer's rule, conditionals by the precision, divergences by expectations."""

from mpmath import log, mpf, sqrt

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
            return mpf(0)
        if pivot != k:
            a[k], a[pivot], value = a[pivot], a[k], -value
        value *= a[k][k]
        for i in range(k + 1, len(a)):
            ratio = a[i][k] / a[k][k]
            a[i] = [entry - ratio * above for entry, above in zip(a[i], a[k])]
    return mpf(value.numerator) / value.denominator


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
        return _minor(matrix, [*range(j), i], range(j + 1)) / sqrt(leading[0] * leading[1])

    return [[element(i, j) for j in range(len(matrix))] for i in range(len(matrix))]


@formula("cholesky.log-determinant")
def cholesky_log_determinant(matrix):
    return log(determinant(matrix))


@formula("cholesky.solve")
def cholesky_solve(matrix, right):
    return cramer(matrix, right)


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
