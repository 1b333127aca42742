using BayesBench.Kernels.Statistics;
using BayesBench.Reference.Statistics;
using ILGPU;

namespace BayesBench.Agreements.Statistics;

/// <summary>Moments of a sample and their kernels: a batch is one block a call.</summary>
public sealed partial class SampleAgreement : ITopic
{
    private const double DoubleU = 1.0 / (1L << 53);

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Sample.Mean,
            (device, batch) => SampleKernels.Mean(
                device, batch.In(0), batch.Length(0), Scratch(batch), batch.Out()),
            source => [Draw(source, 1)],
            ErrorBound.OfTerms(
                "a sum in double, rounded once to float", 1.001, call => MeanOfAbsolutes((double[])call[0])))
        {
            Edges = [[new double[] { 0.0 }], [new double[] { 3e38, 3e38, 3e38 }], [Ramp(16)], [Ramp(15)], [Ramp(1000)]],
            Calls = 1024,
        },
        new Agreement(
            Sample.Variance,
            (device, batch) => SampleKernels.Variance(
                device, batch.In(0), batch.Length(0), Scratch(batch), batch.Out()),
            source => [Draw(source, 2)],
            ErrorBound.OfTerms(
                "deviations and sums in double, rounded once to float",
                1.001,
                call => Products((double[])call[0], (double[])call[0])))
        {
            Edges = [[new double[] { 1.0, 1.0 }], [Ramp(2)], [Ramp(16)], [Ramp(33)], [Ramp(1000)]],
            Calls = 1024,
        },
        new Agreement(
            Sample.Covariance,
            (device, batch) => SampleKernels.Covariance(
                device, batch.In(0), batch.In(1), batch.Length(0), Scratch(batch), batch.Out()),
            source =>
            {
                double[] x = Draw(source, 2);
                return [x, source.Vector(x.Length, s => s.Normal())];
            },
            ErrorBound.OfTerms(
                "deviations and sums in double, rounded once to float",
                1.001,
                call => Products((double[])call[0], (double[])call[1])))
        {
            Edges = [[Ramp(2), Ramp(2)], [Ramp(16), Ramp(16)], [Ramp(33), Ramp(33)]],
            Calls = 1024,
        },
        new Agreement(
            Sample.Moments,
            (device, batch) => SampleKernels.Moments(
                device,
                batch.In(0),
                batch.Length(0),
                Scratch(batch),
                batch.Out<long>(),
                batch.Out<double>(),
                batch.Out<double>(),
                batch.Out<double>(),
                batch.Out<double>()),
            source => [Draw(source, 1)],
            new ErrorBound(
                "16 additions a chunk, then three for each chunk or loose element, in double; the "
                + "mean's own rounding moves a central sum by its power times the sum one power below",
                (call, _, component) => MomentBound((double[])call[0], component)))
        {
            Edges = [[new double[] { 7.0 }], [Ramp(2)], [Ramp(16)], [Ramp(17)], [Ramp(1000)]],
            Calls = 1024,
        },
        .. Series,
    ];

    private static ArrayView<double> Scratch(Batch batch) =>
        batch.Upload(new double[SampleKernels.ScratchLength(batch.Count, batch.Length(0))]);

    // Lengths on both sides of a chunk and of a group; an offset in half of the calls.
    private static double[] Draw(InputSource source, int least)
    {
        int length = Math.Max(least, source.Pick(1, 2, 3, 15, 16, 17, 64, 100, 256));
        double offset = source.Pick(0.0, 0.0, source.SignedLogUniform(1.0, 1e6));
        double spread = source.LogUniform(1e-2, 1e2);
        return source.Vector(length, s => (float)(offset + (spread * s.Normal())));
    }

    private static double[] Ramp(int length) => [.. Enumerable.Range(0, length).Select(i => (double)((i * 7) % 11))];

    private static double MeanOfAbsolutes(double[] sample) => sample.Average(Math.Abs);

    private static double Products(double[] x, double[] y)
    {
        double meanX = x.Average();
        double meanY = y.Average();
        return x.Zip(y, (a, b) => Math.Abs((a - meanX) * (b - meanY))).Sum() / (x.Length - 1);
    }

    private static double MomentBound(double[] sample, int component)
    {
        double mean = sample.Average();
        double magnitude = MeanOfAbsolutes(sample);
        double Sum(int power) => sample.Sum(x => Math.Pow(Math.Abs(x - mean), power));
        double roundings = 16 + (3 * ((sample.Length / 16) + (sample.Length % 16)));
        return DoubleU * roundings * component switch
        {
            0 => 0.0,
            1 => magnitude,
            _ => Sum(component) + (component * magnitude * Sum(component - 1)),
        };
    }
}
