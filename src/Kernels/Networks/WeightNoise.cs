using System.Globalization;

namespace BayesBench.Kernels.Networks;

/// <summary>How a batch's noise of weights is drawn; the law is the same for every example.</summary>
public enum WeightNoiseKind
{
    /// <summary>In the pre-activations, for every example and output: the local reparametrisation.</summary>
    Local,

    /// <summary>In the weights, one draw for the whole batch. In batches of one example every example has its own.</summary>
    Shared,
}

/// <summary>
/// Noise of the weights of a network's dense layers, in proportion to them: <c>w = theta (1 + sqrt(alpha) noise)</c>, which is
/// variational dropout with independent weight noise and alpha held. Biases have none.
/// </summary>
/// <remarks>Source: Kingma, Salimans and Welling (2015), Variational Dropout and the Local Reparameterization Trick, section 3.2.</remarks>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Alpha">Of every layer of kind dense, in order; not negative.</param>
public sealed record WeightNoise(WeightNoiseKind Kind, IReadOnlyList<double> Alpha)
{
    /// <inheritdoc />
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"weights' noise {Kind.ToString().ToLowerInvariant()} of variance {string.Join(' ', Alpha.Select(Text))}");

    private static string Text(double alpha) => alpha.ToString(CultureInfo.InvariantCulture);
}
