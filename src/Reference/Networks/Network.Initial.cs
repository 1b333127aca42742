using BayesBench.Reference.Random;

namespace BayesBench.Reference.Networks;

/// <content>Where training begins.</content>
public static partial class Network
{
    private const uint InitialNoise = 4;

    /// <summary>Parameters to begin with.</summary>
    /// <remarks>
    /// <para>Formula: weights, or their means, <c>deviation noise[j]</c>, with <c>deviation^2 = 2 / fanIn</c> where the next
    /// layer that is neither pooling nor dropout is a ReLU, else <c>2 / (fanIn + fanOut)</c>, and .01 in dense layers of sparse
    /// variational dropout; logarithms of variances -8, of sparse weights -10; biases 0.</para>
    /// <para>Source: He, Zhang, Ren and Sun (2015), Delving deep into rectifiers, section 2.2; Glorot and Bengio (2010),
    /// Understanding the difficulty of training deep feedforward neural networks; the sparse ones are those of the program of
    /// Molchanov, Ashukha and Vetrov (2017).</para>
    /// </remarks>
    /// <param name="layers">The layers, at least one.</param>
    /// <param name="shape">Of one example.</param>
    /// <param name="key">The noise's key; its replicate is 0.</param>
    /// <returns>Shape [P].</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] InitialParameters(LayerSpecification[] layers, ExampleShape shape, PhiloxKey key)
    {
        Layer[] placed = Placed(layers, shape);
        return [.. placed.SelectMany((layer, l) =>
        {
            double deviation = InitialDeviation(placed, l);
            NoiseSource source = Source(l, key, 0);
            bool isSparse = layer.Specification.Type is LayerType.Sparse or LayerType.SparseConv;
            return new LayerParameters(
                [.. Enumerable.Range(0, layer.Weights).Select(j => deviation * source.Normal(j, InitialNoise))],
                [.. Enumerable.Repeat(isSparse ? -10.0 : -8.0, layer.IsVariational ? layer.Weights : 0)],
                new double[layer.Biases]).Flat();
        })];
    }

    private static double InitialDeviation(Layer[] placed, int l)
    {
        Layer layer = placed[l];
        if (layer.Specification.Type == LayerType.Sparse || layer.Weights == 0)
        {
            return 0.01;
        }

        LayerType next = placed.Skip(l + 1).Select(other => other.Specification.Type).FirstOrDefault(
            type => type is not (LayerType.Pool or LayerType.Dropout or LayerType.GaussianDropout));
        double fanIn = (double)layer.Weights / layer.Output.Channels;
        int side = Math.Max(1, layer.Specification.FilterSize);
        double fanOut = (double)layer.Output.Channels * side * side;
        return Math.Sqrt(2 / (next == LayerType.Relu ? fanIn : fanIn + fanOut));
    }
}
