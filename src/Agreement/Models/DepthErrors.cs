using System.Runtime.CompilerServices;

namespace BayesBench.Agreements.Models;

/// <summary>The laws of the depth as their kernels compute them, with the errors of every step.</summary>
internal static class DepthErrors
{
    /// <summary>A bound of answers whose components err by parts of the same numbers: they are found once a call.</summary>
    public static ErrorBound Bound(string analysis, Func<object[], IEnumerable<BoundedNumber>> answer)
    {
        var known = new ConditionalWeakTable<object[], double[]>();
        return new ErrorBound(
            analysis, (call, _, i) => known.GetValue(call, key => [.. answer(key).Select(number => number.Rounded().Error)])[i]);
    }

    /// <summary>The weights exp(-tau z), z from 0 on.</summary>
    public static BoundedNumber[] Weights(double tau, int layers) =>
        [.. Enumerable.Range(0, layers + 1).Select(z => z == 0 ? 1 : new BoundedNumber(-tau * z).Rounded().Exp())];

    public static BoundedNumber Sum(IEnumerable<BoundedNumber> terms) => terms.Aggregate((a, b) => a + b);

    public static BoundedNumber LogSum(double tau, int layers) => Sum(Weights(tau, layers).Skip(1)).Rounded().LogOnePlus();

    public static BoundedNumber Mean(BoundedNumber[] weights) => Sum(weights.Select((weight, z) => z * weight)) / Sum(weights);

    /// <summary>The law of logits, each probability as it is stored, and its mean.</summary>
    public static (BoundedNumber[] Probabilities, BoundedNumber Mean) Halting(BoundedNumber[] logits)
    {
        var probabilities = new BoundedNumber[logits.Length + 1];
        BoundedNumber going = 1, mean = 0;
        for (int l = 0; l < logits.Length; l++)
        {
            probabilities[l] = going * logits[l].Sigmoid();
            going *= (-logits[l]).Sigmoid();
            mean += going;
        }

        probabilities[^1] = going;
        return (probabilities, mean);
    }

    /// <summary>Bound, derivatives by logits and log-likelihoods, derivative by tau.</summary>
    public static (BoundedNumber Elbo, BoundedNumber[] Logits, BoundedNumber[] LogLikelihood, BoundedNumber Tau) Amortized(
        BoundedNumber[] logits, BoundedNumber[] logLikelihood, double tau)
    {
        int layers = logits.Length;
        (BoundedNumber[] q, BoundedNumber mean) = Halting(logits);
        BoundedNumber logSum = LogSum(tau, layers);
        BoundedNumber Joint(int l) => logLikelihood[l] - (tau * l) - logSum;
        var byLogits = new BoundedNumber[layers];
        BoundedNumber value = Joint(layers);
        for (int l = layers - 1; l >= 0; l--)
        {
            BoundedNumber a = logits[l], goes = (-a).Sigmoid();
            byLogits[l] = q[l].Rounded() * goes * (Joint(l) - value - a);
            value = (a.Sigmoid() * (Joint(l) + (-a).Softplus())) + (goes * (value + a.Softplus()));
        }

        return (value, byLogits, q, Mean(Weights(tau, layers)) - mean);
    }
}
