using BayesBench.Kernels.Networks;
using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>A network's flat parameters, or what an optimiser remembers of each, as one array for every kind of them in every layer.</summary>
internal sealed class NetworkArrays
{
    private readonly List<(string Layer, string Name, int[] Shape)> _parts = [];

    public NetworkArrays(NetworkDescription description)
    {
        for (int l = 0; l < description.Layers.Count; l++)
        {
            NetworkLayer layer = description.Layers[l];
            if (layer.Parameters > 0)
            {
                Add(layer, Format.Invariant($"layer {l + 1} ({layer})"));
            }
        }
    }

    /// <summary>Number of arrays.</summary>
    public int Count => _parts.Count;

    /// <summary>Cuts a flat buffer; an empty one, that an optimiser has no use for, into none.</summary>
    /// <param name="of">Stands before the arrays' names.</param>
    /// <param name="flat">In the layers' order.</param>
    public IEnumerable<ModelArray> Split(string of, float[] flat)
    {
        if (flat.Length == 0)
        {
            yield break;
        }

        int at = 0;
        foreach ((string layer, string name, int[] shape) in _parts)
        {
            int count = shape.Aggregate(1, (product, length) => product * length);
            yield return new ModelArray(layer, of + name, shape, flat[at..(at + count)]);
            at += count;
        }
    }

    private void Add(NetworkLayer layer, string name)
    {
        int[] shape = layer.IsConvolution
            ? [layer.Output.Channels, layer.Input.Channels, layer.FilterSize, layer.FilterSize]
            : [layer.Input.Length, layer.Output.Length];
        _parts.Add((name, layer.IsVariational ? "mean" : "weights", shape));
        if (layer.IsVariational)
        {
            _parts.Add((name, "log-variance", shape));
        }

        _parts.Add((name, "bias", [layer.Biases]));
    }
}
