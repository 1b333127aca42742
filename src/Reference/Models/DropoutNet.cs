using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Models;

/// <summary>One example's way through a net whose inputs and hidden units are dropped.</summary>
/// <param name="Inputs">Those that are left, rescaled, shape [D].</param>
/// <param name="Hidden">Those that are left, rescaled, shape [H].</param>
/// <param name="Slopes">Of a hidden number by its pre-activation: the mask where that is positive, else 0, shape [H].</param>
/// <param name="Output">The one number that comes out.</param>
internal sealed record DropoutPass(double[] Inputs, double[] Hidden, double[] Slopes, double Output);

/// <summary>D inputs, H rectified hidden units, one output; and what is dropped of them.</summary>
internal sealed class DropoutNet
{
    private readonly double[] _parameters;

    /// <summary>Takes a flat array apart.</summary>
    /// <exception cref="ArgumentException">It is not that of a net with so many inputs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public DropoutNet(double[] parameters, int inputs)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Guard.Finite(parameters);
        (_parameters, Inputs, Hidden) = (parameters, inputs, Math.Max(1, (parameters.Length - 1) / (inputs + 2)));
        Guard.Length(parameters.Length, ((inputs + 2) * Hidden) + 1, nameof(parameters));
    }

    /// <summary>D.</summary>
    public int Inputs { get; }

    /// <summary>H.</summary>
    public int Hidden { get; }

    /// <summary>(D + 1) H: the parameters before the biases.</summary>
    public int Weights => (Inputs + 1) * Hidden;

    /// <summary>Forward: <c>c + sum_h v[h] m[h] max(0, b[h] + sum_d W[d, h] m[H + d] x[d])</c>.</summary>
    /// <param name="x">Shape [D].</param>
    /// <param name="mask">m, shape [H + D]: 0 or 1 / (1 - p), hidden units first.</param>
    public DropoutPass Forward(double[] x, double[] mask)
    {
        double[] inputs = [.. x.Select((value, d) => value * mask[Hidden + d])];
        double[] preactivations =
        [
            .. Enumerable.Range(0, Hidden)
                .Select(h => _parameters[Weights + h] + inputs.Select((value, d) => value * _parameters[(d * Hidden) + h]).Sum()),
        ];
        double[] slopes = [.. preactivations.Select((z, h) => z > 0 ? mask[h] : 0)];
        double[] hidden = [.. preactivations.Zip(slopes, (z, slope) => slope * z)];
        double output = _parameters[^1] + hidden.Select((value, h) => value * OutputWeight(h)).Sum();
        return new DropoutPass(inputs, hidden, slopes, output);
    }

    /// <summary>Backward: adds the derivative by the parameters, from that by the output.</summary>
    public void Backward(DropoutPass pass, double outputGradient, double[] gradient)
    {
        gradient[^1] += outputGradient;
        for (int h = 0; h < Hidden; h++)
        {
            double slope = outputGradient * OutputWeight(h) * pass.Slopes[h];
            gradient[(Inputs * Hidden) + h] += outputGradient * pass.Hidden[h];
            gradient[Weights + h] += slope;
            for (int d = 0; d < Inputs; d++)
            {
                gradient[(d * Hidden) + h] += slope * pass.Inputs[d];
            }
        }
    }

    /// <summary>The mask of an example: its words of dropped bits, one after the other.</summary>
    public double[] Mask(double dropRate, PhiloxKey key, uint stream, ulong replicate, int example)
    {
        int units = Hidden + Inputs;
        int words = (units + 31) / 32;
        uint[] dropped =
        [
            .. Enumerable.Range(example * words, words).Select(word => BernoulliBits.Word(dropRate, key, stream, replicate, word)),
        ];
        return [.. Enumerable.Range(0, units).Select(unit => ((dropped[unit / 32] >> (unit % 32)) & 1) == 0 ? 1 / (1 - dropRate) : 0)];
    }

    private double OutputWeight(int h) => _parameters[(Inputs * Hidden) + h];
}
