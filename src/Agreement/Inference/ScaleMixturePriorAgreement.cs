using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;
using ILGPU;

namespace BayesBench.Agreements.Inference;

/// <summary>The prior of two scales and its kernels; a launch is a call's, whose prior it takes.</summary>
public sealed class ScaleMixturePriorAgreement : ITopic
{
    private const double U = ErrorBound.U;

    // A posterior before and after learning, a prior whose laws are equal, and ones that meet where the weight is.
    private static readonly double[][] Edges =
    [
        [0, -3, 0.5, 1, 0.0025f], [1, -3, 0.5, 1, 0.0025f], [0, 0, 0.25, 1, 1], [0.01f, -4, 0.75, 1, 0.0025f], [5, 1, 0.5, 0.5, 2],
    ];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            ScaleMixturePrior.LogDensity,
            (device, batch) =>
            {
                (ArrayView<float> x, ArrayView<float> result) = (batch.In(0), batch.Out());
                for (int c = 0; c < batch.Count; c++)
                {
                    ScaleMixturePriorKernels.LogDensity(
                        device, batch.At<double>(c, 1), batch.At<double>(c, 2), batch.At<double>(c, 3), x.SubView(c, 1), result.SubView(c, 1));
                }
            },
            source =>
            {
                double[] law = Draw(source);
                return [(double)(float)(source.Pick(law[3], law[4]) * 2 * source.Normal()), law[2], law[3], law[4]];
            },
            new ErrorBound(
                "square and precision 4 roundings of the larger density's exponent, its height 1; of the ratio's alike, weighed by the "
                + "smaller one's share; log1p 3 ulp; two sums",
                (call, expected, i) => (U * Math.Abs(expected[i])) + new Mixture(call, 1).LogDensityError((double)call[0], 0)))
        {
            Calls = 512,
            Edges = [[0.0, 0.5, 1.0, 0.0025f], [1.0, 0.5, 1.0, 0.0025f], [100.0, 0.5, 1.0, 0.0025f], [0.01f, 0.75, 1.0, 0.0025f]],
        },
        new Agreement(
            ScaleMixturePrior.Divergence,
            (device, batch) => EachCall(batch, [batch.Out()], (row, results) => ScaleMixturePriorKernels.Divergence(
                device, row.Law[0], row.Law[1], row.Law[2], row.Noise, row.Mean, row.LogDeviation, results[0])),
            Call,
            new ErrorBound(
                "the log-density's at a draw with its 6 roundings; the rest in double, rounded once",
                (call, expected, i) => (U * Math.Abs(expected[i]))
                    + Average(call, (mixture, draw) => mixture.LogDensityError(draw.Weight, draw.Error))))
        {
            Calls = 512,
            Edges = [.. Edges.Select(WithNoise)],
        },
        new Agreement(
            ScaleMixturePrior.DivergenceGradient,
            (device, batch) => EachCall(batch, [batch.Out(), batch.Out()], (row, results) => ScaleMixturePriorKernels.DivergenceGradient(
                device, row.Law[0], row.Law[1], row.Law[2], row.Noise, row.Mean, row.LogDeviation, results[0], results[1])),
            Call,
            new ErrorBound(
                "shares 5 roundings and the ratio's weighed by both, precisions, products and their sum 5; the draw's 6",
                (call, expected, i) => (U * Math.Abs(expected[i])) + Average(call, (mixture, draw) =>
                {
                    double error = mixture.SlopeError(draw.Weight, draw.Error);
                    return i == 0 ? error : Math.Abs(draw.Shift) * (error + (4 * U * Math.Abs(mixture.Slope(draw.Weight))));
                })))
        {
            Calls = 512,
            Edges = [.. Edges.Select(WithNoise)],
        },
    ];

    private static double[] Draw(InputSource source) =>
    [
        source.SignedLogUniform(1e-3, 2), source.Uniform(-7, 1), source.Pick(0.25, 0.5, 0.75, source.Uniform(0.01, 0.99)),
        source.LogUniform(0.1, 3), source.LogUniform(1e-3, 3),
    ];

    private static object[] Call(InputSource source)
    {
        double[] numbers = Draw(source);
        return [source.Vector(source.Pick(1, 2, 7, 64), s => s.Normal()), .. numbers];
    }

    private static object[] WithNoise(double[] numbers) => [new[] { 0.0, 1.0, -2.5 }, .. numbers];

    private static void EachCall(
        Batch batch,
        ArrayView<float>[] results,
        Action<(double[] Law, ArrayView<float> Noise, ArrayView<float> Mean, ArrayView<float> LogDeviation), ArrayView<float>[]> launch)
    {
        (ArrayView<float> noise, ArrayView<float> mean, ArrayView<float> deviation) = (batch.In(0), batch.In(1), batch.In(2));
        int width = batch.Length(0);
        for (int c = 0; c < batch.Count; c++)
        {
            double[] law = [batch.At<double>(c, 3), batch.At<double>(c, 4), batch.At<double>(c, 5)];
            launch(
                (law, noise.SubView(c * width, width), mean.SubView(c, 1), deviation.SubView(c, 1)),
                [.. results.Select(result => result.SubView(c, 1))]);
        }
    }

    private static double Average(object[] call, Func<Mixture, (double Weight, double Shift, double Error), double> error)
    {
        (double mean, double deviation) = ((double)call[1], Math.Exp((double)call[2]));
        var mixture = new Mixture(call, 3);
        return ((double[])call[0]).Average(e =>
        {
            double shift = deviation * e;
            // The exponential 3 roundings, its product 1, the sum its own.
            return error(mixture, (mean + shift, shift, U * ((4 * Math.Abs(shift)) + Math.Abs(mean + shift))));
        });
    }

    /// <summary>Both densities' logarithms at a weight, and what a kernel's roundings make of them.</summary>
    internal sealed class Mixture(object[] call, int first)
    {
        private readonly double _weight = (double)call[first], _wide = (double)call[first + 1], _narrow = (double)call[first + 2];

        public double Slope(double w) => w * ((Share(w) / (_wide * _wide)) + ((1 - Share(w)) / (_narrow * _narrow)));

        public double LogDensityError(double w, double error)
        {
            double share = Share(w);
            double logRatio = Math.Log(_weight / (1 - _weight) * (_narrow / _wide));
            (double height, double exponent) = share > 0.5
                ? (Math.Log(_weight / _wide), w * w / (2 * _wide * _wide))
                : (Math.Log((1 - _weight) / _narrow), w * w / (2 * _narrow * _narrow));
            double less = Math.Min(share, 1 - share);
            double own = Math.Abs(height) + (3 * exponent) + Math.Abs(height - exponent) - (3 * Math.Log(1 - less)) + (3 * less);
            double sum = Math.Abs(height - exponent - Math.Log(1 - less));
            return (U * (own + sum + (less * RatioTerms(w, logRatio)))) + (error * Math.Abs(Slope(w)));
        }

        public double SlopeError(double w, double error)
        {
            double share = Share(w);
            double logRatio = Math.Log(_weight / (1 - _weight) * (_narrow / _wide));
            double difference = (1 / (_wide * _wide)) - (1 / (_narrow * _narrow));
            double mixed = Math.Abs(difference) * share * (1 - share);
            double precision = (share / (_wide * _wide)) + ((1 - share) / (_narrow * _narrow));
            double ofRatio = (U * RatioTerms(w, logRatio)) + (Math.Abs(difference * w) * error);
            return (Math.Abs(w) * ((mixed * ofRatio) + (10 * U * precision))) + (precision * error);
        }

        private double Share(double w) => 1 / (1 + Math.Exp(-Ratio(w)));

        private double Ratio(double w) =>
            Math.Log(_weight / (1 - _weight) * (_narrow / _wide)) + (0.5 * w * w * ((1 / (_narrow * _narrow)) - (1 / (_wide * _wide))));

        private double RatioTerms(double w, double logRatio) =>
            Math.Abs(logRatio) + (3 * Math.Abs(Ratio(w) - logRatio)) + Math.Abs(Ratio(w));
    }
}
