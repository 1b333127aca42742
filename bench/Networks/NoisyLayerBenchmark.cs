using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>
/// The first layer of LeNet-300-100 with Gaussian weights over a batch, forward and backward; an item is one example.
/// </summary>
public abstract class NoisyLayerBenchmark : FormulaBenchmark
{
    protected const int Features = 784, Outputs = 300, Weights = Features * Outputs;
    private const int ReferenceBatch = 2;

    private ulong _step;

    public enum Ways
    {
        Forward,
        Backward,
    }

    [ParamsAllValues]
    public Ways Way { get; set; }

    public override string Id => $"{Topic}.{(Way == Ways.Forward ? "forward" : "backward")}";

    public override int Items => Device.Kind == DeviceKind.Cpu ? 16 : 128;

    public override int ReferenceItems => ReferenceBatch;

    public override string Limit =>
        "Several launches for a batch of 128; a product of squares copies its operands first, and noise that every weight needs is "
        + "shared out over 128 examples only.";

    // Inputs, outputs and the share of a batch in the weights' means and deviations; backward their derivatives as well. Two
    // products of matrices forward, four backward, unless a draw of the weights makes one of two.
    public override Cost Cost => new(
        Bytes: 4 * (Way == Ways.Forward ? 1 : 2) * (Features + Outputs + (2.0 * Weights / Items)),
        Operations: 2.0 * Weights * ProductsForward * (Way == Ways.Forward ? 1 : 2),
        Normals: NormalsOfBatch / (double)Items);

    protected abstract string Topic { get; }

    /// <summary>Products of input and a matrix of the weights' size, forward.</summary>
    protected abstract int ProductsForward { get; }

    /// <summary>Normal numbers for a batch.</summary>
    protected abstract int NormalsOfBatch { get; }

    protected override int CallsVerified => 16;

    protected override bool IsOfOneSize => true;

    protected double[][] Input { get; private set; } = [];

    protected double[][] Mean { get; private set; } = [];

    protected double[][] Deviation { get; private set; } = [];

    protected double[][] Slope { get; private set; } = [];

    /// <summary>Noise of a step of its own for every launch.</summary>
    protected LayerNoise NextNoise() => new(new DeviceKey(1, 2), 3, _step++);

    /// <summary>
    /// Arrays: input, mean, standard deviation, slope; of results input's, mean's and deviation's derivatives, output; of work one
    /// of the weights, one of the inputs and one of the outputs.
    /// </summary>
    protected override void Prepare()
    {
        float[] input = Elements(Items * Features, 1), mean = Elements(Weights, 2), slope = Elements(Items * Outputs, 3);
        float[] deviation = [.. mean.Select(m => 0.05f + (0.01f * m))];
        Arrays =
        [
            Device.Upload<float>(input), Device.Upload<float>(mean), Device.Upload<float>(deviation), Device.Upload<float>(slope),
            Device.Allocate<float>(Items * Features), Device.Allocate<float>(Weights), Device.Allocate<float>(Weights),
            Device.Allocate<float>(Items * Outputs), Device.Allocate<float>(Weights), Device.Allocate<float>(Items * Features),
            Device.Allocate<float>(Items * Outputs),
        ];
        (Input, Slope) = (Rows(input, Features, ReferenceBatch), Rows(slope, Outputs, ReferenceBatch));
        (Mean, Deviation) = (Rows(mean, Outputs, Features), Rows(deviation, Outputs, Features));
    }

    private static float[] Elements(int count, int seed)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
    }
}
