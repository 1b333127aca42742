using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;

namespace BayesBench.Reference.Networks;

/// <summary>What several classifiers, or several draws of one Bayesian classifier's weights, say together.</summary>
/// <remarks>Source: the deck, F61, F62 and F85; Lakshminarayanan, Pritzel and Blundell (2017), Simple and Scalable Predictive
/// Uncertainty Estimation using Deep Ensembles.</remarks>
public static class Ensemble
{
    /// <summary>The mean of the members' predictions, how uncertain it is, and how much of that is their disagreement.</summary>
    /// <remarks>
    /// <para>Formula: <c>mean[k] = (1/M) sum_m probabilities[m][k]</c>; entropy <c>H(mean)</c>; mutual information of class
    /// and member <c>H(mean) - (1/M) sum_m H(probabilities[m])</c>, computed as <c>(1/M) sum_m KL(probabilities[m] || mean)</c>
    /// in terms that are never negative: it is 0 exactly where all members are equal, and a small one keeps its digits.
    /// </para>
    /// <para>Source of the decomposition: Depeweg et al. (2018), Decomposition of Uncertainty in Bayesian Deep Learning.</para>
    /// </remarks>
    /// <param name="probabilities">Each member's, shape [M][K], each in [0, 1], each row of sum 1; at least one of either.
    /// </param>
    /// <returns>The mean, shape [K], its entropy and the mutual information, both in nats.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability or a sum breaks its rule.</exception>
    public static EnsemblePrediction Predictive(double[][] probabilities)
    {
        Guard.Distributions(probabilities);
        double[] mean = [.. probabilities[0].Select((_, k) => MeanOf(Array.ConvertAll(probabilities, row => row[k])))];
        double divergence = probabilities.Sum(row => row.Zip(mean, SpecialFunctions.Deviance).Sum());
        return new EnsemblePrediction(mean, Categorical.EntropyOf(mean), divergence / probabilities.Length);
    }

    // Once corrected by what rounding took from it, so that the mean of equal numbers is that number.
    private static double MeanOf(double[] members)
    {
        double mean = members.Sum() / members.Length;
        return mean + (members.Sum(member => member - mean) / members.Length);
    }
}

/// <summary>What an ensemble predicts.</summary>
/// <param name="Mean">The mean of the members' probabilities, shape [K].</param>
/// <param name="Entropy">The entropy of the mean, in nats: the whole uncertainty.</param>
/// <param name="MutualInformation">Of class and member, in nats: the part of it that is disagreement.</param>
public sealed record EnsemblePrediction(double[] Mean, double Entropy, double MutualInformation);
