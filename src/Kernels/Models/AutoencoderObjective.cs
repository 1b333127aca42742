namespace BayesBench.Kernels.Models;

/// <summary>What an autoencoder is trained to raise, and how the gradient by the encoder is estimated.</summary>
public enum AutoencoderObjective
{
    /// <summary>The evidence lower bound, its divergence in closed form.</summary>
    Elbo,

    /// <summary>The importance-weighted bound, by the whole derivative of its weights.</summary>
    ImportanceWeighted,

    /// <summary>The same without the derivative of ln q by its own parameters: biased for more than one draw.</summary>
    StickingTheLanding,

    /// <summary>The same with the score reparametrised once more: unbiased, and less noisy the more draws there are.</summary>
    DoublyReparameterized,
}
