using BayesBench.Agreements.Inference;
using BayesBench.Agreements.Numerics;

namespace BayesBench.Agreements.Models;

/// <summary>
/// An adaptive-depth network in numbers that carry their errors: the pass, the heads and the way back as the kernels take them.
/// </summary>
internal sealed class DepthNetworkErrors
{
    private const double U = ErrorBound.U;
    private readonly DepthNetworkCall _call;
    private readonly double[][] _stem, _head, _stopping;
    private readonly double[][][] _blocks;
    private readonly List<BoundedNumber[][]> _states = [];

    public DepthNetworkErrors(DepthNetworkCall call)
    {
        _call = call;
        var rest = new Queue<double>(call.Parameters);
        double[][] Take(int rows, int columns) =>
            [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => rest.Dequeue()).ToArray())];
        _stem = Take(call.Inputs + 1, call.Width);
        _blocks = [.. Enumerable.Range(0, call.Layers).Select(_ => Take(call.Width + 1, call.Width))];
        _head = Take(call.Width + 1, call.Classes);
        _stopping = Take(call.Layers, call.Width + 1);
        _states.Add(Dense([.. call.Images.Select(row => Array.ConvertAll(row, x => (BoundedNumber)x))], _stem));
        foreach (double[][] block in _blocks)
        {
            BoundedNumber[][] residual = Dense(Relu(_states[^1]), block);
            _states.Add([.. _states[^1].Zip(residual, (h, f) => h.Zip(f, (own, more) => (own + more).Rounded()).ToArray())]);
        }
    }

    /// <summary>The class logits at a depth, row after row.</summary>
    public BoundedNumber[][] Logits(int depth) => Dense(Relu(_states[depth]), _head);

    /// <summary>The logits of stopping, shape [L, B].</summary>
    public BoundedNumber[][] HaltingLogits() =>
        [.. _stopping.Select((w, l) => Relu(_states[l]).Select(r => Affine(r, k => w[k], w[^1])).ToArray())];

    /// <summary>Loss, then its gradient by all parameters.</summary>
    public BoundedNumber[] Loss()
    {
        int examples = _call.Images.Length;
        BoundedNumber[][] halting = HaltingLogits();
        BoundedNumber[][][] logits = [.. Enumerable.Range(0, _states.Count).Select(Logits)];
        var bounds = _call.Labels.Select((label, b) => DepthErrors.Amortized(
            [.. halting.Select(row => row[b])], [.. logits.Select(rows => -CrossEntropy(rows[b], label))], _call.Tau)).ToArray();
        BoundedNumber share = new BoundedNumber(1.0 / examples).Rounded();
        BoundedNumber[][][] logitGradients =
        [
            .. logits.Select((rows, l) => rows.Select((row, b) => CrossEntropyGradient(row, _call.Labels[b])
                .Select(slope => ((bounds[b].LogLikelihood[l].Rounded() * share).Rounded() * slope).Rounded()).ToArray()).ToArray()),
        ];
        BoundedNumber[][] haltingGradients =
            [.. halting.Select((_, l) => bounds.Select(bound => (-bound.Logits[l] * share).Rounded()).ToArray())];
        BoundedNumber loss = -DepthErrors.Sum(bounds.Select(bound => bound.Elbo.Rounded())) * (1.0 / examples);
        return [loss, .. Backward(logitGradients, haltingGradients)];
    }

    private BoundedNumber[] Backward(BoundedNumber[][][] logitGradients, BoundedNumber[][] haltingGradients)
    {
        BoundedNumber[][][] features = [.. _states.Select(Relu)];
        BoundedNumber[][] byHead = ByWeights([.. features.SelectMany(rows => rows)], [.. logitGradients.SelectMany(rows => rows)]);
        BoundedNumber[][] stopping = [.. haltingGradients.Select((slopes, l) =>
            ByWeights(features[l], [.. slopes.Select(slope => new[] { slope })]).Select(row => row[0]).ToArray())];
        var blocks = new BoundedNumber[_blocks.Length][][];
        BoundedNumber[][] upstream = Through(_states[^1], ByInput(logitGradients[^1], _head));
        for (int l = _blocks.Length - 1; l >= 0; l--)
        {
            blocks[l] = ByWeights(features[l], upstream);
            BoundedNumber[][] byHeads = ByInput(logitGradients[l], _head), byLayer = ByInput(upstream, _blocks[l]);
            BoundedNumber[][] own = [.. byHeads.Select((row, b) => row.Select((p, k) =>
                ((p + (haltingGradients[l][b] * _stopping[l][k]).Rounded()).Rounded() + byLayer[b][k]).Rounded()).ToArray())];
            upstream = [.. Through(_states[l], own).Zip(upstream, (a, b) => a.Zip(b, (x, y) => (x + y).Rounded()).ToArray())];
        }

        BoundedNumber[][] stem = ByWeights([.. _call.Images.Select(row => Array.ConvertAll(row, x => (BoundedNumber)x))], upstream);
        return [.. stem.Concat(blocks.SelectMany(block => block)).Concat(byHead).Concat(stopping).SelectMany(row => row)];
    }

    private static BoundedNumber[][] Relu(BoundedNumber[][] rows) =>
        [.. rows.Select(row => Array.ConvertAll(row, h => new BoundedNumber(Math.Max(h.Value, 0), h.Error)))];

    // Where the sign of h is in doubt, the slope may be missing, or there, by mistake.
    private static BoundedNumber[][] Through(BoundedNumber[][] states, BoundedNumber[][] gradient) => [.. states.Zip(gradient, (h, g) => h.Zip(g, (state, slope) =>
        new BoundedNumber(state.Value > 0 ? slope.Value : 0, slope.Error + (Math.Abs(state.Value) <= state.Error ? Math.Abs(slope.Value) : 0))).ToArray())];

    private static BoundedNumber[][] Dense(BoundedNumber[][] rows, double[][] weights) => [.. rows.Select(row =>
        Enumerable.Range(0, weights[0].Length).Select(k => Affine(row, d => weights[d][k], weights[^1][k])).ToArray())];

    private static BoundedNumber Affine(BoundedNumber[] row, Func<int, double> weight, double bias) =>
        (Ordered(row.Length, d => row[d] * weight(d)) + bias).Rounded();

    private static BoundedNumber[][] ByInput(BoundedNumber[][] outputGradient, double[][] weights) => [.. outputGradient.Select(row =>
        Enumerable.Range(0, weights.Length - 1).Select(d => Ordered(row.Length, k => row[k] * weights[d][k])).ToArray())];

    // By weights, then by the bias, whose input is 1.
    private static BoundedNumber[][] ByWeights(BoundedNumber[][] input, BoundedNumber[][] outputGradient)
    {
        int outputs = outputGradient[0].Length;
        BoundedNumber Entry(int d, int k) => Ordered(input.Length, b => outputGradient[b][k] * (d < input[b].Length ? input[b][d] : 1));
        return [.. Enumerable.Range(0, input[0].Length + 1).Select(d => Enumerable.Range(0, outputs).Select(k => Entry(d, k)).ToArray())];
    }

    // A sum of products in float, in order.
    private static BoundedNumber Ordered(int count, Func<int, BoundedNumber> product)
    {
        double value = 0, error = 0, terms = 0;
        for (int i = 0; i < count; i++)
        {
            BoundedNumber term = product(i);
            value += term.Value;
            error += term.Error;
            terms += Math.Abs(term.Value) + term.Error;
        }

        return new BoundedNumber(value, error + (MatrixProductAgreement.Gamma(count) * terms));
    }

    // Its slopes by the logits are probabilities, less 1 at the label: they add up to 2 at most.
    private static BoundedNumber CrossEntropy(BoundedNumber[] logits, int label)
    {
        double[] values = [.. logits.Select(logit => logit.Value)];
        double value = Reference.Networks.Softmax.CrossEntropy(values, label);
        double moved = 2 * logits.Max(logit => logit.Error);
        return new BoundedNumber(value, moved + (U * ((2 * (value + moved)) + Logarithms.SumTerms(values))));
    }

    private static BoundedNumber[] CrossEntropyGradient(BoundedNumber[] logits, int label)
    {
        double[] values = [.. logits.Select(logit => logit.Value)];
        double[] probabilities = Reference.Networks.Softmax.Probabilities(values);
        double moved = Math.Exp(2 * logits.Max(logit => logit.Error)) - 1, most = values.Max();
        double[] units = [.. values.Select(value => 3 + most - value)];
        double average = units.Zip(probabilities, (unit, p) => unit * p).Sum();
        double[] errors = [.. probabilities.Select((p, k) => p * (moved + (U * (1 + moved) * (units[k] + average + 2))))];
        double[] slopes = Reference.Networks.Softmax.CrossEntropyGradient(values, label);
        return [.. slopes.Select((slope, k) => new BoundedNumber(slope, k == label ? errors.Where((_, other) => other != label).Sum() : errors[k]))];
    }
}
