using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// D bits that share one logit, as kernels take them: <c>f = sum_i (b_i - t_i)^2</c> as what it is at all zeros, <see cref="Origin"/>,
/// and what each one adds, <c>1 - 2 t_i</c>. Twelve numbers in registers: kernels have no local arrays.
/// </summary>
internal readonly struct BernoulliToyProblem(
    int bits, float origin, BernoulliProblem law, FourNumbers first, FourNumbers second, FourNumbers third)
{
    public const int MostBits = 12;

    public readonly int Bits = bits;

    /// <summary>f at all zeros, less a baseline where there is one.</summary>
    public readonly float Origin = origin;
    public readonly float Success = law.Success;
    public readonly float Failure = law.Failure;
    public readonly float Threshold = law.Threshold;
    public readonly float Complement = law.Complement;
    private readonly FourNumbers _first = first;
    private readonly FourNumbers _second = second;
    private readonly FourNumbers _third = third;

    /// <summary>The problem on the host, its bits those of p in full precision.</summary>
    public static BernoulliToyProblem OnGrid(IReadOnlyList<float> targets, float logit, double baseline)
    {
        ArgumentNullException.ThrowIfNull(targets);
        DeviceGuard.Within(targets.Count, 1, MostBits, "the length of targets");
        double Added(int bit) => bit < targets.Count ? 1.0 - (2.0 * targets[bit]) : 0.0;
        FourNumbers Four(int bit) => new((float)Added(bit), (float)Added(bit + 1), (float)Added(bit + 2), (float)Added(bit + 3));
        return new BernoulliToyProblem(
            targets.Count,
            (float)(targets.Sum(target => (double)target * target) - baseline),
            BernoulliProblem.OnGrid(0f, logit),
            Four(0),
            Four(4),
            Four(8));
    }

    /// <summary>The problem at a point, on the device.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BernoulliToyProblem At(ToyTargets targets, float logit, float baseline) => new(
        targets.Bits,
        targets.Squares - baseline,
        BernoulliProblem.At(0f, logit),
        targets.Four(0),
        targets.Four(4),
        targets.Four(8));

    /// <summary>What a one of this bit adds to f; one choice at a time, which stay selects.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Added(int bit)
    {
        float n0 = bit < 4 ? _first.N0 : _second.N0;
        float n1 = bit < 4 ? _first.N1 : _second.N1;
        float n2 = bit < 4 ? _first.N2 : _second.N2;
        float n3 = bit < 4 ? _first.N3 : _second.N3;
        n0 = bit < 8 ? n0 : _third.N0;
        n1 = bit < 8 ? n1 : _third.N1;
        n2 = bit < 8 ? n2 : _third.N2;
        n3 = bit < 8 ? n3 : _third.N3;
        float even = (bit & 2) == 0 ? n0 : n2;
        float odd = (bit & 2) == 0 ? n1 : n3;
        return (bit & 1) == 0 ? even : odd;
    }
}

/// <summary>The targets of one point in memory.</summary>
internal readonly struct ToyTargets(ArrayView<float> targets, int start, int bits)
{
    public readonly int Bits = bits;

    /// <summary>f at all zeros.</summary>
    public float Squares
    {
        get
        {
            float sum = 0f;
            for (int bit = 0; bit < Bits; bit++)
            {
                sum += this[bit] * this[bit];
            }

            return sum;
        }
    }

    /// <summary>The target of a bit.</summary>
    public float this[int bit] => targets[start + bit];

    /// <summary>What a one of this bit adds to f.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Added(int bit) => 1f - (2f * this[bit]);

    /// <summary>What four consecutive bits add; those beyond the last add what the first does, and nobody asks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FourNumbers Four(int bit) => new(Within(bit), Within(bit + 1), Within(bit + 2), Within(bit + 3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Within(int bit) => Added(bit < Bits ? bit : 0);
}
