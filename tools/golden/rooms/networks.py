"""Networks: softmax by its quotient, a pre-activation's moments by quadrature over each weight's noise or by its two values, the
log-uniform divergence by quadrature of ln |w|."""

from fractions import Fraction

from mpmath import euler, exp, log, mp, mpf, pi, quad, sqrt

from oracle import formula, gaussian_expectation, rational, rows
from rooms.inference import LOGIT_VECTORS
from rooms.random import lattice


@formula("softmax.probabilities", digits=400)
def softmax(logits):
    exponentials = [exp(logit) for logit in logits]
    total = sum(exponentials)
    return [value / total for value in exponentials]


@formula("softmax.cross-entropy", digits=400)
def cross_entropy(logits, label):
    return -log(softmax(logits)[label])


@formula("local-reparameterization.preactivation-moments")
def preactivation_moments(input, weightMean, logAlpha):
    """Weights w_i ~ N(weightMean_i, alpha_i weightMean_i^2), independent; the pre-activation is sum_i input_i w_i."""
    variance = mpf(0)
    for x, centre, log_alpha in zip(input, weightMean, logAlpha, strict=True):
        deviation = sqrt(exp(log_alpha)) * abs(centre)
        variance += gaussian_expectation(lambda z: [(x * deviation * z) ** 2])[0]
    # The mean is rational in its arguments and can be an exact tie between two doubles: no rounding on the way.
    mean = sum(rational(x) * rational(centre) for x, centre in zip(input, weightMean))
    return {"mean": mean, "variance": variance}


@formula("drop-connect.preactivation-moments")
def drop_connect_moments(input, weight, dropRate):
    """A weight is 0 or itself; means and squared deviations over both, as fractions: the mean can be an exact tie."""
    return two_point_moments(input, weight, rational(dropRate), Fraction(1))


@formula("dropout.preactivation-moments")
def dropout_moments(input, weight, dropRate):
    """An input is 0 or divided by 1 - dropRate."""
    rate = rational(dropRate)
    return two_point_moments(input, weight, rate, 1 / (1 - rate))


def two_point_moments(input, weight, rate, scale):
    mean, variance = Fraction(0), Fraction(0)
    for x, w in zip(input, weight, strict=True):
        kept = scale * rational(x) * rational(w)
        centre = (1 - rate) * kept
        mean += centre
        variance += (1 - rate) * (kept - centre) ** 2 + rate * centre**2
    return {"mean": mean, "variance": variance}


@formula("sparse-variational-dropout.negative-kl", digits=400)
def negative_kl(logAlpha):
    k1, k2, k3 = mpf("0.63576"), mpf("1.87320"), mpf("1.48695")
    return k1 / (1 + exp(-(k2 + k3 * logAlpha))) - log(1 + exp(-logAlpha)) / 2 - k1


@formula("sparse-variational-dropout.exact-negative-kl", digits=60)
def exact_negative_kl(logAlpha):
    """Minus KL(N(1, alpha) || 1 / |w|) = ln(alpha) / 2 - E ln |w|, less what it is at alpha = infinity, -E ln |z|."""
    deviation = exp(logAlpha / 2)
    reach = int(sqrt(2 * log(10) * mp.dps)) + 2
    places = sorted({mpf(0)} | {1 + 2 * k * deviation for k in range(-reach // 2, reach // 2 + 1)})
    expectation = quad(
        lambda w: log(abs(w)) * exp(-(((w - 1) / deviation) ** 2) / 2) if w else mpf(0), places
    ) / (deviation * sqrt(2 * pi))
    return logAlpha / 2 - expectation - (euler + log(2)) / 2


@formula("sparse-variational-dropout.exact-negative-kl-derivative")
def exact_negative_kl_derivative(logAlpha):
    """u D(u), Dawson's integral by quadrature of its definition."""
    u = exp(-logAlpha / 2) / sqrt(2)
    return u * quad(lambda t: exp(t * t - u * u), [u * k / 8 for k in range(9)])


# Both sides of where either program changes its series (-4.44, -3.91), the clipping's ends and the worst of the approximation.
LOG_ALPHAS = (-12.0, -8.0, -5.0, -4.5, -4.375, -4.0, -3.875, -3.5, -2.0, -1.0, 0.0, 0.5, 1.0, 3.0, 8.0, 20.0)
MASKED = (
    ([1.0], [1.0], 0.5), ([0.0], [3.0], 0.25), ([2.0], [-1.5], 0.0), ([1.0], [3.0], 1.0 - 2.0**-24), ([1.0, 1.0], [1.0, -1.0], 0.125),
    ([1e16, 1.0, -1e16], [1.0, 1.0, 1.0], 0.5), ([1e-160, 1.0], [1e-150, 1.0], 0.0078125),
    (lattice(17, 46, 2.0**-14), lattice(17, 47, 2.0**-15), 0.375), (lattice(784, 48, 2.0**-15), lattice(784, 49, 2.0**-16), 0.9),
)

rows("softmax.probabilities", *LOGIT_VECTORS)
LABELS = (0, 0, 1, 0, 0, 1, 0, 1, 2, 1, 0, 2, 16, 57, 783)
rows("softmax.cross-entropy", *zip(LOGIT_VECTORS, LABELS, strict=True), ([-745.0, 745.0], 0), ([30.0, -30.0], 1))
rows(
    "local-reparameterization.preactivation-moments",
    ([1.0], [1.0], [0.0]), ([0.0], [3.0], [1.0]), ([2.0], [0.0], [5.0]), ([1.0], [-1.0], [-745.0]), ([1.0], [0.5], [700.0]),
    ([1e-160, 1.0], [1e-150, 1.0], [0.0, -30.0]), ([1e16, 1.0], [1.0, -1.0], [-80.0, 30.0]),
    # The mean cancels down to one small term.
    ([1e16, 1.0, -1e16], [1.0, 1.0, 1.0], [-8.0, 0.0, -8.0]), ([1.0, 1.0], [1.0, -1.0], [2.0**-40, -(2.0**-40)]),
    (lattice(17, 40, 2.0**-14), lattice(17, 41, 2.0**-15), lattice(17, 42, 2.0**-12)),
    ([abs(x) for x in lattice(784, 43, 2.0**-15)], lattice(784, 44, 2.0**-16), [x - 3 for x in lattice(784, 45, 2.0**-13)]),
)
rows("drop-connect.preactivation-moments", *MASKED)
rows("dropout.preactivation-moments", *MASKED)
rows("sparse-variational-dropout.negative-kl", *LOG_ALPHAS, -1e4, -80.0, 80.0)
rows("sparse-variational-dropout.exact-negative-kl", *LOG_ALPHAS)
rows("sparse-variational-dropout.exact-negative-kl-derivative", *LOG_ALPHAS, -20.0, 30.0)
