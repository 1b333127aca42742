using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Probability;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;
using ILGPU;

namespace BayesBench.Agreements.Probability;

/// <summary>The categorical law and its kernels.</summary>
public sealed class CategoricalAgreement : ITopic
{
    private const double Impossible = double.NegativeInfinity;

    private static readonly int[] Widths = [1, 2, 3, 4, 5, 10, 17, 129];

    private static readonly double[][] EdgeLaws =
        [[1.0], [0.5, 0.5], [0.0, 0.25, 0.0, 0.75, 0.0], [0.99999994f, 1.0 / (1 << 24)], [1.0 / (1 << 24), 0.99999994f]];

    private static readonly double[][] EdgeLogits =
        [[0.0], [-1e30f], [0.0, 0.0], [Impossible, 3.0, Impossible], [1e4, 1e4, 1e4, 1e4, 1e4], [0.0, -100.0, 50.0]];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Categorical.LogMass,
            (device, batch) => CategoricalKernels.LogMass(device, batch.In<int>(0), batch.In(1), batch.Out()),
            source =>
            {
                double[] law = Probabilities.Distribution(source, source.Pick(Widths));
                return [source.Integer(0, law.Length - 1), law];
            },
            ErrorBound.OfSpacings("the logarithm's own: nothing else is computed", UlpBounds.Log))
        {
            Edges = [.. EdgeLaws.SelectMany(law => law.Select((_, k) => new object[] { k, law }))],
            Elements = [0],
        },
        new Agreement(
            Categorical.Entropy,
            (device, batch) => CategoricalKernels.Entropy(device, batch.In(0), batch.Out()),
            source => [Probabilities.Distribution(source, source.Pick(Widths))],
            ErrorBound.Relative(
                "each term a logarithm of one spacing, which is two roundings at most, and a product; none is negative; "
                + "summed in double, rounded once",
                4))
        {
            Edges = [.. EdgeLaws.Select(law => new object[] { law })],
            Calls = 1024,
        },
        new Agreement(
            Categorical.Draw,
            (device, batch) => Each(batch, CategoricalKernels.Draw, device),
            source => [Probabilities.Distribution(source, source.Pick(Widths)), .. Draws.Arguments(source)],
            ErrorBound.Exact(
                "the uniform numbers and the probabilities are the same floats on both sides, summed in the same order in "
                + "double: the thresholds have the same bits"))
        {
            Edges =
            [
                .. EdgeLaws.SelectMany(law => Draws.Edges().Select(call => (object[])[law, .. call])),
                .. Draws.EdgesOnTheThreshold().Select(call =>
                    (object[])[new[] { (double)call[0], 1 - (double)call[0] }, .. call.Skip(1)]),
            ],
            Calls = Draws.Calls,
        },
        new Agreement(
            Categorical.DrawGumbelMax,
            (device, batch) => Each(batch, CategoricalKernels.DrawGumbelMax, device),
            source => [Logits(source), .. Draws.Arguments(source)],
            new ErrorBound(
                "the same category, unless another one comes within the roundings of two scores: E 5 roundings, which the "
                + "logarithm makes absolute, its own 2 of at most 23; 1 of the logit from the largest, 1 of the score, both at "
                + "most 27 where it is a match for the best",
                (call, expected, i) => DistanceToRunnerUp(call, (int)expected[i], i)))
        {
            Edges = [.. EdgeLogits.SelectMany(logits => Draws.Edges().Select(call => OneBlockEach(logits, call)))],
            Calls = Draws.Calls,
            LooseBecause = "a category is the right one or not: the bound is 0 where no other one comes near",
        },
    ];

    private static void Each(
        Batch batch,
        Action<Kernels.Device, ArrayView<float>, DeviceKey, uint, ulong, ArrayView<int>> draw,
        Kernels.Device device)
    {
        int count = batch.Shared<int>(4);
        int width = batch.Length(0);
        ArrayView<float> laws = batch.In(0);
        ArrayView<int> draws = batch.Out<int>(count);
        for (int call = 0; call < batch.Count; call++)
        {
            PhiloxKey key = batch.At<PhiloxKey>(call, 1);
            draw(
                device,
                laws.SubView(call * width, width),
                new DeviceKey(key.K0, key.K1),
                batch.At<uint>(call, 2),
                batch.At<ulong>(call, 3),
                draws.SubView(call * count, count));
        }
    }

    // Each draw takes a block of its own, so the last block is reached sooner.
    private static object[] OneBlockEach(double[] logits, object[] call)
    {
        int count = (int)call[3];
        ulong last = ulong.MaxValue - (ulong)Math.Max(0, count - 1);
        return [logits, call[0], call[1], Math.Min((ulong)call[2], last), count];
    }

    private static double[] Logits(InputSource source)
    {
        double shift = source.Pick(0.0, 0.0, 700.0, -1e4);
        double[] logits = source.Vector(
            source.Pick(Widths), s => s.Integer(0, 5) == 0 ? Impossible : (float)(shift + (2 * s.Normal())));
        logits[source.Integer(0, logits.Length - 1)] = shift;
        return logits;
    }

    // Asks the reference itself: which category is drawn where the winner's logit is lower by the roundings of two scores?
    private static double DistanceToRunnerUp(object[] call, int winner, int draw)
    {
        double[] logits = [.. (double[])call[0]];
        logits[winner] -= 2 * ErrorBound.U * (5 + (2 * 23) + 27 + 27);
        ulong block = (ulong)call[3] + (ulong)draw;
        int runnerUp = Categorical.DrawGumbelMax(logits, (PhiloxKey)call[1], (uint)call[2], block, 1)[0];
        return Math.Abs(runnerUp - winner);
    }
}
