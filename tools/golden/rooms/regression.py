"""Regression: least squares and posteriors by the normal equations, solved with 60 digits by elimination."""

from mpmath import mpf, sqrt

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
