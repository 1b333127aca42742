namespace BayesBench.Agreements.Networks;

/// <summary>
/// Numbers that a kernel has in float, each with a bound of how far it may be off: exact values, and errors by the rules of
/// absolute terms, so that they go through any formula by its own operations.
/// </summary>
internal sealed record Bounded(double[] Value, double[] Error)
{
    private const double U = ErrorBound.U;

    public int Length => Value.Length;

    /// <summary>Numbers that are floats to begin with.</summary>
    public static Bounded Exact(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return new Bounded(all, new double[all.Length]);
    }

    /// <summary>Numbers that were worked out elsewhere with so many roundings.</summary>
    public static Bounded Rounded(IEnumerable<double> values, double units)
    {
        double[] all = [.. values];
        return new Bounded(all, [.. all.Select(value => units * U * Math.Abs(value))]);
    }

    /// <summary>An elementary function, by the most that its slope can be about a number, and its own roundings.</summary>
    public Bounded Map(Func<double, double> function, Func<double, double, double> steepest, double units) => Of(
        Length, i => (function(Value[i]), (steepest(Value[i], Error[i]) * Error[i]) + (units * U * Math.Abs(function(Value[i])))));

    public Bounded Plus(Bounded other) => With(other, (x, y) => (x + y, 0));

    public Bounded Times(Bounded other) => Of(Length, i => Product(i, other, i));

    /// <summary>Times a number that the kernel has with so many roundings of its own.</summary>
    public Bounded Times(double factor, double units = 0) => Of(Length, i => (
        factor * Value[i], (Math.Abs(factor) * Error[i]) + ((units + 1) * U * Math.Abs(factor * Value[i]))));

    /// <summary>Halved, doubled or turned round: nothing is rounded.</summary>
    public Bounded Scaled(double powerOfTwo) => Of(Length, i => (powerOfTwo * Value[i], Math.Abs(powerOfTwo) * Error[i]));

    public Bounded Square() => Times(this);

    public Bounded Root() => Of(Length, i =>
    {
        double root = Math.Sqrt(Value[i]);
        return (root, root - Math.Sqrt(Math.Max(0, Value[i] - Error[i])) + (U * root));
    });

    /// <summary>A quotient by numbers that are not 0; 0 where the exact divisor is 0.</summary>
    public Bounded Over(Bounded divisor) => Of(Length, i =>
    {
        double least = Math.Abs(divisor.Value[i]) - divisor.Error[i];
        double quotient = divisor.Value[i] == 0 ? 0 : Value[i] / divisor.Value[i];
        return (quotient, divisor.Value[i] == 0 ? 0 : (U * Math.Abs(quotient)) + ((Error[i] + (Math.Abs(quotient) * divisor.Error[i])) / least));
    });

    /// <summary>Sums of products along given triples, each in an order of its kernel's own: gamma of the absolute terms.</summary>
    public static Bounded Contract(int length, IEnumerable<(int To, int Left, int Right)> terms, Bounded left, Bounded right)
    {
        double[] sum = new double[length], absolute = new double[length], error = new double[length];
        int[] count = new int[length];
        foreach ((int to, int i, int j) in terms)
        {
            double product = left.Value[i] * right.Value[j];
            sum[to] += product;
            absolute[to] += Math.Abs(product);
            error[to] += (Math.Abs(left.Value[i]) * right.Error[j]) + (left.Error[i] * (Math.Abs(right.Value[j]) + right.Error[j]));
            count[to]++;
        }

        return Of(length, i => (sum[i], error[i] + (count[i] * U * (absolute[i] + error[i]))));
    }

    /// <summary>The same numbers again and again: a bias of every row.</summary>
    public Bounded Repeated(int times) => Of(Length * times, i => (Value[i % Length], Error[i % Length]));

    public Bounded Part(int start, int length) => Of(length, i => (Value[start + i], Error[start + i]));

    public Bounded Join(Bounded other) => new([.. Value, .. other.Value], [.. Error, .. other.Error]);

    public static Bounded Of(int length, Func<int, (double Value, double Error)> number)
    {
        var numbers = new Bounded(new double[length], new double[length]);
        for (int i = 0; i < length; i++)
        {
            (numbers.Value[i], numbers.Error[i]) = number(i);
        }

        return numbers;
    }

    private Bounded With(Bounded other, Func<double, double, (double Value, double Error)> number) => Of(Length, i =>
    {
        double value = number(Value[i], other.Value[i]).Value;
        return (value, Error[i] + other.Error[i] + (U * (Math.Abs(value) + Error[i] + other.Error[i])));
    });

    private (double Value, double Error) Product(int i, Bounded other, int j)
    {
        double value = Value[i] * other.Value[j];
        double error = (Math.Abs(Value[i]) * other.Error[j]) + (Error[i] * (Math.Abs(other.Value[j]) + other.Error[j]));
        return (value, error + (U * (Math.Abs(value) + error)));
    }
}
