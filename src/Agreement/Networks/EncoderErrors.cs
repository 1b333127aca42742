using System.Runtime.CompilerServices;
using BayesBench.Agreements.Inference;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Networks;

/// <summary>How float roundings grow through the draws of a Gaussian encoder's code.</summary>
internal sealed class EncoderErrors(Rounded[][] code, int latents, PhiloxKey key = default, int step = 0)
{
    public EncoderErrors(double[][] exact, int latents, PhiloxKey key = default, int step = 0)
        : this(Array.ConvertAll(exact, row => Array.ConvertAll(row, number => (Rounded)number)), latents, key, step)
    {
    }

    public const double ExpUnits = 2 * UlpBounds.Exp;

    public int Latents => latents;

    public int Width => code[0].Length;

    public static object[] Noise(InputSource source) => [new PhiloxKey(source.Word(), source.Word()), source.Integer(0, 1000)];

    public static DeviceKey Key(PhiloxKey key) => new(key.K0, key.K1);

    /// <summary>A code of every width: diagonal, with a factor, of one latent number.</summary>
    public static double[][] Draw(InputSource source, int examples, int latents, bool isDiagonal)
    {
        int width = (2 * latents) + (isDiagonal ? 0 : latents * (latents - 1) / 2);
        double[] spread = [.. Enumerable.Range(0, width).Select(w => w >= latents && w < 2 * latents ? 2.0 : 1.0)];
        return [.. Enumerable.Range(0, examples).Select(_ => spread.Select(s => s * source.Normal()).ToArray())];
    }

    /// <summary>A bound whose components err by parts of the same numbers: they are found once a call.</summary>
    public static ErrorBound BoundOf(string analysis, Func<object[], IEnumerable<Rounded>> of)
    {
        var known = new ConditionalWeakTable<object[], double[]>();
        return new ErrorBound(
            analysis, (call, _, i) => known.GetValue(call, arguments => [.. of(arguments).Select(one => one.Once().Error)])[i]);
    }

    /// <summary>The standard normal number of latent i of example b.</summary>
    public Rounded Noise(int b, int i, int k)
    {
        int element = (b * latents) + i;
        Words w = Philox4x32.Block(Words.Counter((uint)element / 4, 0xE00, (uint)step | ((ulong)(uint)k << 32)), key);
        NormalPair pair = element % 4 < 2 ? BoxMuller.FromWords(w.W0, w.W1) : BoxMuller.FromWords(w.W2, w.W3);
        return Rounded.Units(element % 2 == 0 ? pair.Z0 : pair.Z1, Layers.NormalUnits);
    }

    public Rounded Deviation(int b, int i) => code[b][latents + i].Halved().Exp(ExpUnits);

    public Rounded Latent(int b, int i, int k)
    {
        Rounded z = code[b][i] + (Deviation(b, i) * Noise(b, i, k));
        for (int j = 0; Width > 2 * latents && j < i; j++)
        {
            z += code[b][(2 * latents) + (i * (i - 1) / 2) + j] * Noise(b, j, k);
        }

        return z;
    }

    /// <summary>ln p(z) - ln q(z): squares and their sum in double.</summary>
    public Rounded LogRatio(int b, int k) => Rounded.Sum(Enumerable.Range(0, latents).SelectMany(i =>
        (Rounded[])[HalfSquare(Noise(b, i, k), 1), HalfSquare(Latent(b, i, k), -1), code[b][latents + i].Halved()]));

    /// <summary>KL(q || N(0, I)): as KullbackLeibler.ToStandardNormal, and a product for every number below the diagonal.</summary>
    public Rounded Divergence(int b)
    {
        double value = 0, error = 0;
        for (int w = 0; w < Width; w++)
        {
            Rounded number = code[b][w];
            double v = number.Value;
            bool isLogVariance = IsLogVariance(w);
            value += isLogVariance ? BeyondLinear(v) : v * v;
            // What the number errs by already goes by the steepest slope about it.
            error += isLogVariance
                ? (ErrorBound.U * (Divergences.ExpBeyondLinear(v) + BeyondLinear(v))) + (Math.Abs(Math.Exp(v) - 1) * number.Error) + (Math.Exp(v + number.Error) * number.Error * number.Error)
                : (ErrorBound.U * (w < latents ? 2 : 1) * v * v) + (((2 * Math.Abs(v)) + number.Error) * number.Error);
        }

        return new Rounded(0.5 * value, 0.5 * error);
    }

    /// <summary>The divergence's derivative by number w of a row.</summary>
    public Rounded DivergenceSlope(int b, int w)
    {
        Rounded number = code[b][w];
        if (!IsLogVariance(w))
        {
            return number;
        }

        double v = number.Value;
        double own = ErrorBound.U * Divergences.ExpBeyondLinear(v);
        return (number + new Rounded(BeyondLinear(v), own + ((Math.Exp(v + number.Error) + 1) * number.Error))).Halved();
    }

    /// <summary>The latent number that number w of a row moves, and the one whose noise it goes by.</summary>
    public (int I, int J) Places(int w)
    {
        if (w < 2 * latents)
        {
            return (w % latents, w % latents);
        }

        (int i, int j) = (1, w - (2 * latents));
        for (; j >= i; i++)
        {
            j -= i;
        }

        return (i, j);
    }

    /// <summary>How a latent number moves with number w of a row.</summary>
    public Rounded Slope(int b, int w, int k) => w < latents ? 1
        : w < 2 * latents ? Deviation(b, w - latents).Halved() * Noise(b, w - latents, k)
        : Noise(b, Places(w).J, k);

    private bool IsLogVariance(int w) => w >= latents && w < 2 * latents;

    private static double BeyondLinear(double v) => Math.Abs(v) < 1e-3 ? v * v * (0.5 + (v / 6)) : Math.Exp(v) - 1 - v;

    private static Rounded HalfSquare(Rounded x, double sign) =>
        new(sign * 0.5 * x.Value * x.Value, (Math.Abs(x.Value) + (0.5 * x.Error)) * x.Error);
}
