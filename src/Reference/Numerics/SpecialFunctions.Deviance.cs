namespace BayesBench.Reference.Numerics;

public static partial class SpecialFunctions
{
    /// <summary><c>a log(a / x) + x - a</c>, without cancellation where a is close to x.</summary>
    /// <remarks>Never negative, and zero only where a = x: the term that every divergence here is a sum of.</remarks>
    internal static double Deviance(double a, double x) => Deviance(a, x, a - x);

    /// <summary>The same for a caller who knows <c>a - x</c> better than the rounded a and x tell.</summary>
    internal static double Deviance(double a, double x, double difference)
    {
        if (a == 0.0)
        {
            return x; // 0 log 0 = 0
        }

        double v = difference / (a + x);
        if (Math.Abs(v) >= 0.5)
        {
            return (a * LogOfQuotient(a, x)) - difference;
        }

        // log(a/x) = 2 atanh(v); its first term and x - a join to (a - x) v.
        double square = v * v;
        double power = 2.0 * a * v * square;
        double sum = difference * v;
        for (int odd = 3; Math.Abs(power) > 1e-17 * sum; odd += 2)
        {
            sum += power / odd;
            power *= square;
        }

        return sum;
    }

    /// <summary><c>exp(x) - 1 - x</c>, without cancellation near zero.</summary>
    internal static double ExpBeyondLinear(double x)
    {
        if (!(Math.Abs(x) < 0.5))
        {
            return Math.Exp(x) - 1.0 - x;
        }

        double term = 0.5 * x * x;
        double sum = 0.0;
        for (int n = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            sum += term;
            term *= x / n;
        }

        return sum;
    }

    /// <summary><c>log(a / b)</c> of positive numbers, also where the quotient leaves the range of normal numbers.</summary>
    internal static double LogOfQuotient(double a, double b)
    {
        double quotient = a / b;
        return double.IsNormal(quotient) ? Math.Log(quotient) : Math.Log(a) - Math.Log(b);
    }
}
