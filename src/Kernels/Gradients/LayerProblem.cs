using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// A unit of a layer with two normal weights and a minibatch of two examples, as kernels take it. Example j adds to the gradient by
/// the first mean <c>Constant + First e_1 + Second e_2</c> with the noise of its weights, or <c>Constant + Spread z</c> with that of its
/// pre-activation.
/// </summary>
internal readonly struct LayerProblem
{
    public readonly float Constant0;
    public readonly float First0;
    public readonly float Second0;
    public readonly float Spread0;
    public readonly float Constant1;
    public readonly float First1;
    public readonly float Second1;
    public readonly float Spread1;

    /// <summary>1 / (2 s_1): with the noise e_1, the derivative of the weight by its variance.</summary>
    public readonly float PerVariance;

    /// <summary>x_j1 / (2 sqrt(v_j)): with the noise z, by which the gradient of the pre-activation is one by the variance.</summary>
    public readonly float PerSpread0;
    public readonly float PerSpread1;

    public LayerProblem(LayerExample example0, LayerExample example1, float standardDeviation)
    {
        (Constant0, First0, Second0) = (example0.Half * example0.Distance, example0.Half * example0.First, example0.Half * example0.Second);
        (Constant1, First1, Second1) = (example1.Half * example1.Distance, example1.Half * example1.First, example1.Half * example1.Second);
        (Spread0, Spread1) = (example0.Half * example0.Root, example1.Half * example1.Root);
        PerSpread0 = example0.Root > 0f ? example0.Half / example0.Root : 0f;
        PerSpread1 = example1.Root > 0f ? example1.Half / example1.Root : 0f;
        PerVariance = 0.5f / standardDeviation;
    }

    /// <summary>The exact gradient.</summary>
    public DeviceGradient Gradient => new(Constant0 + Constant1, (First0 + First1) * PerVariance);

    /// <summary>A layer that the host describes.</summary>
    /// <exception cref="ArgumentException">There are not two examples and two weights.</exception>
    public static LayerProblem Of(float[][] inputs, float[] targets, float[] means, float[] standardDeviations)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(standardDeviations);
        DeviceGuard.SameLength(2, inputs.Length, nameof(inputs));
        DeviceGuard.SameLength(2, inputs[0].Length, $"{nameof(inputs)}[0]");
        DeviceGuard.SameLength(2, inputs[1].Length, $"{nameof(inputs)}[1]");
        DeviceGuard.SameLength(2, targets.Length, nameof(targets));
        DeviceGuard.SameLength(2, means.Length, nameof(means));
        DeviceGuard.SameLength(2, standardDeviations.Length, nameof(standardDeviations));
        LayerExample Example(int j) => new(
            inputs[j][0], inputs[j][1], targets[j], means[0], means[1], standardDeviations[0], standardDeviations[1]);
        return new LayerProblem(Example(0), Example(1), standardDeviations[0]);
    }
}

/// <summary>One of the two examples.</summary>
internal readonly struct LayerExample
{
    /// <summary>Half the first input: an average over two examples.</summary>
    public readonly float Half;

    /// <summary>The mean of the pre-activation less the target.</summary>
    public readonly float Distance;

    /// <summary>What the noise of each weight counts in the pre-activation.</summary>
    public readonly float First;
    public readonly float Second;

    /// <summary>The standard deviation of the pre-activation.</summary>
    public readonly float Root;

    public LayerExample(float x0, float x1, float target, float mean0, float mean1, float deviation0, float deviation1)
    {
        Half = 0.5f * x0;
        Distance = (x0 * mean0) + (x1 * mean1) - target;
        First = x0 * deviation0;
        Second = x1 * deviation1;
        Root = XMath.Sqrt((First * First) + (Second * Second));
    }
}
