"""Numerics: the scalar functions by their definition."""

from mpmath import exp, log

from oracle import formula, rows


@formula("softplus.value", digits=400)
def softplus(x):
    return log(1 + exp(x))


@formula("sigmoid.value", digits=400)
def sigmoid(x):
    return 1 / (1 + exp(-x))


@formula("log-one-plus.value", digits=400)
def log_one_plus(x):
    return log(1 + x)


LOGITS = (0.0, 5e-324, -1e-300, 1e-8, -2.0**-53, 0.5, -30.0, 30.0, -36.75, 36.75, 100.0, -708.5, -745.0, 745.0, 1e308)
rows("softplus.value", *LOGITS, -750.0)
rows("sigmoid.value", *LOGITS, -750.0)
rows(
    "log-one-plus.value",
    0.0, 5e-324, -5e-324, 2.2250738585072014e-308, 1e-16, -(2.0**-53), 2.0**-52, 1e-7, -1e-5, -0.5, 0.41421356237309503,
    1.0, 45.0, -1 + 2.0**-53, -1 + 2.0**-30, 1e308,
)
