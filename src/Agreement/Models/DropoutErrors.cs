using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Models;

/// <summary>
/// How float roundings grow through a dropout regressor, worst case and first order, in absolute terms; u is the unit roundoff. Masks are
/// exact. A pre-activation within its own error of 0 may fall on either side: its whole slope is then in doubt.
/// </summary>
internal sealed class DropoutErrors(DropoutCall call, PhiloxKey key, uint stream, int model)
{
    private const double U = ErrorBound.U;

    // The complement of the rate and its reciprocal.
    private const double KeepUnits = 2;
    private readonly double[] _p = call.Parameters;
    private readonly int _inputs = call.Width, _hidden = call.Hidden;

    private int Weights => (_inputs + 1) * _hidden;

    private int Words => (_hidden + _inputs + 31) / 32;

    /// <summary>Masked inputs, hidden numbers and slopes with their errors, and the output with its.</summary>
    public sealed record Pass(double[] Inputs, double[] Hidden, double[] HiddenErrors, double[] Slopes, double[] SlopeErrors, double Output, double Error);

    /// <summary>Every example's pass under the masks of one replicate.</summary>
    public Pass[] Passes(int replicate)
    {
        uint[] bits = BernoulliBits.Fill(
            call.DropRate, key, stream, (uint)replicate | ((ulong)(uint)model << 32), call.Targets.Length * Words);
        return [.. call.Inputs.Chunk(_inputs).Select((x, b) => Forward(x, bits[(b * Words)..((b + 1) * Words)]))];
    }

    /// <summary>Of the loss: twice the residual times its error, and B + 3 roundings; the decay's sum and product.</summary>
    public double Loss(int step, double weightDecay)
    {
        int count = call.Targets.Length;
        double squares = Passes(step).Zip(call.Targets, (pass, y) =>
        {
            double error = pass.Output - y;
            return (2 * Math.Abs(error) * (pass.Error + (U * Math.Abs(error)))) + ((count + 3) * U * error * error);
        }).Average();
        return squares + (U * (Weights + 4) * weightDecay * _p.Take(Weights).Sum(w => w * w));
    }

    /// <summary>Of the gradient: the product rule along the chain, and B + 3 roundings of each sum.</summary>
    public double[] Gradient(int step, double weightDecay)
    {
        int count = call.Targets.Length;
        double own = (count + 3) * U;
        double[] errors = [.. _p.Select((w, j) => j < Weights ? own * 2 * weightDecay * Math.Abs(w) : 0)];
        foreach ((Pass pass, double y) in Passes(step).Zip(call.Targets))
        {
            double r = 2.0 / count * Math.Abs(pass.Output - y);
            double rError = (2.0 / count * pass.Error) + (3 * U * r);
            errors[^1] += rError + (own * r);
            for (int h = 0; h < _hidden; h++)
            {
                double v = Math.Abs(_p[(_inputs * _hidden) + h]);
                double back = r * v * pass.Slopes[h];
                double backError = (rError * v * pass.Slopes[h]) + (r * v * pass.SlopeErrors[h]) + (2 * U * back);
                errors[(_inputs * _hidden) + h] += (rError * pass.Hidden[h]) + (r * pass.HiddenErrors[h]) + (own * r * pass.Hidden[h]);
                errors[Weights + h] += backError + (own * back);
                for (int d = 0; d < _inputs; d++)
                {
                    double x = Math.Abs(pass.Inputs[d]);
                    errors[(d * _hidden) + h] += x * (backError + (((KeepUnits + 1) * U) + own) * back);
                }
            }
        }

        return errors;
    }

    /// <summary>
    /// Of mean and log-likelihood of every example: an output's error, times precision and residual in the exponent, each exponent at its
    /// share; and of the running sum of exponentials, in the order it is taken in.
    /// </summary>
    public double[] Prediction(double precision, int draws)
    {
        int count = call.Targets.Length;
        var mean = new double[count];
        var sums = new (double Largest, double Sum, double Error)[count];
        for (int t = 0; t < draws; t++)
        {
            Pass[] passes = Passes(t);
            for (int b = 0; b < count; b++)
            {
                double residual = passes[b].Output - call.Targets[b];
                double exponentError = precision * Math.Abs(residual) * passes[b].Error;
                mean[b] += passes[b].Error / draws;
                sums[b] = t == 0
                    ? (-0.5 * precision * residual * residual, 1, exponentError)
                    : Added(sums[b], -0.5 * precision * residual * residual, exponentError);
            }
        }

        return [.. mean, .. sums.Select(sum => sum.Error / sum.Sum)];
    }

    private static (double Largest, double Sum, double Error) Added(
        (double Largest, double Sum, double Error) before, double exponent, double exponentError)
    {
        double rise = exponent - before.Largest;
        double smaller = Math.Exp(-Math.Abs(rise));
        // An error in spacings is at most twice as many u; the difference is rounded to a float before.
        double own = U * ((2 * UlpBounds.Exp) + Math.Abs(rise));
        return rise > 0
            ? (exponent, (before.Sum * smaller) + 1, (smaller * (before.Error + (before.Sum * own))) + exponentError)
            : (before.Largest, before.Sum + smaller, before.Error + (smaller * (own + exponentError)));
    }

    private Pass Forward(double[] x, uint[] bits)
    {
        double keep = 1 / (1 - call.DropRate);
        double Mask(int unit) => ((bits[unit / 32] >> (unit % 32)) & 1) == 0 ? keep : 0;
        double[] inputs = [.. x.Select((value, d) => value * Mask(_hidden + d))];
        var (hidden, hiddenErrors) = (new double[_hidden], new double[_hidden]);
        var (slopes, slopeErrors) = (new double[_hidden], new double[_hidden]);
        double output = _p[^1];
        double error = 0, terms = Math.Abs(output);
        for (int h = 0; h < _hidden; h++)
        {
            double[] products = [.. inputs.Select((value, d) => value * _p[(d * _hidden) + h])];
            double z = _p[Weights + h] + products.Sum();
            double zError = U * ((_inputs * Math.Abs(_p[Weights + h])) + ((_inputs + KeepUnits + 2) * products.Sum(Math.Abs)));
            slopes[h] = z > 0 ? Mask(h) : 0;
            slopeErrors[h] = (Math.Abs(z) <= zError ? Mask(h) : 0) + (KeepUnits * U * slopes[h]);
            hidden[h] = slopes[h] * z;
            hiddenErrors[h] = z > -zError ? (Mask(h) * zError) + ((KeepUnits + 1) * U * hidden[h]) : 0;
            double v = _p[(_inputs * _hidden) + h];
            output += v * hidden[h];
            error += Math.Abs(v) * hiddenErrors[h];
            terms += Math.Abs(v * hidden[h]);
        }

        // A product, at most so many additions in a lane, five of the lanes, one of the bias.
        return new Pass(inputs, hidden, hiddenErrors, slopes, slopeErrors, output, error + (U * (_hidden + 7) * terms));
    }
}
