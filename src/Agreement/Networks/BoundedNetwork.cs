using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Networks;

/// <summary>A network in bounded numbers: each layer's errors go through those behind it by the chain rule of absolute values.</summary>
internal sealed class BoundedNetwork
{
    private readonly BoundedLayer[] _layers;

    public BoundedNetwork(NetworkDescription description, double[] parameters, int examples, PhiloxKey key, ulong replicate) =>
        _layers = [.. description.Layers.Select((layer, l) => new BoundedLayer(layer, l, parameters, examples, key, replicate))];

    /// <summary>The input, and what every layer makes of it.</summary>
    public Bounded[] Forward(double[] input, NetworkNoise mode) => Forward(Bounded.Exact(input), mode);

    /// <summary>The same of an input that errs itself.</summary>
    public Bounded[] Forward(Bounded input, NetworkNoise mode)
    {
        var activations = new List<Bounded> { input };
        foreach (BoundedLayer layer in _layers)
        {
            activations.Add(layer.Forward(activations[^1], mode));
        }

        return [.. activations];
    }

    /// <summary>Derivatives by input and all parameters of a loss without the divergence.</summary>
    public (Bounded Input, Bounded Parameters) Backward(Bounded[] activations, Bounded outputGradient)
    {
        Bounded gradient = Bounded.Exact([]);
        for (int l = _layers.Length - 1; l >= 0; l--)
        {
            (outputGradient, Bounded ofLayer) = _layers[l].Backward(activations[l], outputGradient);
            gradient = ofLayer.Join(gradient);
        }

        return (outputGradient, gradient);
    }

    public double DivergenceError() => _layers.Sum(layer => layer.DivergenceError());

    public Bounded DivergenceGradient() => _layers.Select(layer => layer.DivergenceGradient()).Aggregate((a, b) => a.Join(b));
}
