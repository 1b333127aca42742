using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;

namespace BayesBench.Agreements.Probability;

/// <summary>The Bernoulli law and its kernels.</summary>
public sealed class BernoulliAgreement : ITopic
{
    private static readonly double[] EdgeProbabilities = [0.0, 1.0, 0.5, 1e-45f, 1e-42f, 1.1754944e-38f, 1e-7f, 0.99999994f];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Bernoulli.LogMass,
            (device, batch) => BernoulliKernels.LogMass(device, batch.In(0), batch.In(1), batch.Out()),
            source => [(double)source.Integer(0, 1), Probabilities.Draw(source)],
            ErrorBound.Relative("log and log1p 3 ulp: nothing else is rounded", 4))
        {
            Edges = [.. EdgeProbabilities.SelectMany(p => new object[][] { [0.0, p], [1.0, p] })],
        },
        new Agreement(
            Bernoulli.LogMassFromLogit,
            (device, batch) => BernoulliKernels.LogMassFromLogit(device, batch.In(0), batch.In(1), batch.Out()),
            source => [(double)source.Integer(0, 1), source.SignedLogUniform(1e-4, 120)],
            ErrorBound.Relative("softplus 4 ulp: nothing else is rounded", 6))
        {
            Edges =
            [
                .. new[]
                {
                    0.0, -0.0, 1e-42f, -1e-7f, 30, -30, 45, -45, 87, -87, 100, -100, 745, -745, 1e38f, -1e38f,
                    double.PositiveInfinity, double.NegativeInfinity,
                }.SelectMany(logit => new object[][] { [0.0, logit], [1.0, logit] }),
            ],
        },
        new Agreement(
            Bernoulli.Cdf,
            (device, batch) => BernoulliKernels.Cdf(device, batch.In(0), batch.In(1), batch.Out()),
            source => [source.Uniform(-1, 2), Probabilities.Draw(source)],
            ErrorBound.Relative("one difference", 1))
        {
            Edges =
            [
                .. new[] { -1e-45f, 0.0, -0.0, 0.99999994f, 1.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity }
                    .SelectMany(x => EdgeProbabilities.Select(p => new object[] { x, p })),
            ],
        },
        new Agreement(
            Bernoulli.Quantile,
            (device, batch) => BernoulliKernels.Quantile(device, batch.In(0), batch.In(1), batch.Out()),
            source =>
            {
                double p = Probabilities.Draw(source);
                return [source.Integer(0, 1) == 0 ? Probabilities.Draw(source) : (double)(float)(1 - p), p];
            },
            ErrorBound.Exact("compared without rounding: the complement of a float from one half on is a float"))
        {
            Edges = [.. EdgeProbabilities.SelectMany(level => EdgeProbabilities.Select(p => new object[] { level, p }))],
        },
        new Agreement(
            Bernoulli.Mean,
            (device, batch) => BernoulliKernels.Mean(device, batch.In(0), batch.Out()),
            source => [Probabilities.Draw(source)],
            ErrorBound.Exact("nothing is computed"))
        {
            Edges = [.. EdgeProbabilities.Select(p => new object[] { p })],
        },
        new Agreement(
            Bernoulli.Variance,
            (device, batch) => BernoulliKernels.Variance(device, batch.In(0), batch.Out()),
            source => [Probabilities.Draw(source)],
            ErrorBound.Relative("one difference, one product", 2))
        {
            Edges = [.. EdgeProbabilities.Select(p => new object[] { p })],
        },
        new Agreement(
            Bernoulli.Entropy,
            (device, batch) => BernoulliKernels.Entropy(device, batch.In(0), batch.Out()),
            source => [Probabilities.Draw(source)],
            ErrorBound.Relative("both terms have one sign, 3 ulp of logarithm and 2 roundings each; one addition", 6))
        {
            Edges = [.. EdgeProbabilities.Select(p => new object[] { p })],
        },
        new Agreement(
            Bernoulli.Draw,
            (device, batch) => Draws.Each(batch, 4, (origin, view) => BernoulliKernels.Draw(
                device, origin.Float(0), origin.Key(1), origin.Stream(2), origin.Block(3), view)),
            source => Draws.Arguments(source, Probabilities.Draw(source)),
            ErrorBound.Exact("the uniform number and the probability are the same floats on both sides"))
        {
            Edges =
            [
                .. Draws.Edges(0.3f), .. Draws.Edges(0.0), .. Draws.Edges(1.0), .. Draws.Edges(1.0 / (1 << 24)),
                .. Draws.EdgesOnTheThreshold(),
            ],
            Calls = Draws.Calls,
        },
    ];
}
