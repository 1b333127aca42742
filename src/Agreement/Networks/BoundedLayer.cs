using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Networks;

/// <summary>A layer in bounded numbers: the same formula that the kernels work out in float, with what each step may err by.</summary>
internal sealed partial class BoundedLayer
{
    private const double Floor = 1e-8;
    private const double UnitsOfUlp = 2;

    private readonly NetworkLayer _layer;
    private readonly object[] _noise;
    private readonly uint _stream;
    private readonly int _examples;
    private readonly LayerWires _wires;
    private readonly Bounded _weights, _logVariance, _bias;

    /// <param name="layer">At its place.</param>
    /// <param name="index">Counted from 0.</param>
    /// <param name="parameters">Of the whole network.</param>
    /// <param name="examples">B.</param>
    /// <param name="key">The noise's.</param>
    /// <param name="replicate">The noise's.</param>
    public BoundedLayer(NetworkLayer layer, int index, double[] parameters, int examples, PhiloxKey key, ulong replicate)
    {
        (_layer, _examples, _stream) = (layer, examples, 0x1000u + (8u * (uint)index));
        _noise = [key, _stream, replicate];
        _wires = new LayerWires(layer, examples);
        int logVariances = layer.IsVariational ? layer.Weights : 0;
        _weights = Bounded.Exact(parameters.Skip(layer.Offset).Take(layer.Weights));
        _logVariance = Bounded.Exact(parameters.Skip(layer.Offset + layer.Weights).Take(logVariances));
        _bias = Bounded.Exact(parameters.Skip(layer.Offset + layer.Weights + logVariances).Take(layer.Biases));
    }

    private Bounded StandardDeviation => _logVariance.Scaled(0.5).Map(Math.Exp, (l, _) => Math.Exp(l), UnitsOfUlp * UlpBounds.Exp);

    public Bounded Forward(Bounded x, NetworkNoise mode)
    {
        bool isMean = mode == NetworkNoise.Mean;
        return _layer.Kind switch
        {
            LayerKind.Dense or LayerKind.Conv => _wires.WithBias(_wires.Output(x, _weights), _bias),
            LayerKind.Pool => Pooled(x),
            LayerKind.Dropout => isMean ? x : Dropped(x),
            LayerKind.GaussianDropout => isMean ? x : x.Times(Multiplier()),
            LayerKind.DropConnect => _wires.WithBias(
                isMean ? _wires.Output(x, _weights).Times(1 - _layer.Rate) : _wires.Output(x, _weights, Keeps(mode)), _bias),
            LayerKind.Sparse or LayerKind.SparseConv => _wires.WithBias(Sparse(x, mode), _bias),
            LayerKind.MeanField or LayerKind.Local or LayerKind.Flipout => _wires.WithBias(Gaussian(x, mode), _bias),
            _ => Activated(x),
        };
    }

    /// <summary>Derivatives by input and parameters of a loss without the divergence, through a pass of training.</summary>
    public (Bounded Input, Bounded Parameters) Backward(Bounded x, Bounded g)
    {
        (Bounded input, Bounded parameters) = _layer.Kind switch
        {
            LayerKind.Dense or LayerKind.Conv => (_wires.ByInput(g, _weights), _wires.ByWeight(x, g)),
            LayerKind.Pool => (PooledGradient(x, g), Bounded.Exact([])),
            LayerKind.Dropout => (Dropped(g), Bounded.Exact([])),
            LayerKind.GaussianDropout => (g.Times(Multiplier()), Bounded.Exact([])),
            LayerKind.DropConnect => (
                _wires.ByInput(g, _weights, Keeps(NetworkNoise.Training)), _wires.ByWeight(x, g, Keeps(NetworkNoise.Training))),
            LayerKind.Sparse or LayerKind.SparseConv => SparseGradient(x, g),
            LayerKind.MeanField or LayerKind.Local or LayerKind.Flipout => GaussianGradient(x, g),
            _ => (ActivatedGradient(x, g), Bounded.Exact([])),
        };
        return (input, _layer.Biases == 0 ? parameters : parameters.Join(_wires.ByBias(g)));
    }

    // Whether a mask keeps a weight, of an example's own or of the batch's.
    private Func<int, int, bool> Keeps(NetworkNoise mode)
    {
        int ofExample = mode == NetworkNoise.Training ? _layer.Weights : 0;
        return (b, weight) => Layers.Keeps((b * ofExample) + weight, _noise, _layer.Rate);
    }

    private Bounded Noise(int count, uint behind = 0)
    {
        object[] noise = [_noise[0], _stream + behind, _noise[2]];
        return Bounded.Rounded(Enumerable.Range(0, count).Select(e => Layers.Normal(e, noise)), Layers.NormalUnits);
    }

    private Bounded Signs(int count, uint behind) => Bounded.Exact(Enumerable.Range(0, count).Select(e =>
    {
        Words block = Philox4x32.Block(Words.Counter((uint)(e / 128), _stream + behind, (ulong)_noise[2]), (PhiloxKey)_noise[0]);
        uint word = (e / 32 % 4) switch { 0 => block.W0, 1 => block.W1, 2 => block.W2, _ => block.W3 };
        return (word >> (e % 32) & 1) == 0 ? 1.0 : -1.0;
    }));

    private Bounded Dropped(Bounded x) => Bounded.Of(x.Length, i =>
    {
        bool keeps = Layers.Keeps(i, _noise, _layer.Rate);
        double value = x.Value[i] / (1 - _layer.Rate);
        return keeps ? (value, (x.Error[i] / (1 - _layer.Rate)) + (2 * ErrorBound.U * Math.Abs(value))) : (0, 0);
    });

    private Bounded Multiplier()
    {
        int count = _examples * _layer.Input.Length;
        Bounded alpha = Bounded.Rounded(Enumerable.Repeat(_layer.Rate / (1 - _layer.Rate), count), 1);
        return alpha.Root().Times(Noise(count)).Plus(Bounded.Exact(Enumerable.Repeat(1.0, count)));
    }

    // The four places of a window.
    private int[] Window(int window)
    {
        int columns = _layer.Input.Width / 2;
        int corner = (2 * (window / columns) * _layer.Input.Width) + (2 * (window % columns));
        return [corner, corner + 1, corner + _layer.Input.Width, corner + _layer.Input.Width + 1];
    }

    private Bounded Pooled(Bounded x) => Bounded.Of(
        x.Length / 4, w => (Window(w).Max(i => x.Value[i]), Window(w).Max(i => x.Error[i])));

    // Where rounding may have made another pixel the largest, either may have got the derivative.
    private Bounded PooledGradient(Bounded x, Bounded g)
    {
        var gradient = Bounded.Exact(new double[x.Length]);
        for (int w = 0; w < g.Length; w++)
        {
            int[] places = Window(w);
            int first = places.MaxBy(i => x.Value[i]);
            bool isSure = places.All(i => i == first || x.Value[first] - x.Value[i] > x.Error[first] + x.Error[i] || x.Error[first] + x.Error[i] == 0);
            foreach (int i in places)
            {
                gradient.Value[i] = i == first ? g.Value[w] : 0;
                gradient.Error[i] = isSure ? (i == first ? g.Error[w] : 0) : Math.Abs(g.Value[w]) + g.Error[w];
            }
        }

        return gradient;
    }

    private Bounded Activated(Bounded x) => _layer.Kind switch
    {
        LayerKind.Relu => Bounded.Of(x.Length, i => (Math.Max(0, x.Value[i]), x.Value[i] > -x.Error[i] ? x.Error[i] : 0)),
        LayerKind.Tanh => x.Map(Math.Tanh, (t, e) => 1 - Math.Pow(Math.Tanh(Math.Max(0, Math.Abs(t) - e)), 2), UnitsOfUlp * UlpBounds.Tanh),
        LayerKind.Softplus => x.Map(Softplus, (t, e) => Sigmoid(t + e), UnitsOfUlp * UlpBounds.Softplus),
        _ => SigmoidOf(x),
    };

    private Bounded ActivatedGradient(Bounded x, Bounded g)
    {
        Bounded y = Activated(x);
        Bounded one = Bounded.Exact(Enumerable.Repeat(1.0, x.Length));
        return _layer.Kind switch
        {
            LayerKind.Relu => Bounded.Of(x.Length, i => (
                x.Value[i] > 0 ? g.Value[i] : 0,
                Math.Abs(x.Value[i]) > x.Error[i] || x.Error[i] == 0
                    ? (x.Value[i] > 0 ? g.Error[i] : 0)
                    : Math.Abs(g.Value[i]) + g.Error[i])),
            LayerKind.Tanh => g.Times(one.Plus(y.Scaled(-1)).Times(one.Plus(y))),
            LayerKind.Softplus => g.Times(SigmoidOf(x)),
            _ => g.Times(y.Times(one.Plus(y.Scaled(-1)))),
        };
    }

    private static Bounded SigmoidOf(Bounded x) => x.Map(
        Sigmoid, (t, e) => Sigmoid(Math.Max(0, Math.Abs(t) - e)) * Sigmoid(-Math.Max(0, Math.Abs(t) - e)), UnitsOfUlp * UlpBounds.Sigmoid);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
