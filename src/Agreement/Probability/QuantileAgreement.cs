using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;

namespace BayesBench.Agreements.Probability;

/// <summary>Quantiles of discrete laws and their kernel.</summary>
public sealed class QuantileAgreement : ITopic
{
    // Multiples of 2^-10 among them: these meet sums of the edges' probabilities exactly.
    private static readonly double[] EdgeProbabilities = [0.0, 1e-42f, 0.25, 0.5, 0.50000006f, 0.7001953125, 0.99999994f, 1.0];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Quantile.Discrete,
            (device, batch) => QuantileKernels.Discrete(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            source =>
            {
                object[] law = DiscreteLaws.Draw(source);
                return [.. law, source.Integer(0, 2) == 0 ? Reached(source, law) : Probabilities.Draw(source)];
            },
            ErrorBound.Exact("probabilities are multiples of 2^-20: their sums are exact in double, and nothing else is computed"))
        {
            Edges =
            [
                .. DiscreteLaws.Edges.SelectMany(law => EdgeProbabilities.Select(p => (object[])[.. law, p])),
            ],
            Calls = 1024,
        },
    ];

    // A probability that the distribution function takes at one of the values: where "at least" differs from "above".
    private static double Reached(InputSource source, object[] law)
    {
        (double[] values, double[] probabilities) = ((double[])law[0], (double[])law[1]);
        double at = values[source.Integer(0, values.Length - 1)];
        return Enumerable.Range(0, values.Length).Where(k => values[k] <= at).Sum(k => probabilities[k]);
    }
}
