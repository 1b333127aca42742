"""What stands between the products of matrices, on data that fill about 1 GiB: dropout, and an autoencoder's bound."""

import torch
import torch.nn.functional as F

from models import bound, code_and_draw
from work import GIB, GPU, Built, Work, normal, relative_error

RATE = 0.5
PIXELS, LATENTS = 784, 20
STANDARD_ERRORS = 5


def within(what, value, expected, deviation):
    if not abs(value - expected) <= STANDARD_ERRORS * deviation:
        raise ValueError(f"{what} is {value}; it must be {expected} within {STANDARD_ERRORS} x {deviation}")


def dropout():
    """A layer forward and backward, its mask stored by torch."""
    n = GIB // 16

    def build(wrap):
        way = wrap(lambda x: F.dropout(x, RATE, training=True))
        x, slope = (1 + torch.rand(n, device=GPU) for _ in range(2))
        x.requires_grad_()

        def call():
            y = way(x)
            return y.detach(), torch.autograd.grad(y, x, slope)[0]

        def check():
            y, gradient = call()
            kept = (y != 0).double()
            scaled = kept / (1 - RATE)
            worst = max(relative_error(y, scaled * x.detach()), relative_error(gradient, scaled * slope))
            within("the share that dropout keeps", kept.mean().item(), 1 - RATE, (RATE * (1 - RATE) / n) ** 0.5)
            return worst

        return Built(call, check)

    return Work("training", "dropout.forward", "dropout of half the numbers, forward and backward", n, build)


def draw_and_bound(code, logits, images):
    mean, log_variance, latent = code_and_draw(code)
    return latent, bound(mean, log_variance, logits, images)


def bound_terms():
    """The draw of a code, its divergence and the log-likelihood of the pixels."""
    count = GIB // (4 * (2 * PIXELS + 3 * LATENTS))

    def build(wrap):
        way = wrap(draw_and_bound)
        data = [normal(count, 2 * LATENTS), normal(count, PIXELS), torch.rand(count, PIXELS, device=GPU)]

        def check():
            latent, terms = way(*data)
            mean, log_variance = data[0].double().chunk(2, -1)
            noise = (latent - mean) / (0.5 * log_variance).exp()
            within("the noise's mean", noise.mean().item(), 0, noise.numel() ** -0.5)
            within("the noise's variance", noise.var().item(), 1, (2 / noise.numel()) ** 0.5)
            part = slice(1000)
            return relative_error(terms[part], draw_and_bound(*[d[part].double() for d in data])[1])

        return Built(lambda: way(*data), check)

    return Work(
        "training", "variational-autoencoder.bound-terms", "reparametrisation, divergence and Bernoulli log-likelihood", count, build)


def works():
    yield dropout()
    yield bound_terms()
