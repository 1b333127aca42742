using BayesBench.Reference.Inference;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Models;

/// <content>The density that the posterior is in proportion to.</content>
public static partial class ClassifierNetwork
{
    /// <summary>The logarithm of the joint density of labels and weights, at the weights' means: what maximum a posteriori raises.</summary>
    /// <remarks>
    /// <para>Formula: <c>ln p(D, w) = sum_n ln softmax(f_w(x_n))[y_n] + sum_j ln p(w_j)</c>, without noise, j over the Gaussian
    /// weights, p the prior that their layer names. All other parameters are taken as given, biases too: no proper prior is theirs.</para>
    /// <para>Source: the deck, F49 and F72.</para>
    /// </remarks>
    /// <param name="layers">The layers; the last one's outputs are the logits of K classes.</param>
    /// <param name="shape">Of one example.</param>
    /// <param name="parameters">Shape [P], finite; the logarithms of variances play no part.</param>
    /// <param name="input">All data, shape [N, C, H, W], finite; at least one example.</param>
    /// <param name="labels">Shape [N], each in [0, K - 1].</param>
    /// <returns>In nats.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or there are no data.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double LogJoint(
        LayerSpecification[] layers, ExampleShape shape, double[] parameters, double[] input, int[] labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        Guard.NotEmpty<int>(labels);
        double[] outputs = Network.Forward(layers, shape, parameters, input, NetworkNoise.Mean, new PhiloxKey(0, 0), 0);
        double likelihood = Rows(outputs, input, shape, labels).Zip(labels, (z, label) => -Softmax.CrossEntropy(z, label)).Sum();
        double prior = 0;
        int offset = 0;
        foreach (Layer layer in Network.Placed(layers, shape, parameters))
        {
            double[] weights = layer is GaussianLayer ? layer.Split(parameters, offset).Weights : [];
            prior += weights.Sum(w => LogPrior(w, layer.Specification));
            offset += layer.Parameters;
        }

        return likelihood + prior;
    }

    private static double LogPrior(double weight, LayerSpecification of) => of.PriorWeight < 1
        ? ScaleMixturePrior.LogDensity(weight, of.PriorWeight, of.PriorDeviation, of.SecondDeviation)
        : Normal.LogDensity(weight, 0, of.PriorDeviation);
}
