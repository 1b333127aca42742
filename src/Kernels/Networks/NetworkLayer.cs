using System.Globalization;

namespace BayesBench.Kernels.Networks;

/// <summary>A layer at its place in a network, with the shape of what it gets.</summary>
/// <remarks>
/// Its parameters lie side by side: the weights or their means, shape [D, K] or [F, C, k, k]; for Gaussian weights the
/// logarithms of their variances, of the same shape; the bias, which never has noise.
/// </remarks>
/// <param name="Kind">What it is.</param>
/// <param name="Input">What it gets.</param>
/// <param name="Output">What it gives.</param>
/// <param name="Offset">Where its parameters begin in the network's.</param>
/// <param name="FilterSize">Rows and columns of a filter; 0 without filters.</param>
/// <param name="Rate">Of dropout; 0 without it.</param>
/// <param name="Prior">Of Gaussian weights; nothing elsewhere.</param>
public sealed record NetworkLayer(
    LayerKind Kind, ImageShape Input, ImageShape Output, int Offset, int FilterSize, double Rate, WeightPrior Prior)
{
    /// <summary>Whether every output sees every input through a weight of its own.</summary>
    public bool IsDense => Kind is LayerKind.Dense or LayerKind.DropConnect or LayerKind.Sparse || HasGaussianWeights;

    /// <summary>Whether it has filters.</summary>
    public bool IsConvolution => Kind is LayerKind.Conv or LayerKind.SparseConv;

    /// <summary>Whether its weights have a normal prior, or a mixture of two.</summary>
    public bool HasGaussianWeights => Kind is LayerKind.MeanField or LayerKind.Local or LayerKind.Flipout;

    /// <summary>Whether its weights have the log-uniform prior.</summary>
    public bool IsSparse => Kind is LayerKind.Sparse or LayerKind.SparseConv;

    /// <summary>Whether its weights have a posterior, and so a divergence.</summary>
    public bool IsVariational => HasGaussianWeights || IsSparse;

    /// <summary>Number of weights.</summary>
    public int Weights => IsDense ? Input.Length * Output.Length
        : IsConvolution ? Output.Channels * Input.Channels * FilterSize * FilterSize : 0;

    /// <summary>Number of biases.</summary>
    public int Biases => IsDense || IsConvolution ? Output.Channels : 0;

    /// <summary>Number of parameters.</summary>
    public int Parameters => (IsVariational ? 2 * Weights : Weights) + Biases;

    /// <summary>Inputs that one output is a sum over; 0 without weights.</summary>
    internal int FanIn => IsDense ? Input.Length : IsConvolution ? Input.Channels * FilterSize * FilterSize : 0;

    /// <summary>The sizes of a convolution of so many examples.</summary>
    internal ConvolutionSize ConvolutionOf(int examples) =>
        new(examples, Input.Channels, Input.Height, Input.Width, Output.Channels, FilterSize);

    /// <summary>As a description writes it.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        string name = DescriptionWords.Of(Kind);
        return Kind switch
        {
            LayerKind.Relu or LayerKind.Tanh or LayerKind.Softplus or LayerKind.Sigmoid => name,
            LayerKind.Dropout or LayerKind.GaussianDropout => Invariant($"{name} {Rate}"),
            LayerKind.DropConnect => Invariant($"{name} {Output.Length} {Rate}"),
            LayerKind.Conv or LayerKind.SparseConv => Invariant($"{name} {Output.Channels}x{FilterSize}"),
            LayerKind.Pool => $"{name} 2",
            _ => Invariant($"{name} {Output.Length}{Prior}"),
        };
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
