using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Models;

/// <summary>
/// How float roundings grow through a classifier, worst case and first order, in absolute terms. Every number
/// below is a bound on an error in the kernel; u is the unit roundoff.
/// </summary>
internal sealed class ClassifierErrors
{
    private const double U = ErrorBound.U;
    private const double NormalUnits = 7; // relative error of a normal number, in u
    private readonly ClassifierCall _call;
    private readonly double[][] _inputs;
    private readonly double _deviationUnits;

    /// <param name="call">The call.</param>
    /// <param name="deviationUnits">Relative error of the standard deviations, in u; 0 when they are given.</param>
    public ClassifierErrors(ClassifierCall call, double deviationUnits = 0)
    {
        _call = call;
        _deviationUnits = deviationUnits;
        int features = call.Features;
        _inputs = [.. Enumerable.Range(0, call.Labels.Length).Select(b => (double[])[.. call.Images.AsSpan(b * features, features), 1.0])];
    }

    private int Examples => _inputs.Length;

    private int Width => _inputs[0].Length;

    private double Factor => (double)_call.Data / Examples;

    /// <summary>The standard normal number of an element, as the classifier's remarks define it.</summary>
    public static double Noise(int element, uint stream, PhiloxKey key, int step, int draw)
    {
        Words w = Philox4x32.Block(
            Words.Counter((uint)element / 4, stream, (uint)step | ((ulong)(uint)draw << 32)), key);
        NormalPair pair = element % 4 < 2 ? BoxMuller.FromWords(w.W0, w.W1) : BoxMuller.FromWords(w.W2, w.W3);
        return element % 2 == 0 ? pair.Z0 : pair.Z1;
    }

    /// <summary>Weights of a draw; error: the noise's 7 u, a product, a sum.</summary>
    public (double[] Value, double[] Error) Weights(PhiloxKey key, int step, int draw)
    {
        double[] noise = [.. _call.Mean.Select((_, j) => _call.StandardDeviation[j] * Noise(j, 0xC01, key, step, draw))];
        double[] value = [.. _call.Mean.Select((m, j) => m + noise[j])];
        return (value, [.. value.Select((w, j) => U * (((NormalUnits + 1) * Math.Abs(noise[j])) + Math.Abs(w)))]);
    }

    /// <summary>Logits of given weights; error: the weights' and gamma of the D + 1 products.</summary>
    public (double[][] Value, double[][] Error) Logits(double[] weights, double[] weightErrors) => Table((b, k) =>
    {
        double value = 0, error = 0;
        for (int d = 0; d < Width; d++)
        {
            int j = (k * Width) + d;
            value += _inputs[b][d] * weights[j];
            error += Math.Abs(_inputs[b][d]) * (weightErrors[j] + (Width * U * Math.Abs(weights[j])));
        }

        return (value, error);
    });

    /// <summary>
    /// Logits by local reparametrisation; error: gamma of the mean's products; of the root half of gamma of the
    /// variance's, the noise's 7 u, root, product; a sum.
    /// </summary>
    public (double[][] Value, double[][] Error) LocalLogits(PhiloxKey key, int step) => Table((b, k) =>
    {
        double mean = 0, variance = 0, terms = 0;
        for (int d = 0; d < Width; d++)
        {
            int j = (k * Width) + d;
            mean += _inputs[b][d] * _call.Mean[j];
            terms += Math.Abs(_inputs[b][d] * _call.Mean[j]);
            variance += Math.Pow(_inputs[b][d] * _call.StandardDeviation[j], 2);
        }

        double noise = LogitNoise(b, k, key, step) * Math.Sqrt(variance);
        double units = RootUnits + NormalUnits + 1;
        return (mean + noise, U * ((Width * terms) + (units * Math.Abs(noise)) + Math.Abs(mean + noise)));
    });

    public double LogitNoise(int b, int k, PhiloxKey key, int step) =>
        Noise((b * _call.Classes) + k, 0xC02, key, step, 0);

    /// <summary>Of the root of a logit's variance: half of D + 1 sums of products of three factors, and the root.</summary>
    public double RootUnits => (0.5 * (Width + 3)) + 1 + _deviationUnits;

    /// <summary>
    /// Log-likelihood, not scaled; error of each term: twice the logits', the subtraction's, and those of
    /// exponentials, sum and logarithm.
    /// </summary>
    public (double Value, double Error) LogLikelihood((double[][] Value, double[][] Error) logits)
    {
        double value = 0, error = 0;
        for (int b = 0; b < Examples; b++)
        {
            double[] z = logits.Value[b];
            double loss = Softmax.CrossEntropy(z, _call.Labels[b]);
            double range = z.Max() - z.Min();
            value -= loss;
            error += (2 * logits.Error[b].Max()) + (U * ((2 * range) + loss + _call.Classes + 4));
        }

        return (value, error);
    }

    /// <summary>
    /// The derivative by the logits; error: p times (twice the logits' error, the exponential's subtraction and
    /// 2 ulp, K sums, quotient and product), and the last subtraction.
    /// </summary>
    public (double[][] Value, double[][] Error) Slopes((double[][] Value, double[][] Error) logits) => Table((b, k) =>
    {
        double[] z = logits.Value[b];
        double p = Softmax.Probabilities(z)[k];
        bool isLabel = k == _call.Labels[b];
        double relative = (2 * logits.Error[b].Max()) + (U * ((2 * (z.Max() - z.Min())) + _call.Classes + 8));
        return ((isLabel ? 1 : 0) - p, (p * relative) + (isLabel ? U : 0));
    });

    /// <summary>N/B times a sum over the batch of <c>x^power times a slope</c>, with its error and absolute terms.</summary>
    public (double Value, double Error) OverBatch(int j, int power, (double[][] Value, double[][] Error) slopes)
    {
        (int k, int d) = (j / Width, j % Width);
        double value = 0, error = 0;
        for (int b = 0; b < Examples; b++)
        {
            double x = Math.Pow(_inputs[b][d], power);
            value += x * slopes.Value[b][k];
            error += Math.Abs(x) * (slopes.Error[b][k] + ((Examples + power + 2) * U * Math.Abs(slopes.Value[b][k])));
        }

        return (Factor * value, Factor * error);
    }

    /// <summary>Slopes times noise over a logit's standard deviation; error: the noise's and the root's.</summary>
    public (double[][] Value, double[][] Error) NoiseSlopes(
        (double[][] Value, double[][] Error) slopes, PhiloxKey key, int step) => Table((b, k) =>
    {
        double variance = 0;
        for (int d = 0; d < Width; d++)
        {
            variance += Math.Pow(_inputs[b][d] * _call.StandardDeviation[(k * Width) + d], 2);
        }

        double perSlope = LogitNoise(b, k, key, step) / Math.Sqrt(variance);
        double value = slopes.Value[b][k] * perSlope;
        return (value, (slopes.Error[b][k] * Math.Abs(perSlope)) + (U * (RootUnits + NormalUnits + 2) * Math.Abs(value)));
    });

    /// <summary>The divergence: 4 roundings and the logarithm's 2 of every weight's terms.</summary>
    public double Divergence() => U * _call.Mean.Select((m, j) =>
    {
        double s = _call.StandardDeviation[j];
        return (2.5 * m * m) + (2.5 * Math.Abs((s - 1) * (s + 1))) + (3 * Math.Abs(Math.Log(s)));
    }).Sum();

    /// <summary>What the divergence's gradient and its subtraction add to a component's error.</summary>
    public double Subtraction(int j, bool byMean, double likelihood)
    {
        double s = _call.StandardDeviation[j];
        double prior = byMean ? Math.Abs(_call.Mean[j]) : s + (1 / s);
        return U * (((1 + (byMean ? 0 : _deviationUnits)) * Math.Abs(likelihood)) + ((byMean ? 1 : 3 + _deviationUnits) * prior));
    }

    private (double[][] Value, double[][] Error) Table(Func<int, int, (double Value, double Error)> entry)
    {
        var value = new double[Examples][];
        var error = new double[Examples][];
        for (int b = 0; b < Examples; b++)
        {
            value[b] = new double[_call.Classes];
            error[b] = new double[_call.Classes];
            for (int k = 0; k < _call.Classes; k++)
            {
                (value[b][k], error[b][k]) = entry(b, k);
            }
        }

        return (value, error);
    }
}
