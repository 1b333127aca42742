using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;

namespace BayesBench.Models;

/// <summary>A network of adaptive depth that classifies the test images, some at a time: as many by every rule.</summary>
public sealed class DepthClassifier : IDisposable
{
    // On a processor the state of so many images stays in its caches. A GPU needs many rows to be busy: there only memory is a limit.
    private const int RowsOfProcessor = 2500;
    private const long MostFeatures = 1 << 28;

    private readonly ClassifierData _test;
    private readonly DeviceAdaptiveDepthNetwork _network;
    private readonly AdaptiveDepthOptions _options;
    private readonly byte[] _labels;

    /// <summary>Copies the test images to a device; the parameters are still to be set.</summary>
    /// <param name="device">Where it works.</param>
    /// <param name="digits">The data.</param>
    /// <param name="options">The network.</param>
    public DepthClassifier(Device device, Digits digits, AdaptiveDepthOptions options)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(digits);
        ArgumentNullException.ThrowIfNull(options);
        (_options, _labels) = (options, digits.TestLabels);
        _test = new ClassifierData(device, digits.TestImages, digits.TestLabels, Digits.Classes);
        _network = new DeviceAdaptiveDepthNetwork(device, options.Size with { Examples = RowsOn(device, options, _test.Count) });
        _network.SetTau(options.Tau);
    }

    /// <summary>Test images at once.</summary>
    public int Rows => _network.Size.Examples;

    /// <summary>Sets all parameters.</summary>
    public void SetParameters(ReadOnlySpan<float> parameters) => _network.SetParameters(parameters);

    /// <summary>Answers for all test images.</summary>
    /// <param name="rule">How deep to go.</param>
    /// <param name="draw">The replicate of the depths' draws.</param>
    public DepthAnswers Classify(DepthRule rule, int draw = 0)
    {
        DepthAnswers[] answers = [.. Chunks().Select(first => _network.Classify(_test, first, rule, _options.Key, draw))];
        return new DepthAnswers(
            [.. answers.SelectMany(answer => answer.Logits)],
            [.. answers.SelectMany(answer => answer.Depths)],
            answers.Sum(answer => answer.Blocks));
    }

    /// <summary>The mean of q(z | x) for every test image.</summary>
    public double[] ExpectedDepths() =>
    [
        .. Chunks().SelectMany(first =>
        {
            float[] logits = _network.HaltingLogits(_test, first);
            return Enumerable.Range(0, Math.Min(Rows, _test.Count - first)).Select(b =>
                AdaptiveDepth.Halting([.. Enumerable.Range(0, _options.Layers).Select(l => (double)logits[(l * Rows) + b])]).ExpectedDepth);
        }),
    ];

    /// <summary>How good answers are.</summary>
    /// <param name="answers">By one draw of the depths or more, whose probabilities are averaged.</param>
    public PredictionScore Score(params IReadOnlyList<DepthAnswers> answers)
    {
        float[][] probabilities = [.. answers.Select(Probabilities)];
        return PredictionScore.Of([.. probabilities[0].Select((_, i) => probabilities.Average(row => row[i]))], _labels);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _network.Dispose();
        _test.Dispose();
    }

    // Chunks of one size, but for what the last one lacks.
    private static int RowsOn(Device device, AdaptiveDepthOptions options, int count)
    {
        long most = device.Kind is DeviceKind.Cuda or DeviceKind.OpenClGpu
            ? Math.Max(1, MostFeatures / ((options.Layers + 1) * options.Width))
            : RowsOfProcessor;
        int chunks = (int)((count + most - 1) / most);
        return (count + chunks - 1) / chunks;
    }

    private static float[] Probabilities(DepthAnswers answers) =>
    [
        .. answers.Logits.Chunk(Digits.Classes)
            .SelectMany(row => Softmax.Probabilities(Array.ConvertAll(row, z => (double)z))).Select(p => (float)p),
    ];

    private IEnumerable<int> Chunks() =>
        Enumerable.Range(0, (_test.Count + Rows - 1) / Rows).Select(chunk => chunk * Rows);
}
