"""Statistics: sample moments in exact rational arithmetic, by their pairwise form."""

from fractions import Fraction

from oracle import formula, rational, rows
from rooms.random import lattice


@formula("sample.mean")
def sample_mean(sample):
    return sum(rational(value) for value in sample) / len(sample)


@formula("sample.variance")
def sample_variance(sample):
    return sample_covariance(sample, sample)


@formula("sample.covariance")
def sample_covariance(x, y):
    # The mean over all pairs of (x_i - x_j)(y_i - y_j) / 2: no mean is taken, so nothing cancels.
    x, y, n = [rational(value) for value in x], [rational(value) for value in y], len(x)
    pairs = ((x[i] - x[j]) * (y[i] - y[j]) for i in range(n) for j in range(i))
    return sum(pairs, Fraction(0)) / (n * (n - 1))


def ramp(count, offset, step):
    return [offset + step * i for i in range(count)]


# A constant, far offsets, neighbours, the ends of the range, lengths 2, 17, 100 and 784.
SAMPLES = (
    [0.1, 0.1], [1.0, 1 + 2.0**-52], [1e8, 1e8 + 1], [1e16, 1.0, -1e16], [5e-324, 0.0], [1e-160, -1e-160, 3e-160],
    [1e153, -1e153, 5e152], [1e8 + 4, 1e8 + 7, 1e8 + 13, 1e8 + 16], ramp(17, 1e15, 0.125), ramp(100, -2.0**40, 2.0**-12),
    lattice(17, 30, 2.0**-14), [x + 1e8 for x in lattice(100, 31, 2.0**-20)], lattice(784, 32, 2.0**-14),
)
PARTNERS = (
    [0.5, -3.0], [1 + 2.0**-52, 1.0], [1e8 + 1, 1e8], [1.0, 1e16, 1.0], [1e300, 0.0], [1e160, 1e-160, 2.0],
    [-1.0, 1.0, -0.5], [1e8 - 7, 1e8 + 13, 1e8 - 4, 1e8 + 1], ramp(17, 1.0, -(2.0**-20)), lattice(100, 33, 2.0**-10),
    lattice(17, 34, 2.0**-14), [x - 1e8 for x in lattice(100, 35, 2.0**-20)], lattice(784, 36, 2.0**-14),
)
rows("sample.mean", [0.1], [-1e308], *SAMPLES)
rows("sample.variance", *SAMPLES)
rows("sample.covariance", *zip(SAMPLES, PARTNERS, strict=True))
