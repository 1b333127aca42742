"""Networks: softmax by its quotient, the pre-activation's moments by quadrature over each weight's noise."""

from mpmath import exp, log, mpf, sqrt

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
