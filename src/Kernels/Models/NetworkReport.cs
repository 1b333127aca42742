namespace BayesBench.Kernels.Models;

/// <summary>What the steps since the last report have seen, and the divergence as it is now.</summary>
/// <param name="Examples">How many, with repetition.</param>
/// <param name="LogLikelihood">The sum over these, each under the noise of its step, in nats.</param>
/// <param name="Errors">How many of these had a likelier class than their label.</param>
/// <param name="Divergence">KL(posterior || prior) of all weights, in nats: once for the data set.</param>
public readonly record struct NetworkReport(long Examples, double LogLikelihood, double Errors, double Divergence)
{
    /// <summary>An estimate of the evidence lower bound of N data, in nats.</summary>
    /// <param name="data">N.</param>
    /// <returns>Both terms.</returns>
    public ClassifierBound Bound(int data) => new((double)data / Examples * LogLikelihood, Divergence);
}

/// <summary>What a network says of examples.</summary>
/// <param name="Probabilities">The mean over the draws of the class probabilities, shape [N, K].</param>
/// <param name="Entropy">Of that mean, in nats: the whole uncertainty, shape [N].</param>
/// <param name="MutualInformation">Of class and draw, in nats: the part of it that is disagreement, shape [N].</param>
public sealed record NetworkPrediction(float[] Probabilities, float[] Entropy, float[] MutualInformation);
