using BayesBench.Kernels.Networks;

namespace BayesBench.Agreements.Networks;

/// <summary>Which output of a layer with weights is a sum over which inputs, through which weight, for a batch.</summary>
internal sealed class LayerWires
{
    private readonly NetworkLayer _layer;
    private readonly int _examples;
    private readonly (int Output, int Input, int Weight)[] _wires;

    public LayerWires(NetworkLayer layer, int examples)
    {
        (_layer, _examples) = (layer, examples);
        _wires = [.. layer.IsDense ? Dense() : layer.IsConvolution ? Convolution() : []];
    }

    private int Outputs => _examples * _layer.Output.Length;

    private int PlaneOfOutput => _layer.Output.Length / _layer.Output.Channels;

    /// <summary>Sums over inputs, of all weights or of those a mask keeps, by the example and the weight.</summary>
    public Bounded Output(Bounded input, Bounded weights, Func<int, int, bool>? keeps = null) => Bounded.Contract(
        Outputs, Kept(keeps).Select(wire => (wire.Output, wire.Input, wire.Weight)), input, weights);

    public Bounded ByInput(Bounded outputGradient, Bounded weights, Func<int, int, bool>? keeps = null) => Bounded.Contract(
        _examples * _layer.Input.Length, Kept(keeps).Select(wire => (wire.Input, wire.Output, wire.Weight)), outputGradient, weights);

    public Bounded ByWeight(Bounded input, Bounded outputGradient, Func<int, int, bool>? keeps = null) => Bounded.Contract(
        _layer.Weights, Kept(keeps).Select(wire => (wire.Weight, wire.Input, wire.Output)), input, outputGradient);

    public Bounded ByBias(Bounded outputGradient) => Bounded.Contract(
        _layer.Biases, Enumerable.Range(0, Outputs).Select(o => (Channel(o), o, 0)), outputGradient, Bounded.Exact([1.0]));

    public Bounded WithBias(Bounded output, Bounded bias) =>
        output.Plus(Bounded.Of(Outputs, o => (bias.Value[Channel(o)], bias.Error[Channel(o)])));

    private int Channel(int output) => output / PlaneOfOutput % _layer.Output.Channels;

    private IEnumerable<(int Output, int Input, int Weight)> Kept(Func<int, int, bool>? keeps) =>
        keeps is null ? _wires : _wires.Where(wire => keeps(wire.Output / _layer.Output.Length, wire.Weight));

    private IEnumerable<(int Output, int Input, int Weight)> Dense() =>
        from b in Enumerable.Range(0, _examples)
        from d in Enumerable.Range(0, _layer.Input.Length)
        from k in Enumerable.Range(0, _layer.Output.Length)
        select ((b * _layer.Output.Length) + k, (b * _layer.Input.Length) + d, (d * _layer.Output.Length) + k);

    private IEnumerable<(int Output, int Input, int Weight)> Convolution()
    {
        (ImageShape before, ImageShape after, int side) = (_layer.Input, _layer.Output, _layer.FilterSize);
        return
            from b in Enumerable.Range(0, _examples)
            from f in Enumerable.Range(0, after.Channels)
            from y in Enumerable.Range(0, after.Height)
            from x in Enumerable.Range(0, after.Width)
            from c in Enumerable.Range(0, before.Channels)
            from i in Enumerable.Range(0, side)
            from j in Enumerable.Range(0, side)
            select (
                (((((b * after.Channels) + f) * after.Height) + y) * after.Width) + x,
                (((((b * before.Channels) + c) * before.Height) + y + i) * before.Width) + x + j,
                (((((f * before.Channels) + c) * side) + i) * side) + j);
    }
}
