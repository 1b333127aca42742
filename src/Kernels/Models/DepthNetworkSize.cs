using ILGPU;

namespace BayesBench.Kernels.Models;

/// <summary>The sizes of an adaptive-depth network and of the batch it works on, and where its parameters lie.</summary>
/// <param name="Inputs">D, numbers of one example.</param>
/// <param name="Width">H, features of a layer.</param>
/// <param name="Layers">L, residual layers: depths go from 0 to L.</param>
/// <param name="Classes">C.</param>
/// <param name="Examples">B, examples of the batch.</param>
public readonly record struct DepthNetworkSize(int Inputs, int Width, int Layers, int Classes, int Examples)
{
    /// <summary>B H: numbers of the batch's features at one depth.</summary>
    public int Features => Examples * Width;

    /// <summary>B (L + 1): the batch at every depth.</summary>
    public int Rows => Examples * (Layers + 1);

    /// <summary>Stem [D + 1, H], layers [L, H + 1, H], head [H + 1, C], stopping [L, H + 1]; each bias is a last row or number.</summary>
    public int Parameters => StoppingStart + (Layers * (Width + 1));

    /// <summary>The laws of the batch, depth after depth.</summary>
    internal DepthSize Laws => DepthSize.ByDepth(Examples, Layers);

    private int StemLength => (Inputs + 1) * Width;

    private int BlockLength => (Width + 1) * Width;

    private int HeadStart => StemLength + (Layers * BlockLength);

    private int StoppingStart => HeadStart + ((Width + 1) * Classes);

    /// <summary>The stem's part of all parameters, or of their gradient.</summary>
    internal (ArrayView<float> Weights, ArrayView<float> Bias) Stem(ArrayView<float> all) => Layer(all, 0, Inputs, Width);

    /// <summary>Layer l's part, counted from 1.</summary>
    internal (ArrayView<float> Weights, ArrayView<float> Bias) Block(ArrayView<float> all, int layer) =>
        Layer(all, StemLength + ((layer - 1) * BlockLength), Width, Width);

    /// <summary>The class head's part.</summary>
    internal (ArrayView<float> Weights, ArrayView<float> Bias) Head(ArrayView<float> all) => Layer(all, HeadStart, Width, Classes);

    /// <summary>The part of the heads for stopping, [L, H + 1].</summary>
    internal ArrayView<float> Stopping(ArrayView<float> all) => all.SubView(StoppingStart, Layers * (Width + 1));

    private static (ArrayView<float> Weights, ArrayView<float> Bias) Layer(ArrayView<float> all, int start, int inputs, int outputs) =>
        (all.SubView(start, inputs * outputs), all.SubView(start + (inputs * outputs), outputs));
}
