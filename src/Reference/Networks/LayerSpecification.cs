namespace BayesBench.Reference.Networks;

/// <summary>What a layer of a network is.</summary>
public enum LayerType
{
    /// <summary>Weights and bias without noise.</summary>
    Dense,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>ln(1 + e^x).</summary>
    Softplus,

    /// <summary>1 / (1 + e^-x).</summary>
    Sigmoid,

    /// <summary><see cref="Networks.Dropout"/> of the inputs.</summary>
    Dropout,

    /// <summary><see cref="Networks.GaussianDropout"/> of the inputs.</summary>
    GaussianDropout,

    /// <summary><see cref="Networks.DropConnect"/>, a mask of every example's own.</summary>
    DropConnect,

    /// <summary><see cref="Networks.MeanField"/>.</summary>
    MeanField,

    /// <summary><see cref="LocalReparameterization"/>.</summary>
    Local,

    /// <summary><see cref="FlipoutLayer"/>.</summary>
    Flipout,

    /// <summary><see cref="AdditiveNoise"/> under the prior of <see cref="SparseVariationalDropout"/>.</summary>
    Sparse,

    /// <summary><see cref="Convolution"/>.</summary>
    Conv,

    /// <summary>The same with the weights of <see cref="SparseVariationalDropout"/>, noise in the pre-activations.</summary>
    SparseConv,

    /// <summary><see cref="MaxPooling"/>.</summary>
    Pool,
}

/// <summary>A layer of a network.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Outputs">K of a dense layer, F of a convolution; nothing elsewhere.</param>
/// <param name="FilterSize">Rows and columns of a filter; nothing elsewhere.</param>
/// <param name="Rate">Of dropout, in [0, 1 - 2^-24]; nothing elsewhere.</param>
/// <param name="PriorDeviation">Of Gaussian weights' prior, positive.</param>
/// <param name="PriorWeight">Of its first law, in (0, 1]; 1 where there is one.</param>
/// <param name="SecondDeviation">Of its second law, positive.</param>
public readonly record struct LayerSpecification(
    LayerType Type,
    int Outputs = 0,
    int FilterSize = 0,
    double Rate = 0,
    double PriorDeviation = 1,
    double PriorWeight = 1,
    double SecondDeviation = 1);

/// <summary>What one example looks like between two layers; a row of numbers is as many channels of one pixel.</summary>
/// <param name="Channels">C, at least 1.</param>
/// <param name="Height">H, at least 1.</param>
/// <param name="Width">W, at least 1.</param>
public readonly record struct ExampleShape(int Channels, int Height = 1, int Width = 1)
{
    internal int Length => Channels * Height * Width;
}

/// <summary>What noise a pass through a network has.</summary>
public enum NetworkNoise
{
    /// <summary>That of every layer's own estimator.</summary>
    Training,

    /// <summary>One draw of all weights for the batch; dropout of inputs keeps a mask for every example.</summary>
    PosteriorDraw,

    /// <summary>None: means, sparse ones pruned, and of dropped weights what is left on average.</summary>
    Mean,
}
