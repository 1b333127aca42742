using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;

namespace BayesBench.Agreements.Networks;

/// <content>Layers of random weights, without their bias.</content>
internal sealed partial class BoundedLayer
{
    private const double LargestLogAlpha = 8;
    private const double PruningThreshold = 3;

    private Bounded Gaussian(Bounded x, NetworkNoise mode)
    {
        if (mode == NetworkNoise.Mean)
        {
            return _wires.Output(x, _weights);
        }

        if (mode == NetworkNoise.PosteriorDraw || _layer.Kind == LayerKind.MeanField)
        {
            return _wires.Output(x, DrawnWeights(StandardDeviation));
        }

        Bounded mean = _wires.Output(x, _weights);
        if (_layer.Kind == LayerKind.Local)
        {
            return mean.Plus(Variance(x).Root().Times(Noise(mean.Length)));
        }

        Bounded perturbed = _wires.Output(x.Times(Signs(x.Length, 1)), StandardDeviation.Times(Noise(_layer.Weights)));
        return mean.Plus(perturbed.Times(Signs(mean.Length, 2)));
    }

    private (Bounded Input, Bounded Parameters) GaussianGradient(Bounded x, Bounded g)
    {
        Bounded byMean = _wires.ByWeight(x, g);
        Bounded deviation = StandardDeviation;
        Bounded input, byDeviation;
        if (_layer.Kind == LayerKind.MeanField)
        {
            input = _wires.ByInput(g, DrawnWeights(deviation));
            byDeviation = byMean.Times(Noise(_layer.Weights));
        }
        else if (_layer.Kind == LayerKind.Local)
        {
            Bounded h = g.Times(Noise(g.Length)).Over(Variance(x).Root());
            input = _wires.ByInput(g, _weights).Plus(x.Times(_wires.ByInput(h, deviation.Square())));
            byDeviation = deviation.Times(_wires.ByWeight(x.Square(), h));
        }
        else
        {
            (Bounded ofInput, Bounded h) = (Signs(x.Length, 1), g.Times(Signs(g.Length, 2)));
            Bounded noise = Noise(_layer.Weights);
            input = _wires.ByInput(g, _weights).Plus(_wires.ByInput(h, deviation.Times(noise)).Times(ofInput));
            byDeviation = noise.Times(_wires.ByWeight(x.Times(ofInput), h));
        }

        return (input, byMean.Join(byDeviation.Times(deviation).Scaled(0.5)));
    }

    private Bounded Sparse(Bounded x, NetworkNoise mode)
    {
        if (mode == NetworkNoise.Mean)
        {
            return _wires.Output(x, Bounded.Exact(_weights.Value.Select((mean, j) => LogAlpha(j) >= PruningThreshold ? 0 : mean)));
        }

        Bounded variance = ClippedVariance();
        if (mode == NetworkNoise.PosteriorDraw)
        {
            return _wires.Output(x, DrawnWeights(variance.Root()));
        }

        Bounded mean = _wires.Output(x, _weights);
        return mean.Plus(SparseDeviation(x, variance).Times(Noise(mean.Length)));
    }

    private (Bounded Input, Bounded Parameters) SparseGradient(Bounded x, Bounded g)
    {
        Bounded variance = ClippedVariance();
        Bounded h = g.Times(Noise(g.Length)).Scaled(0.5).Over(SparseDeviation(x, variance));
        Bounded input = _wires.ByInput(g, _weights).Plus(x.Times(_wires.ByInput(h, variance)).Scaled(2));
        Bounded byVariance = _wires.ByWeight(x.Square(), h);
        Bounded perMean = Bounded.Of(_layer.Weights, j => IsClipped(j)
            ? (2 * Math.Exp(Math.CopySign(LargestLogAlpha, LogAlpha(j))) * _weights.Value[j], 0)
            : (0, 0));
        Bounded ofClipping = byVariance.Times(perMean).Times(1, 2);
        Bounded byLogVariance = byVariance.Times(variance);
        return (input, _wires.ByWeight(x, g).Plus(ofClipping).Join(Bounded.Of(
            _layer.Weights, j => IsClipped(j) ? (0, 0) : (byLogVariance.Value[j], byLogVariance.Error[j]))));
    }

    private Bounded DrawnWeights(Bounded deviation) => _weights.Plus(deviation.Times(Noise(_layer.Weights)));

    private Bounded Variance(Bounded x) => _wires.Output(x.Square(), StandardDeviation.Square());

    private Bounded SparseDeviation(Bounded x, Bounded variance)
    {
        Bounded sum = _wires.Output(x.Square(), variance);
        return sum.Plus(Bounded.Rounded(Enumerable.Repeat(Floor, sum.Length), 1)).Root();
    }

    private double LogAlpha(int j) => _logVariance.Value[j] - (2 * Math.Log(Math.Abs(_weights.Value[j])));

    private bool IsClipped(int j) => Math.Abs(LogAlpha(j)) > LargestLogAlpha;

    // The exponential's 3 roundings, or the end's constant and two products.
    private Bounded ClippedVariance() => Bounded.Rounded(
        _weights.Value.Select((mean, j) => IsClipped(j)
            ? Math.Exp(Math.CopySign(LargestLogAlpha, LogAlpha(j))) * mean * mean
            : Math.Exp(_logVariance.Value[j])),
        3);
}
