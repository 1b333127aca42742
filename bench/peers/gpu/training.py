"""Gradients and steps of training, at the sizes of LeNet-300-100 and of an autoencoder with twenty latent numbers."""

import copy
import math

import torch

from models import Autoencoder, Classifier, Gaussian, Sparse
from work import GPU, Built, Work

DATA, PIXELS, CLASSES = 1024, 784, 10
DRAWS = 200
STANDARD_ERRORS = 5  # one difference in two million is larger


def along(model, loss, data):
    """Mean of the gradient's sum along one fixed direction over fresh noise, and the mean's variance."""
    generator = torch.Generator(GPU).manual_seed(3)
    directions = [torch.rand(p.shape, generator=generator, device=GPU) - 0.5 for p in model.parameters()]
    sums = []
    for _ in range(DRAWS):
        backward(model, loss, data)
        sums.append(sum((d * p.grad).sum() for d, p in zip(directions, model.parameters())).double())
    sums = torch.stack(sums)
    return sums.mean().item(), sums.var().item() / DRAWS


def check_gradient(model, loss, data):
    """A way's gradient in float and the eager one in double have one mean; theirs along a direction differ by chance only."""
    double = copy.deepcopy(model).double()
    truth, its_variance = along(double, double, [d.double() if d.is_floating_point() else d for d in data])
    mean, variance = along(model, loss, data)
    if not abs(mean - truth) <= STANDARD_ERRORS * math.sqrt(variance + its_variance):
        raise ValueError(f"a gradient along a direction is {mean}; in double it is {truth}")


def backward(model, loss, data):
    torch.compiler.cudagraph_mark_step_begin()
    model.zero_grad(set_to_none=True)
    loss(*data).backward()


def gradient(formula, text, batch, make, columns):
    """A batch through a model to the gradient of its loss."""

    def build(wrap):
        model = make().to(GPU)
        loss, data = wrap(model), columns(batch)
        return Built(lambda: backward(model, loss, data), lambda: check_gradient(model, loss, data))

    return Work("training", formula, text, batch, build, is_launch_bound=True)


def update(formula, text, batch, make, columns):
    """A step of training: a minibatch drawn with replacement, the gradient, Adam."""

    def build(wrap):
        model = make().to(GPU)
        loss, data = wrap(model), columns(DATA)
        adam = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True, capturable=True)

        def step():
            places = torch.randint(0, DATA, (batch,), device=GPU)
            backward(model, loss, [column.index_select(0, places) for column in data])
            adam.step()

        def check():
            check_gradient(model, loss, [column[:batch] for column in data])
            before = [p.detach().clone() for p in model.parameters()]
            step()
            # Adam's first step moves every parameter by the rate, as far as it has a gradient that is no rounding.
            moved = torch.cat([(p - b).abs().flatten() for p, b in zip(model.parameters(), before)])
            if not (moved.max() <= 1.01e-3 and moved.median() >= 0.9e-3):
                raise ValueError(f"a first step moves the parameters by {moved.median()}, at most {moved.max()}; not by the rate")

        return Built(step, check)

    return Work("training", formula, text, batch, build, is_launch_bound=True)


def examples(count):
    generator = torch.Generator(GPU).manual_seed(5)
    labels = torch.randint(0, CLASSES, (count,), generator=generator, device=GPU)
    return [torch.rand(count, PIXELS, generator=generator, device=GPU), labels]


def images(count):
    return examples(count)[:1]


def works():
    yield gradient(
        "classifier-network.loss-gradient", "local 300, relu, local 100, relu, local 10: loss, divergence and gradient", 128,
        lambda: Classifier(Gaussian, (PIXELS, 300, 100, CLASSES), DATA), examples)
    yield update(
        "classifier-network.update", "sparse 300, relu, sparse 100, relu, sparse 10: a step of training", 100,
        lambda: Classifier(Sparse, (PIXELS, 300, 100, CLASSES), DATA), examples)
    yield update(
        "variational-autoencoder.gradient", "784-500-(20, 20)-500-784, tanh: a step of training", 100,
        lambda: Autoencoder(PIXELS, 500, 20), images)
