#!/usr/bin/env python3
"""PyTorch on a GPU, at the work of the peers' table: what `throughput` of the same machine is held against.

Usage: torch_gpu.py FILE.csv

Each way is checked against float64 on a part of its own output, then timed: CUDA events around enough calls to fill
20 ms, the median of 11 such times. Where a compiled way differs from the eager one, both stand in the table. Data fills
about 1 GiB, so that no cache holds it.
"""

import csv
import datetime
import math
import statistics
import sys

import torch
import torch.nn.functional as F

GIB = 1 << 30
GPU = torch.device("cuda")
torch.manual_seed(1)


def normal(*shape):
    return torch.randn(*shape, device=GPU)


def elementwise(operation, *make, floats):
    n = GIB // (4 * floats)
    return n, operation, [m(n) for m in make]


def rows_of(operation, width):
    rows = max(1, GIB // (8 * width))
    return rows, operation, [3 * normal(rows, width)]


def normal_log_density(x, mean, deviation):
    return -0.5 * math.log(2 * math.pi) - deviation.log() - 0.5 * ((x - mean) / deviation) ** 2


def log_mass_from_logit(x, logit):
    return -F.softplus(torch.where(x == 1, -logit, logit))


def divergence(mean, log_deviation):
    return 0.5 * ((2 * log_deviation).exp() + mean**2 - 1 - 2 * log_deviation).sum(-1)


def positive(n):
    return normal(n).abs_().add_(0.1)


def spd(n, size):
    a = torch.randn(n, size, size, device=GPU, dtype=torch.float64)
    return a @ a.mT + size * torch.eye(size, device=GPU, dtype=torch.float64)


def cases():
    """(formula, work, items of a call, operation, arguments, whether a float64 call of it is the truth)"""
    n = GIB // 4
    filled = torch.empty(n, device=GPU)
    yield "unit-interval.fill", "uniform numbers", n, lambda: filled.uniform_(), [], False
    yield "box-muller.fill", "normal numbers", n, lambda: filled.normal_(), [], False
    yield "bernoulli.draw", "ones with probability 0.3, else zeros", n, lambda: filled.bernoulli_(0.3), [], False
    del filled
    for formula, work, operation, make in [
        ("sigmoid.value", "logistic function", torch.sigmoid, [normal]),
        ("softplus.value", "softplus", F.softplus, [normal]),
        ("log-one-plus.value", "ln(1 + x)", torch.log1p, [positive]),
        ("special-functions.erfc", "complementary error function", torch.special.erfc, [normal]),
        ("normal.log-density", "log-density of x, mean, standard deviation", normal_log_density, [normal, normal, positive]),
        ("bernoulli.log-mass-from-logit", "log-mass of x and logit", log_mass_from_logit, [lambda n: normal(n).gt(0).float(), normal]),
    ]:
        yield (formula, work, *elementwise(operation, *make, floats=len(make) + 1), True)
    pairs = GIB // (4 * 2 * 64)
    yield "kullback-leibler.to-standard-normal", "mean-field posteriors of 64 dimensions", pairs, divergence, [normal(pairs, 64), normal(pairs, 64)], True
    for width in (1, 10, 64, 1_000, 100_000):
        yield ("log-sum-exp.value", f"rows of {width:,}", *rows_of(lambda x: torch.logsumexp(x, -1), width), True)
        yield ("softmax.probabilities", f"rows of {width:,}", *rows_of(lambda x: torch.softmax(x, -1), width), True)
    matrices = 100_000
    yield "cholesky.factor", "8 x 8 matrices, in double", matrices, torch.linalg.cholesky, [spd(matrices, 8)], False
    points = GIB // (4 * 16)
    yield "bayesian-linear-regression.sufficient-statistics", "X^T X of 16 columns", points, lambda x: x.T @ x, [normal(points, 16)], True
    weights = GIB // 16
    parameter = torch.nn.Parameter(normal(weights))
    parameter.grad = normal(weights)
    adam = torch.optim.Adam([parameter], lr=1e-3, fused=True)
    yield "optimisers.adam", "one step, all state in place, fused", weights, lambda: adam.step(), [], False


def error(operation, arguments, out):
    """The largest error relative to the largest value, of the first 100,000 rows at most."""
    if out.shape[:1] == arguments[0].shape[:1]:
        part = min(arguments[0].shape[0], max(1, 100_000 // max(1, arguments[0][0].numel())))
        arguments, out = [a[:part] for a in arguments], out[:part]
    truth = operation(*[a.double() for a in arguments])
    return ((out.double() - truth).abs().max() / truth.abs().max()).item()


def nanoseconds(call):
    def timed(calls):
        start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        start.record()
        for _ in range(calls):
            call()
        end.record()
        torch.cuda.synchronize()
        return 1e6 * start.elapsed_time(end) / calls

    call()
    calls = max(1, math.ceil(20e6 / timed(1)))
    return statistics.median(timed(calls) for _ in range(11))


def main():
    versions = f"torch {torch.__version__}, {torch.cuda.get_device_name()}"
    date = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    with open(sys.argv[1], "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["id", "work", "how", "items", "nanoseconds", "error", "versions", "date"])
        for formula, work, items, operation, arguments, checked in cases():
            ways = [("eager", operation)] + ([("compiled", torch.compile(operation))] if checked else [])
            for how, way in ways:
                try:
                    worst = error(operation, arguments, way(*arguments)) if checked else ""
                    if checked and not worst < 1e-3:
                        raise ValueError(f"error {worst}")
                    took = nanoseconds(lambda: way(*arguments)) / items
                except Exception as failure:  # a way that fails is named and the others go on
                    print(f"{formula}, {work}, {how}: {str(failure)[:200]}", file=sys.stderr, flush=True)
                    continue
                table.writerow([formula, work, how, items, took, worst, versions, date])
                file.flush()
                print(f"{formula:50} {work:45} {how:9} {took:12.5g} ns", flush=True)
            arguments.clear()
            torch.compiler.reset()


main()
