using BayesBench.Agreements.Inference;
using BayesBench.Kernels.Numerics;

namespace BayesBench.Agreements.Networks;

/// <content>The divergence from the prior, summed in double, and its derivatives.</content>
internal sealed partial class BoundedLayer
{
    private const double U = ErrorBound.U;
    private const uint PriorNoise = 3;
    private const double K1 = 0.63576, K2 = 1.87320, K3 = 1.48695;

    /// <summary>What the sum of the divergences may err by.</summary>
    public double DivergenceError() =>
        _layer.IsSparse ? LogAlphas().Sum(l => KlError(l.Value, l.Error))
        : !_layer.HasGaussianWeights ? 0
        : _layer.Prior.IsMixture ? Enumerable.Range(0, _layer.Weights).Sum(MixtureError)
        : GaussianTerms().Error.Sum();

    /// <summary>Derivatives by means, logarithms of variances and biases.</summary>
    public Bounded DivergenceGradient()
    {
        Bounded ofWeights = _layer.IsSparse ? SparseSlopes()
            : !_layer.HasGaussianWeights ? Bounded.Exact(new double[_layer.Weights])
            : _layer.Prior.IsMixture ? MixtureSlopes()
            : GaussianSlopes();
        return ofWeights.Join(Bounded.Exact(new double[_layer.Biases]));
    }

    private Bounded Everywhere(double number, double units) =>
        Bounded.Rounded(Enumerable.Repeat(number, _layer.Weights), units);

    private Bounded Precision() => Everywhere(Math.Pow(_layer.Prior.StandardDeviation, -2), 1);

    private Bounded GaussianTerms()
    {
        Bounded ratio = _logVariance.Map(Math.Exp, (l, _) => Math.Exp(l), UnitsOfUlp * UlpBounds.Exp).Times(Precision());
        Bounded logRatio = _logVariance.Plus(Everywhere(-2 * Math.Log(_layer.Prior.StandardDeviation), 1));
        Bounded spread = ratio.Plus(Everywhere(-1, 0)).Plus(logRatio.Scaled(-1));
        return _weights.Times(_weights.Times(Precision())).Plus(spread).Scaled(0.5);
    }

    private Bounded GaussianSlopes()
    {
        Bounded variance = StandardDeviation.Times(StandardDeviation.Times(Precision()));
        return _weights.Times(Precision()).Join(variance.Plus(Everywhere(-1, 0)).Scaled(0.5));
    }

    private ScaleMixturePriorAgreement.Mixture Mixture() =>
        new([_layer.Prior.Weight, _layer.Prior.StandardDeviation, _layer.Prior.SecondStandardDeviation], 0);

    // A weight's draw: its shift has the exponential's, the noise's and a product's roundings.
    private (double Weight, double Shift, double ShiftError, double Error, double Noise) Draw(int j)
    {
        double noise = Layers.Normal(j, [_noise[0], _stream + PriorNoise, _noise[2]]);
        double shift = Math.Exp(_logVariance.Value[j] / 2) * noise;
        double weight = _weights.Value[j] + shift;
        double shiftError = U * (4 + Layers.NormalUnits) * Math.Abs(shift);
        return (weight, shift, shiftError, shiftError + (U * Math.Abs(weight)), noise);
    }

    private double MixtureError(int j)
    {
        var (weight, _, _, error, noise) = Draw(j);
        return Mixture().LogDensityError(weight, error) + (Layers.NormalUnits * U * noise * noise);
    }

    private Bounded MixtureSlopes()
    {
        ScaleMixturePriorAgreement.Mixture mixture = Mixture();
        Bounded means = Bounded.Of(_layer.Weights, j =>
        {
            var (weight, _, _, error, _) = Draw(j);
            return (mixture.Slope(weight), mixture.SlopeError(weight, error));
        });
        Bounded shifts = Bounded.Of(_layer.Weights, j => (Draw(j).Shift, Draw(j).ShiftError));
        return means.Join(means.Times(shifts).Plus(Everywhere(-1, 0)).Scaled(0.5));
    }

    // ln theta^2 is a rounded logarithm, doubled; the difference is rounded once.
    private (double Value, double Error, bool IsClipped)[] LogAlphas() => [.. _weights.Value.Select((mean, j) =>
    {
        double l = LogAlpha(j);
        double error = U * ((2 * UnitsOfUlp * UlpBounds.Log * Math.Abs(Math.Log(Math.Abs(mean)))) + Math.Abs(l));
        return IsClipped(j) ? (Math.CopySign(LargestLogAlpha, l), 0.0, true) : (l, error, false);
    })];

    // The argument k2 + k3 l has 4 roundings of its terms, the functions their own, products and the sum 3.
    private static double KlError(double logAlpha, double error)
    {
        double z = K2 + (K3 * logAlpha);
        double sigmoid = K1 * Sigmoid(-z);
        double argument = 4 * U * (K2 + (K3 * Math.Abs(logAlpha)));
        double own = U * ((((UnitsOfUlp * UlpBounds.Sigmoid) + 3) * sigmoid) + (((UnitsOfUlp * UlpBounds.Softplus) + 1) * 0.5 * Softplus(-logAlpha)));
        return own + (sigmoid * Sigmoid(z) * argument) + (Slope(logAlpha) * error);
    }

    private static double Slope(double logAlpha)
    {
        double z = K2 + (K3 * logAlpha);
        return (K1 * K3 * Sigmoid(z) * Sigmoid(-z)) + (0.5 * Sigmoid(-logAlpha));
    }

    private static double SlopeError(double logAlpha, double error)
    {
        double z = K2 + (K3 * logAlpha);
        double bell = Sigmoid(z) * Sigmoid(-z), half = 0.5 * Sigmoid(-logAlpha);
        double own = U * ((((2 * UnitsOfUlp * UlpBounds.Sigmoid) + 4) * K1 * K3 * bell) + (((UnitsOfUlp * UlpBounds.Sigmoid) + 1) * half));
        double argument = (4 * U * (K2 + (K3 * Math.Abs(logAlpha)))) + (K3 * error);
        return own + (K1 * K3 * bell * argument) + (half * Sigmoid(logAlpha) * error);
    }

    private Bounded SparseSlopes()
    {
        var logAlphas = LogAlphas();
        Bounded slopes = Bounded.Of(_layer.Weights, j => logAlphas[j].IsClipped
            ? (0, 0)
            : (Slope(logAlphas[j].Value), SlopeError(logAlphas[j].Value, logAlphas[j].Error)));
        return slopes.Scaled(2).Over(_weights).Join(slopes.Scaled(-1));
    }
}
