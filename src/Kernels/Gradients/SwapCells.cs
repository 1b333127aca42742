using System.Runtime.CompilerServices;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// The variance of augment-REINFORCE-swap-merge, exactly, in double: the squares of lines over quadrilaterals. With spacings
/// <c>(1 - t, t s, t (1 - s))</c>, an order of the weights (v, v', v'') draws the first spacing's category where t is beyond
/// <c>v / (v + min(s v', (1 - s) v''))</c>. The four orders' bounds meet or bend at sixteen s; between two of these the bounds
/// are straight lines one above the other.
/// </summary>
internal static class SwapCells
{
    private const int Orders = 4; // as they are, and three swaps

    public static DeviceGradient Variance(CategoricalProblem p, DeviceGradient gradient)
    {
        var sums = default(SquareSums);
        double from = 0.0;
        for (int strip = 0; strip <= Orders * Orders; strip++)
        {
            double to = 1.0;
            for (int pair = 0; pair < Orders * Orders; pair++)
            {
                double bend = Bend(Order.Of(p, pair / Orders), Order.Of(p, pair % Orders));
                to = bend > from & bend < to ? bend : to;
            }

            sums = AddStrip(sums, p, gradient, from, to);
            from = to;
        }

        return new DeviceGradient((float)sums.First, (float)sums.Second);
    }

    // The rising side of one order's bound meets the falling side of another's.
    private static double Bend(Order rising, Order falling)
    {
        double fall = falling.Third * rising.First;
        return fall / ((rising.Second * falling.First) + fall);
    }

    // From bound to bound: the next one is the least that is greater in the middle of the strip.
    private static SquareSums AddStrip(SquareSums sums, CategoricalProblem p, DeviceGradient gradient, double from, double to)
    {
        double middle = 0.5 * (from + to);
        double low = 0.0;
        var left = new SpacingPoint(from, 0.0);
        var right = new SpacingPoint(to, 0.0);
        for (int layer = 0; layer <= Orders; layer++)
        {
            double high = 1.0;
            double atFrom = 1.0;
            double atTo = 1.0;
            for (int which = 0; which < Orders; which++)
            {
                Order order = Order.Of(p, which);
                double bound = order.Bound(middle);
                bool next = bound > low & bound < high;
                high = next ? bound : high;
                atFrom = next ? order.Bound(from) : atFrom;
                atTo = next ? order.Bound(to) : atTo;
            }

            var lines = SwapLines.At(p, new SpacingPoint(middle, 0.5 * (low + high)), gradient);
            var upperLeft = new SpacingPoint(from, atFrom);
            var upperRight = new SpacingPoint(to, atTo);
            sums = sums.Add(lines, left, right, upperRight).Add(lines, left, upperRight, upperLeft);
            (low, left, right) = (high, upperLeft, upperRight);
        }

        return sums;
    }

    /// <summary>The weights of the three spacings in one of the orders.</summary>
    private readonly struct Order(double first, double second, double third)
    {
        public readonly double First = first;
        public readonly double Second = second;
        public readonly double Third = third;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Order Of(CategoricalProblem p, int which)
        {
            double first = which == 1 ? p.SecondWeight : p.FirstWeight;
            double second = which == 1 ? p.FirstWeight : p.SecondWeight;
            return new Order(
                which == 2 ? p.ThirdWeight : first,
                which == 3 ? p.ThirdWeight : second,
                which == 2 ? p.FirstWeight : which == 3 ? p.SecondWeight : p.ThirdWeight);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Bound(double s) => First / (First + XMath.Min(s * Second, (1.0 - s) * Third));
    }
}

/// <summary>The spacings <c>(1 - t, t s, t (1 - s))</c>.</summary>
internal readonly struct SpacingPoint
{
    public readonly double Second;
    public readonly double Third;

    public SpacingPoint(double s, double t)
    {
        Second = t * s;
        Third = t * (1.0 - s);
    }

    public double First => 1.0 - Second - Third;
}

/// <summary>A call less the gradient, by both logits: where the categories stay, lines in the spacings.</summary>
internal readonly struct SwapLines
{
    private readonly double _same;
    private readonly double _firstSecond;
    private readonly double _firstThird;
    private readonly double _secondThird;
    private readonly DeviceGradient _gradient;

    private SwapLines(CategoricalProblem p, SwappedCategories z, DeviceGradient gradient)
    {
        _same = Less(p, z.Same);
        _firstSecond = Less(p, z.FirstSecond);
        _firstThird = Less(p, z.FirstThird);
        _secondThird = Less(p, z.SecondThird);
        _gradient = gradient;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SwapLines At(CategoricalProblem p, SpacingPoint point, DeviceGradient gradient) =>
        new(p, SwappedCategories.Of(p, point.First, point.Second, point.Third), gradient);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double First(double first, double second, double third) =>
        Of(first, second, third, _same, _firstSecond, _firstThird) - _gradient.First;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Second(double first, double second, double third) =>
        Of(first, second, third, _firstSecond, _same, _secondThird) - _gradient.Second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Of(double first, double second, double third, double ofFirst, double ofSecond, double ofThird)
    {
        const double Third = 1.0 / 3.0;
        return ((ofFirst - (Third * (_same + _firstSecond + _firstThird))) * (Third - first))
            + ((ofSecond - (Third * (_firstSecond + _same + _secondThird))) * (Third - second))
            + ((ofThird - (Third * (_firstThird + _secondThird + _same))) * (Third - third));
    }

    // f less that of the second category, from the target itself.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Less(CategoricalProblem p, int category)
    {
        double twice = 2.0 * p.Target;
        double later = category == 1 ? 0.0 : 1.0 - twice;
        return category == 0 ? 1.0 + twice : later;
    }
}

/// <summary>Integrals of both lines' squares over triangles: the midpoints of the edges average them exactly.</summary>
internal readonly struct SquareSums(double first, double second)
{
    public readonly double First = first;
    public readonly double Second = second;

    public SquareSums Add(SwapLines lines, SpacingPoint a, SpacingPoint b, SpacingPoint c)
    {
        double area = XMath.Abs(((b.Second - a.Second) * (c.Third - a.Third)) - ((c.Second - a.Second) * (b.Third - a.Third)));
        return AddMidpoint(lines, area / 3.0, a, b).AddMidpoint(lines, area / 3.0, b, c).AddMidpoint(lines, area / 3.0, c, a);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SquareSums AddMidpoint(SwapLines lines, double weight, SpacingPoint a, SpacingPoint b)
    {
        double second = 0.5 * (a.Second + b.Second);
        double third = 0.5 * (a.Third + b.Third);
        double x = lines.First(1.0 - second - third, second, third);
        double y = lines.Second(1.0 - second - third, second, third);
        return new SquareSums(First + (weight * x * x), Second + (weight * y * y));
    }
}
