using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Support;

namespace BayesBench.Models;

/// <summary>LeNet-300-100 with noise in its pre-activations, on a batch of images; an item is one of them.</summary>
public abstract class ClassifierNetworkBenchmark : FormulaBenchmark
{
    protected const int Data = 1024;
    protected static readonly ExampleShape Shape = new(1, 28, 28);

    private const int ReferenceBatch = 1;

    public override int Items => Device.Kind == DeviceKind.Cpu ? 4 : Batch;

    public override int ReferenceItems => ReferenceBatch;

    protected override int CallsVerified => 16;

    protected override bool IsOfOneSize => true;

    /// <summary>What draws the noise.</summary>
    protected abstract LayerType Layer { get; }

    /// <summary>Images.</summary>
    protected abstract int Batch { get; }

    protected static int Weights => (Digits.Pixels * 300) + (300 * 100) + (100 * Digits.Classes);

    // Forward two products, of means and of variances, backward four but the first layer's inputs'.
    protected static double Operations => (12.0 * Weights) - (4.0 * Digits.Pixels * 300);

    protected LayerSpecification[] Layers =>
    [
        new(Layer, 300), new(LayerType.Relu), new(Layer, 100), new(LayerType.Relu), new(Layer, Digits.Classes),
    ];

    protected double[] Parameters { get; private set; } = [];

    protected double[] Images { get; private set; } = [];

    protected int[] Labels { get; private set; } = [];

    protected ClassifierData OnDevice { get; private set; } = null!;

    protected DeviceClassifierNetwork Model { get; private set; } = null!;

    protected override void Prepare()
    {
        string word = Layer == LayerType.Local ? "local" : "sparse";
        NetworkDescription description = NetworkDescription.Parse(
            $"{word} 300, relu, {word} 100, relu, {word} {Digits.Classes}", Digits.Pixels);
        Digits digits = SyntheticDigits.Draw(Data, 0);
        float[] parameters = description.InitialParameters(0);
        Parameters = Array.ConvertAll(parameters, x => (double)x);
        Images = Array.ConvertAll(digits.TrainImages[..(ReferenceBatch * Digits.Pixels)], x => (double)x);
        Labels = Array.ConvertAll(digits.TrainLabels[..ReferenceBatch], x => (int)x);
        OnDevice = Own(new ClassifierData(Device, digits.TrainImages, digits.TrainLabels, Digits.Classes));
        Model = Own(new DeviceClassifierNetwork(Device, description, Items));
        Model.SetParameters(parameters);
    }
}
