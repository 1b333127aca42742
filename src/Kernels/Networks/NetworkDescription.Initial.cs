using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Networks;

/// <content>Where training begins.</content>
public sealed partial class NetworkDescription
{
    private const double SparseLogVariance = -10;
    private const double GaussianLogVariance = -8;
    private const double SparseDeviation = 0.01;

    /// <summary>Parameters to begin with.</summary>
    /// <remarks>
    /// <para>Weights, or their means, are normal with variance <c>2 / fanIn</c> (He et al., 2015) where the next layer that is
    /// neither pooling nor dropout is a ReLU, else <c>2 / (fanIn + fanOut)</c> (Glorot and Bengio, 2010); those of
    /// <c>sparse</c> have standard deviation 0.01, as the authors of sparse variational dropout have it. Logarithms of
    /// variances are -8, those of sparse weights -10. Biases are 0.</para>
    /// <para>The number of weight j is component <c>j % 4</c> of the Philox block with counter (j / 4, the layer's stream, 0),
    /// its key being the seed, worked out in double on the host: every device, and the reference, begin with the same floats.
    /// </para>
    /// </remarks>
    /// <param name="seed">The seed.</param>
    /// <returns>Shape [P].</returns>
    public float[] InitialParameters(ulong seed)
    {
        var parameters = new float[Parameters];
        var key = new DeviceKey((uint)seed, (uint)(seed >> 32));
        for (int l = 0; l < Layers.Count; l++)
        {
            NetworkLayer layer = Layers[l];
            double deviation = Deviation(l);
            uint stream = LayerStreams.First + ((uint)l * LayerStreams.OfLayer) + LayerStreams.Initial;
            for (int j = 0; j < layer.Weights; j++)
            {
                parameters[layer.Offset + j] = (float)(deviation * Normal(j, stream, key));
            }

            int logVariances = layer.IsVariational ? layer.Weights : 0;
            Array.Fill(
                parameters, (float)(layer.IsSparse ? SparseLogVariance : GaussianLogVariance), layer.Offset + layer.Weights, logVariances);
        }

        return parameters;
    }

    private double Deviation(int l)
    {
        NetworkLayer layer = Layers[l];
        LayerKind? next = Layers.Skip(l + 1).Select(follower => (LayerKind?)follower.Kind).FirstOrDefault(
            kind => kind is not (LayerKind.Pool or LayerKind.Dropout or LayerKind.GaussianDropout));
        int fanOut = layer.Output.Channels * (layer.IsConvolution ? layer.FilterSize * layer.FilterSize : 1);
        double variance = 2.0 / (next == LayerKind.Relu ? layer.FanIn : layer.FanIn + fanOut);
        return layer.Kind == LayerKind.Sparse ? SparseDeviation : Math.Sqrt(variance);
    }

    private static double Normal(int element, uint stream, DeviceKey key)
    {
        const double TwoToMinus32 = 1.0 / (1L << 32);
        DeviceWords words = DevicePhilox.Block((uint)element / 4, stream, 0, 0, key);
        bool first = element % 4 < 2;
        double radius = Math.Sqrt(-2 * Math.Log(((first ? words.W0 : words.W2) + 1.0) * TwoToMinus32));
        (double sine, double cosine) = double.SinCosPi(2.0 * (first ? words.W1 : words.W3) * TwoToMinus32);
        return radius * (element % 2 == 0 ? cosine : sine);
    }
}
