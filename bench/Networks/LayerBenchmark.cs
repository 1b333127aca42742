using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Support;

namespace BayesBench.Networks;

/// <summary>A dense layer with noise at the size of an image and ten classes, its bias among the weights; an item is one example.</summary>
public abstract class LayerBenchmark : FormulaBenchmark
{
    protected const int Features = 785;
    protected const int Units = 10;
    protected const int ReferenceBatch = 2;

    protected static readonly PhiloxKey Key = new(1, 2);
    protected static readonly DeviceKey OnDevice = new(1, 2);

    public override int Items => Device.Kind == DeviceKind.Cpu ? 8 : 128;

    public override int ReferenceItems => ReferenceBatch;

    public override string Limit =>
        "Several launches for a batch of 128 and ten outputs, of which a tile of the product makes thirty-two.";

    /// <summary>Steps of the noise, one a call.</summary>
    protected ulong Step { get; set; }

    protected double[] Input { get; private set; } = [];

    protected double[] Weights { get; private set; } = [];

    protected override int CallsVerified => 16;

    protected override bool IsOfOneSize => true;

    protected override void Prepare()
    {
        Input = Numbers(ReferenceBatch * Features);
        Weights = Numbers(Features * Units);
        Arrays =
        [
            Device.Upload<float>(Floats(Numbers(Items * Features))), Device.Upload<float>(Floats(Weights)),
            Device.Allocate<float>(Items * Units), .. Workspaces(),
        ];
    }

    /// <summary>What a layer needs beside input, weights and output.</summary>
    protected virtual IEnumerable<DeviceArray<float>> Workspaces() => [];

    protected static double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(i))];

    protected static float[] Floats(double[] numbers) => Array.ConvertAll(numbers, x => (float)x);
}
