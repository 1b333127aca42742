using BayesBench.Data;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;

namespace BayesBench.Models;

/// <summary>A network of adaptive depth for digits.</summary>
/// <param name="Width">Features of a layer.</param>
/// <param name="Layers">Residual layers.</param>
/// <param name="Tau">What a layer costs, in nats a datum.</param>
/// <param name="Batch">Examples of a minibatch.</param>
/// <param name="Seed">Of the parameters, and key of all noise.</param>
public sealed record AdaptiveDepthOptions(int Width = 128, int Layers = 6, float Tau = 0.5f, int Batch = 128, ulong Seed = 1)
{
    private const uint WeightStream = 0x0AD1;

    /// <summary>The network's sizes, in training.</summary>
    public DepthNetworkSize Size => new(Digits.Pixels, Width, Layers, Digits.Classes, Batch);

    /// <summary>The key of all noise.</summary>
    public DeviceKey Key => new((uint)Seed, (uint)(Seed >> 32));

    /// <summary>
    /// Random weights of variance 2 / inputs, after He et al. (2015), those of a residual layer divided by L, so that the state does
    /// not grow with the depth; biases of 0, and heads for stopping whose law is even.
    /// </summary>
    public float[] Initial()
    {
        DepthNetworkSize size = Size;
        double[] normal = Normal.Draw(0, 1, PhiloxKey.From(Seed), WeightStream, 0, size.Parameters);
        int place = 0;
        IEnumerable<double> Layer(int inputs, int outputs, double variance)
        {
            double[] weights = normal[place..(place + (inputs * outputs))];
            place += (inputs + 1) * outputs;
            return [.. weights.Select(weight => Math.Sqrt(variance) * weight), .. new double[outputs]];
        }

        double[] all =
        [
            .. Layer(size.Inputs, size.Width, 2.0 / size.Inputs),
            .. Enumerable.Range(0, size.Layers).SelectMany(_ => Layer(size.Width, size.Width, 2.0 / (size.Width * size.Layers))),
            .. Layer(size.Width, size.Classes, 1.0 / size.Width),
            .. Enumerable.Range(0, size.Layers).SelectMany(l => new double[size.Width].Append(-Math.Log(size.Layers - l))),
        ];
        return Array.ConvertAll(all, number => (float)number);
    }
}
