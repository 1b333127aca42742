namespace BayesBench.Models;

/// <summary>What a study of bounds against samples does.</summary>
/// <param name="Latents">Latent numbers, a curve each.</param>
/// <param name="Samples">Training images seen, by every curve.</param>
/// <param name="Seed">Key of parameters and noise.</param>
/// <param name="Batch">Images of a minibatch.</param>
/// <param name="Hidden">Units of the hidden layer of encoder and decoder.</param>
/// <param name="Tested">The first so many training images, and test images, whose bound is a point.</param>
public sealed record BoundCurveOptions(
    IReadOnlyList<int> Latents,
    long Samples = 10_000_000,
    ulong Seed = 1,
    int Batch = 100,
    int Hidden = 500,
    int Tested = 10_000)
{
    private const int PointsOfDecade = 8;

    /// <summary>Adagrad's rates, of which every curve takes the one that is best at first.</summary>
    public static IReadOnlyList<double> Rates { get; } = [0.01, 0.02, 0.1];

    /// <summary>The published figure's curves.</summary>
    public static IReadOnlyList<int> Published { get; } = [3, 5, 10, 20, 200];

    /// <summary>Steps by which a rate is judged.</summary>
    public int StepsOfChoice => (int)Math.Clamp(Samples / Batch / 10, 1, 1000);

    /// <summary>Steps after which there is a point: eight to a decade of samples from 10,000 on, and the last.</summary>
    public int[] Points()
    {
        int last = (int)(Samples / Batch);
        IEnumerable<int> steps = Enumerable.Range(4 * PointsOfDecade, 6 * PointsOfDecade)
            .Select(n => (int)Math.Min(last, Math.Round(Math.Pow(10, (double)n / PointsOfDecade) / Batch)));
        return [.. steps.Append(last).Where(step => step > 0).Distinct().Order()];
    }
}

/// <summary>A row of bound-curves.csv: the bounds of a model after so many samples.</summary>
/// <param name="Latents">Latent numbers.</param>
/// <param name="Seed">Key of parameters and noise.</param>
/// <param name="Samples">Training images seen.</param>
/// <param name="Rate">Adagrad's, chosen by the first steps.</param>
/// <param name="TrainBound">The evidence lower bound of a training image, in nats.</param>
/// <param name="TestBound">Of a test image.</param>
/// <param name="Seconds">Of the curve so far, tests included.</param>
/// <param name="Data">What it learned.</param>
/// <param name="Device">The device's name.</param>
/// <param name="Commit">What the program was built from.</param>
/// <param name="Date">When the curve was begun, UTC.</param>
public sealed record BoundCurveRow(
    int Latents,
    ulong Seed,
    long Samples,
    double Rate,
    double TrainBound,
    double TestBound,
    double Seconds,
    string Data,
    string Device,
    string Commit,
    string Date);
