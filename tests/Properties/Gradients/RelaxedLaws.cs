namespace BayesBench.Properties.Gradients;

/// <summary>Expectations over the two uniform numbers that REBAR and RELAX take.</summary>
internal static class RelaxedLaws
{
    /// <summary>In the plane: given b, u and v are uniform on rectangles, on which a call is smooth.</summary>
    public static double[] Expectation(double logit, Func<double[], double[]> call)
    {
        double p = 1 / (1 + Math.Exp(-logit));
        double[]? sums = null;
        foreach ((double v, double weightOfV) in Nodes())
        {
            foreach ((double w, double weightOfU) in Nodes())
            {
                double[] one = call([w * p, v]);
                double[] zero = call([p + (w * (1 - p)), v]);
                sums ??= new double[one.Length];
                for (int i = 0; i < one.Length; i++)
                {
                    sums[i] += weightOfU * weightOfV * ((p * one[i]) + ((1 - p) * zero[i]));
                }
            }
        }

        return sums!;
    }

    /// <summary>The mean of a call and of its square.</summary>
    public static (double First, double Square) Moments(double logit, Func<double[], double> call)
    {
        double[] both = Expectation(logit, uniforms =>
        {
            double g = call(uniforms);
            return [g, g * g];
        });
        return (both[0], both[1]);
    }

    /// <summary>The derivative, by differences of two steps: what is left is of fifth order.</summary>
    public static double Derivative(Func<double, double> f, double x, double step)
    {
        double Central(double h) => (f(x + h) - f(x - h)) / (2 * h);
        return ((4 * Central(step / 2)) - Central(step)) / 3;
    }

    /// <summary>The trapezoidal rule after x = 1 / (1 + e^(-pi sinh t)), doubly exponential at both ends.</summary>
    public static IEnumerable<(double X, double Weight)> Nodes()
    {
        const double Step = 1.0 / 32;
        for (int i = -96; i <= 96; i++)
        {
            double t = i * Step;
            double x = 1 / (1 + Math.Exp(-Math.PI * Math.Sinh(t)));
            if (x < 1)
            {
                yield return (x, Step * Math.PI * Math.Cosh(t) / (2 + (2 * Math.Cosh(Math.PI * Math.Sinh(t)))));
            }
        }
    }
}
