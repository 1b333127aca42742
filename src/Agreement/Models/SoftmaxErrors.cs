using BayesBench.Agreements.Networks;

namespace BayesBench.Agreements.Models;

/// <summary>
/// What a row of logits, and the roundings of exponentials and their sum, do to probabilities: to first order, where an error
/// of a logit is a relative one of its exponential.
/// </summary>
internal sealed class SoftmaxErrors
{
    private const double U = ErrorBound.U;
    private const double SecondOrder = 1.001;

    private readonly double[] _logits, _errors;
    private readonly double _top, _average;

    /// <param name="logits">Of all rows.</param>
    /// <param name="row">Which one.</param>
    /// <param name="classes">K.</param>
    public SoftmaxErrors(Bounded logits, int row, int classes)
    {
        _logits = logits.Value[(row * classes)..((row + 1) * classes)];
        _top = _logits.Max();
        double sum = _logits.Sum(z => Math.Exp(z - _top));
        Probabilities = [.. _logits.Select(z => Math.Exp(z - _top) / sum)];
        // An exponential 3 roundings and its argument's.
        _errors = [.. _logits.Select((z, k) => logits.Error[(row * classes) + k] + (U * (3 + _top - z)))];
        _average = Probabilities.Zip(_errors, (p, e) => p * e).Sum();
        LogitErrors = logits.Error[(row * classes)..((row + 1) * classes)];
    }

    public double[] Probabilities { get; }

    private double[] LogitErrors { get; }

    /// <summary>Of a probability, its quotient rounded.</summary>
    public double Probability(int k) => SecondOrder * Probabilities[k] * (_errors[k] + _average + (2 * U));

    /// <summary>Of the log-likelihood: the label's and the average logit's, the largest's less the label's, log1p 3 and its sum's.</summary>
    public double LogLikelihood(int label)
    {
        double behind = _top - _logits[label];
        double logSum = -Math.Log(Probabilities.Max());
        return SecondOrder * (LogitErrors[label] + _average + (U * (behind + (3 * logSum) + (1 - Probabilities.Max()))));
    }

    /// <summary>Of the derivative of minus the log-likelihood, at the label the sum of the others, rounded three times.</summary>
    public (double Value, double Error) Slope(int k, int label)
    {
        if (k != label)
        {
            return (Probabilities[k], SecondOrder * Probabilities[k] * (_errors[k] + _average + (3 * U)));
        }

        double[] others = [.. Probabilities.Where((_, j) => j != label)];
        double ofOthers = Probabilities.Zip(_errors, (p, e) => p * e).Where((_, j) => j != label).Sum();
        return (-others.Sum(), SecondOrder * (ofOthers + (others.Sum() * (_average + (3 * U)))));
    }
}
