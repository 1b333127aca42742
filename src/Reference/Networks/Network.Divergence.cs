using BayesBench.Reference.Random;

namespace BayesBench.Reference.Networks;

/// <content>How far the posterior of the weights is from their priors.</content>
public static partial class Network
{
    /// <summary>KL(posterior || prior) of all weights.</summary>
    /// <remarks>
    /// <para>Formula: a sum over independent weights: <see cref="Inference.KullbackLeibler.Normal"/> under a normal prior, the
    /// estimate by one draw, <see cref="Inference.ScaleMixturePrior.Divergence"/>, under a mixture of two, and minus
    /// <see cref="SparseVariationalDropout.NegativeKl"/> under the log-uniform prior. Weights and biases without a posterior add
    /// nothing: they are point estimates under a flat prior.</para>
    /// </remarks>
    /// <param name="layers">The layers, at least one.</param>
    /// <param name="shape">Of one example.</param>
    /// <param name="parameters">Shape [P], finite.</param>
    /// <param name="key">The key of the mixtures' noise.</param>
    /// <param name="replicate">Its replicate.</param>
    /// <returns>The divergence, in nats; an estimate may be negative.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double Divergence(
        LayerSpecification[] layers, ExampleShape shape, double[] parameters, PhiloxKey key, ulong replicate) =>
        EachLayer(layers, shape, parameters, key, replicate).Sum(at => at.Layer.Divergence(at.Parameters, at.Noise));

    /// <summary>The derivative of <see cref="Divergence"/> by all parameters.</summary>
    /// <remarks>
    /// <para>Formula: <c>mean / s_p^2</c> by a mean and <c>(s^2 / s_p^2 - 1) / 2</c> by the logarithm of a variance under
    /// N(0, s_p^2); <see cref="Inference.ScaleMixturePrior.DivergenceGradient"/>, halved for the variance; under the log-uniform
    /// prior the slope by ln alpha times <c>-2 / mean</c> and 1, and 0 where ln alpha is clipped.</para>
    /// </remarks>
    /// <param name="layers">The layers, at least one.</param>
    /// <param name="shape">Of one example.</param>
    /// <param name="parameters">Shape [P], finite.</param>
    /// <param name="key">The key of the mixtures' noise.</param>
    /// <param name="replicate">Its replicate.</param>
    /// <returns>Shape [P].</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] DivergenceGradient(
        LayerSpecification[] layers, ExampleShape shape, double[] parameters, PhiloxKey key, ulong replicate) =>
    [
        .. EachLayer(layers, shape, parameters, key, replicate).SelectMany(at =>
        {
            (double[] means, double[] logVariances) = at.Layer.DivergenceGradient(at.Parameters, at.Noise);
            return new LayerParameters(means, logVariances, new double[at.Layer.Biases]).Flat();
        }),
    ];

    private static IEnumerable<(Layer Layer, LayerParameters Parameters, NoiseSource Noise)> EachLayer(
        LayerSpecification[] layers, ExampleShape shape, double[] parameters, PhiloxKey key, ulong replicate)
    {
        Layer[] placed = Placed(layers, shape, parameters);
        int offset = 0;
        return placed.Select((layer, l) =>
        {
            LayerParameters own = layer.Split(parameters, offset);
            offset += layer.Parameters;
            return (layer, own, Source(l, key, replicate));
        });
    }
}
