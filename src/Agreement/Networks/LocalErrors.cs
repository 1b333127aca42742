using System.Runtime.CompilerServices;

namespace BayesBench.Agreements.Networks;

/// <summary>
/// How float roundings grow through a layer in the local form, worst case and first order, in u, relative to the absolute
/// terms. The variances of its weights come with their own relative error.
/// </summary>
internal sealed class LocalErrors
{
    private const double U = ErrorBound.U;
    private static readonly ConditionalWeakTable<object[], LocalErrors> Made = [];
    private readonly double[] _x, _w, _g, _v;
    private readonly double _varianceUnits;
    private readonly int _batch, _inputs, _outputs;
    private readonly double[] _deviation, _noise;

    /// <param name="x">Inputs, shape [B, D].</param>
    /// <param name="w">Weights' means, shape [D, K].</param>
    /// <param name="g">Derivative by the outputs, shape [B, K]; empty where only outputs are asked for.</param>
    /// <param name="v">Weights' variances, shape [D, K].</param>
    /// <param name="varianceUnits">Their relative error, in u.</param>
    /// <param name="floor">What is added to a pre-activation's variance.</param>
    /// <param name="batch">B.</param>
    /// <param name="call">The call, whose last three arguments say the noise.</param>
    public LocalErrors(double[] x, double[] w, double[] g, double[] v, double varianceUnits, double floor, int batch, object[] call)
    {
        (_x, _w, _g, _v, _varianceUnits, _batch) = (x, w, g, v, varianceUnits, batch);
        (_inputs, _outputs) = (x.Length / batch, w.Length / (x.Length / batch));
        _noise = [.. Enumerable.Range(0, batch * _outputs).Select(o => Layers.Normal(o, call))];
        _deviation = [.. _noise.Select((_, o) => Math.Sqrt(floor + Enumerable.Range(0, _inputs).Sum(
            d => X(o / _outputs, d) * X(o / _outputs, d) * v[(d * _outputs) + (o % _outputs)])))];
    }

    /// <summary>Of a pre-activation's standard deviation: half of D + 2 roundings and of the weights' variances, a root.</summary>
    private double RootUnits => (0.5 * (_inputs + 2 + _varianceUnits)) + 1;

    // Of h = g noise / (2 s): noise, standard deviation, a product and a quotient.
    private double SlopeUnits => Layers.NormalUnits + RootUnits + 2;

    /// <summary>The errors of a call, made once: a bound is asked for every component.</summary>
    public static LocalErrors Of(object[] call, Func<LocalErrors> make) => Made.GetValue(call, _ => make());

    /// <summary>Of an output: gamma of the mean's D products; noise, root, product; a sum.</summary>
    public double Output(double[] expected, int o)
    {
        double terms = Enumerable.Range(0, _inputs).Sum(d => Math.Abs(X(o / _outputs, d) * _w[(d * _outputs) + (o % _outputs)]));
        double noise = Math.Abs(_deviation[o] * _noise[o]);
        return U * ((_inputs * terms) + ((RootUnits + Layers.NormalUnits + 1) * noise) + Math.Abs(expected[o]));
    }

    /// <summary>Of a derivative by an input: gamma of K products of either kind, h and v, three more products and a sum.</summary>
    public double Input(int i)
    {
        (int b, int d) = (i / _inputs, i % _inputs);
        return U * Enumerable.Range(0, _outputs).Sum(k =>
        {
            (int o, int j) = ((b * _outputs) + k, (d * _outputs) + k);
            return ((_outputs + 1) * Math.Abs(_g[o] * _w[j]))
                + ((_outputs + 3 + SlopeUnits + _varianceUnits) * Math.Abs(2 * Slope(o) * _x[i] * _v[j]));
        });
    }

    /// <summary>The derivative by a weight's mean alone: the sum of its absolute terms, B roundings each.</summary>
    public (double Terms, double Units) Mean(int j) => (Batch(j, (o, x) => _g[o] * x), _batch);

    /// <summary>The derivative by a weight's variance alone: the sum of its absolute terms, each of h, two products, B sums.</summary>
    public (double Terms, double Units) Variance(int j) => (Batch(j, (o, x) => Slope(o) * x * x), _batch + 1 + SlopeUnits);

    private double Batch(int j, Func<int, double, double> term) => Enumerable.Range(0, _batch)
        .Sum(b => Math.Abs(term((b * _outputs) + (j % _outputs), X(b, j / _outputs))));

    private double X(int b, int d) => _x[(b * _inputs) + d];

    private double Slope(int o) => _deviation[o] > 0 ? _g[o] * _noise[o] / (2 * _deviation[o]) : 0;
}
