namespace BayesBench.Kernels.Models;

/// <summary>What an autoencoder saw in training, by the image, in nats.</summary>
/// <param name="Images">How many images.</param>
/// <param name="Bound">The mean of what is raised.</param>
/// <param name="Divergence">The mean of KL(q(z | x) || p(z)).</param>
public sealed record AutoencoderReport(long Images, double Bound, double Divergence);
