"""The work of single kernels, on data that fill about 1 GiB, so that no cache holds them."""

import math

import torch
import torch.nn.functional as F

from work import GIB, GPU, Built, Work, normal, relative_error

CHECKED_NUMBERS = 100_000


def normal_log_density(x, mean, deviation):
    return -0.5 * math.log(2 * math.pi) - deviation.log() - 0.5 * ((x - mean) / deviation) ** 2


def log_mass_from_logit(x, logit):
    return -F.softplus(torch.where(x == 1, -logit, logit))


def divergence(mean, log_deviation):
    return 0.5 * ((2 * log_deviation).exp() + mean**2 - 1 - 2 * log_deviation).sum(-1)


def log_sum_exp(x):
    return torch.logsumexp(x, -1)


def softmax(x):
    return torch.softmax(x, -1)


def gram(x):
    return x.T @ x


def positive(n):
    return normal(n).abs_().add_(0.1)


def ones_and_zeros(n):
    return normal(n).gt(0).float()


def spd(n, size):
    a = torch.randn(n, size, size, device=GPU, dtype=torch.float64)
    return a @ a.mT + size * torch.eye(size, device=GPU, dtype=torch.float64)


def error(operation, arguments, answer):
    """Against float64, of the first 100,000 numbers' rows at most."""
    if answer.shape[:1] == arguments[0].shape[:1]:
        part = min(arguments[0].shape[0], max(1, CHECKED_NUMBERS // max(1, arguments[0][0].numel())))
        arguments, answer = [a[:part] for a in arguments], answer[:part]
    return relative_error(answer, operation(*[a.double() for a in arguments]))


def function(formula, text, items, operation, make):
    """A function of tensors, whose float64 call is the truth."""

    def build(wrap):
        arguments, way = make(), wrap(operation)
        return Built(lambda: way(*arguments), lambda: error(operation, arguments, way(*arguments)))

    return Work("kernels", formula, text, items, build)


def elementwise(formula, text, operation, *make):
    n = GIB // (4 * (len(make) + 1))
    return function(formula, text, n, operation, lambda: [m(n) for m in make])


def by_rows(formula, operation, width):
    rows = max(1, GIB // (8 * width))
    return function(formula, f"rows of {width:,}", rows, operation, lambda: [3 * normal(rows, width)])


def draws(formula, text, fill):
    n = GIB // 4

    def build(_):
        filled = torch.empty(n, device=GPU)
        return Built(lambda: fill(filled))

    return Work("kernels", formula, text, n, build, is_compiled=False)


def cholesky(matrices, size):
    def build(_):
        a = spd(matrices, size)
        return Built(lambda: torch.linalg.cholesky(a))

    return Work("kernels", "cholesky.factor", f"{size} x {size} matrices, in double", matrices, build, is_compiled=False)


def adam():
    weights = GIB // 16

    def build(_):
        parameter = torch.nn.Parameter(normal(weights))
        parameter.grad = normal(weights)
        return Built(torch.optim.Adam([parameter], lr=1e-3, fused=True).step)

    return Work("kernels", "optimisers.adam", "one step, all state in place, fused", weights, build, is_compiled=False)


def works():
    yield draws("unit-interval.fill", "uniform numbers", torch.Tensor.uniform_)
    yield draws("box-muller.fill", "normal numbers", torch.Tensor.normal_)
    yield draws("bernoulli.draw", "ones with probability 0.3, else zeros", lambda x: x.bernoulli_(0.3))
    yield elementwise("sigmoid.value", "logistic function", torch.sigmoid, normal)
    yield elementwise("softplus.value", "softplus", F.softplus, normal)
    yield elementwise("log-one-plus.value", "ln(1 + x)", torch.log1p, positive)
    yield elementwise("special-functions.erfc", "complementary error function", torch.special.erfc, normal)
    yield elementwise(
        "normal.log-density", "log-density of x, mean, standard deviation", normal_log_density, normal, normal, positive)
    yield elementwise(
        "bernoulli.log-mass-from-logit", "log-mass of x and logit", log_mass_from_logit, ones_and_zeros, normal)
    pairs = GIB // (4 * 2 * 64)
    yield function(
        "kullback-leibler.to-standard-normal", "mean-field posteriors of 64 dimensions", pairs, divergence,
        lambda: [normal(pairs, 64), normal(pairs, 64)])
    for width in (1, 10, 64, 1_000, 100_000):
        yield by_rows("log-sum-exp.value", log_sum_exp, width)
        yield by_rows("softmax.probabilities", softmax, width)
    yield cholesky(100_000, 8)
    points = GIB // (4 * 16)
    yield function(
        "bayesian-linear-regression.sufficient-statistics", "X^T X of 16 columns", points, gram, lambda: [normal(points, 16)])
    yield adam()
