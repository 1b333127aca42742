"""The self-check: every quadrature of the estimators' moments against its closed form, and the identities of the rest.

The closed forms are transcribed here and nowhere used for a value, so a slip in either route stops the script.
"""

from mpmath import cos, exp, mp, mpf, sin, sqrt

import oracle
from rooms import gradients, inference

TOLERANCE = mpf(10) ** -50


def close(what, left, right, tolerance=TOLERANCE, size=0):
    if abs(left - right) > tolerance * max(abs(left), abs(right), size):
        raise ArithmeticError(f"{what}: {mp.nstr(left, 25)} and {mp.nstr(right, 25)}")


def quadratic(k, mean, s):
    d2, s2 = (mean - k) ** 2, s * s
    return {
        "gradient": [2 * (mean - k), 2 * s],
        "score-function": [d2**2 / s2 + 14 * d2 + 15 * s2, 2 * d2**2 / s2 + 60 * d2 + 74 * s2],
        "pathwise": [4 * s2, 4 * d2 + 8 * s2],
        "mean-baseline": [8 * d2 + 10 * s2, 40 * d2 + 56 * s2],
        "variance": 4 * d2 * s2 + 2 * s2**2,
    }


def cosine(k, mean, s):
    a, c, c2, q = k * s, cos(k * mean), cos(2 * k * mean), exp(-((k * s) ** 2) / 2)
    e2 = q**4
    g = [-k * q * sin(k * mean), -k * k * s * q * c]
    score = [
        (1 + (1 - 4 * a**2) * e2 * c2) / (2 * s**2) - g[0] ** 2,
        (2 + (16 * a**4 - 16 * a**2 + 2) * e2 * c2) / (2 * s**2) - g[1] ** 2,
    ]
    baselines = [(1 - a**2) * q * c, (a**4 - 4 * a**2 + 2) * q * c]
    return {
        "gradient": g,
        "score-function": score,
        "pathwise": [
            k**2 / 2 * (1 - q**2) * (1 + q**2 * c2),
            k**2 / 2 * (1 - (1 - 4 * a**2) * e2 * c2) - g[1] ** 2,
        ],
        "mean-baseline": _with_baseline(score, q * c, baselines, s),
        "variance": (1 + e2 * c2) / 2 - (q * c) ** 2,
    }


def exponential(k, mean, s):
    def tilt(c):
        t = 1 + 2 * c * s * s
        return exp(-c * mean**2 / t) / sqrt(t), mean / t, s * s / t

    def q(d, v):
        return (d**4 + 6 * d**2 * v + 3 * v**2) / s**4 - 2 * (d**2 + v) / s**2 + 1

    (z1, m1, v1), (z2, m, v) = tilt(k), tilt(2 * k)
    d, t = m - mean, 1 + 2 * k * s * s
    g = [-2 * k * m1 * z1, z1 * (-2 * k * s / t + 4 * k**2 * mean**2 * s / t**2)]
    score = [z2 * (d**2 + v) / s**4 - g[0] ** 2, z2 * q(d, v) / s**2 - g[1] ** 2]
    mixed = m**2 * d**2 + v * (m**2 + d**2 + 4 * m * d) + 3 * v**2
    return {
        "gradient": g,
        "score-function": score,
        "pathwise": [4 * k**2 * z2 * (m**2 + v) - g[0] ** 2, 4 * k**2 * z2 * mixed / s**2 - g[1] ** 2],
        "mean-baseline": _with_baseline(score, z1, [z1 * ((m1 - mean) ** 2 + v1) / s**2, z1 * q(m1 - mean, v1)], s),
        "variance": z2 - z1**2,
    }


def _with_baseline(score, b, moments, s):
    return [
        score[0] + (b * b - 2 * b * moments[0]) / s**2,
        score[1] + (2 * b * b - 2 * b * moments[1]) / s**2,
    ]


def normal_moments(id, args):
    form = {"quadratic": quadratic, "cosine": cosine, "exponential": exponential}[args["objective"]]
    s = args["standardDeviation"]
    form = form(args["k"], args["mean"], s)
    name = id.split(".")[0]
    if name != "leave-one-out":
        return form["gradient"], form[name]
    n = args["samples"]
    return form["gradient"], [
        base / n + (form["variance"] * fisher / s**2 + g * g) / (n * (n - 1))
        for base, fisher, g in zip(form["mean-baseline"], (1, 2), form["gradient"])
    ]


def bernoulli_moments(id, args):
    p, t = 1 / (1 + exp(-args["logit"])), args["target"]
    q, f1, f0 = 1 / (1 + exp(args["logit"])), (1 - args["target"]) ** 2, args["target"] ** 2
    difference = f1 - f0
    if id.startswith("score-function"):
        return [p * q * difference], [p * q * (q * f1 + p * f0) ** 2]
    n = args["samples"]
    variance = p * q * (1 - 2 * p) ** 2 * difference**2 / n + 2 * (p * q * difference) ** 2 / (n * (n - 1))
    return [p * q * difference], [variance]


def check():
    """Raises where two routes differ; returns how many comparisons were made."""
    count = 0
    for id in (id for id in oracle.ROWS if id.endswith("-moments") and not id.startswith("local")):
        with mp.workdps(oracle.FORMULAS[id][1]):
            for args in oracle.ROWS[id]:
                exact = {name: oracle.exact(value) for name, value in args.items()}
                value = oracle.FORMULAS[id][0](**exact)
                closed = (normal_moments if "normal" in id else bernoulli_moments)(id, exact)
                for left, right in zip(value["gradient"] + value["variance"], closed[0] + closed[1], strict=True):
                    # A Bernoulli gradient that is exactly 0 leaves rounding noise of 400 digits in both routes.
                    close(f"{id} {args}", left, right, size=mpf(10) ** -300)
                    count += 1

    for case in (("quadratic", -3.0, 1.0, 1.0), ("cosine", 1.0, 1.0, 0.75), ("exponential", 0.5, 0.5, 0.5)):
        for samples in (2, 3):
            value = oracle.evaluate("leave-one-out.normal-moments", dict(
                zip(("objective", "k", "mean", "standardDeviation", "samples"), (*case, samples))))
            brute = gradients.leave_one_out_by_nested_quadrature(*case, samples)
            for left, right in zip(value["gradient"] + value["variance"], brute["gradient"] + brute["variance"]):
                close(f"nested quadrature {case} {samples}", left, right, 1e-11)
                count += 1

    with mp.workdps(80):
        for args in oracle.ROWS["elbo.exact"]:
            args = {name: oracle.exact(value) for name, value in args.items()}
            q = args.pop("mean"), args.pop("standardDeviation")
            evidence, mean, deviation = inference.log_evidence_by_prediction(**args)
            bound, gap = inference.elbo(**args, mean=q[0], standardDeviation=q[1]), inference.kl_normal(*q, mean, deviation)
            close("the chain of predictive densities", inference.log_evidence(**args), evidence)
            close("log evidence = ELBO + KL", bound + gap, evidence, size=abs(bound))
            count += 2
    return count
