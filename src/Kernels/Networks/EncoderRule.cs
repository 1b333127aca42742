namespace BayesBench.Kernels.Networks;

/// <summary>How a derivative by an encoder's code is put together from what came back by its draws.</summary>
internal enum EncoderRule
{
    /// <summary>Through the draws, and nothing else.</summary>
    Path,

    /// <summary>The evidence lower bound's: less the derivative of the divergence in closed form.</summary>
    Elbo,

    /// <summary>The importance-weighted bound's: the whole derivative of the weights. From here on rules have shares.</summary>
    Pathwise,

    /// <summary>Without the derivative of the density by its own parameters.</summary>
    StickingTheLanding,

    /// <summary>That, times the share once more.</summary>
    DoublyReparameterized,
}
