namespace BayesBench.Statistical.Models;

/// <summary>
/// One example without features in two classes: the weights are two biases, so that the law of every gradient is
/// an integral over two standard normal numbers, taken by the trapezoidal rule (exact to rounding for such smooth
/// integrands).
/// </summary>
internal static class ClassifierToy
{
    public const int Classes = 2, Label = 1, Data = 3;
    public static readonly double[] Mean = [0.3, -0.5];
    public static readonly double[] Deviation = [0.8, 0.5];

    private const double Step = 0.2, Reach = 9;

    /// <summary>N ln p(label | w) at given noise.</summary>
    public static double Likelihood(double e0, double e1) => -Data * Math.Log(1 + Math.Exp(Difference(e0, e1)));

    /// <summary>One component of the likelihood's gradient by the pathwise estimator: two means, two deviations.</summary>
    public static double Pathwise(int component, double e0, double e1)
    {
        double wrong = 1 / (1 + Math.Exp(-Difference(e0, e1)));
        double slope = Data * (component % 2 == Label ? wrong : -wrong);
        return component < 2 ? slope : slope * (component == 2 ? e0 : e1);
    }

    /// <summary>The same component of the score.</summary>
    public static double Score(int component, double e0, double e1)
    {
        double e = component % 2 == 0 ? e0 : e1;
        return (component < 2 ? e : (e * e) - 1) / Deviation[component % 2];
    }

    /// <summary>The exact gradient of minus the divergence.</summary>
    public static double Divergence(int component) => component < 2
        ? -Mean[component]
        : (1 / Deviation[component - 2]) - Deviation[component - 2];

    public static Law LawOf(Func<double, double, double> g)
    {
        double mean = Expect(g);
        double variance = Expect((a, b) => Math.Pow(g(a, b) - mean, 2));
        return new Law(mean, variance, Expect((a, b) => Math.Pow(g(a, b) - mean, 4)) / (variance * variance));
    }

    public static double Expect(Func<double, double, double> g)
    {
        double sum = 0;
        for (double a = -Reach; a <= Reach; a += Step)
        {
            for (double b = -Reach; b <= Reach; b += Step)
            {
                sum += g(a, b) * Math.Exp(-0.5 * ((a * a) + (b * b)));
            }
        }

        return sum * Step * Step / (2 * Math.PI);
    }

    // The other class's logit less the label's.
    private static double Difference(double e0, double e1) =>
        Mean[0] + (Deviation[0] * e0) - Mean[1] - (Deviation[1] * e1);

    internal sealed record Law(double Mean, double Variance, double Kurtosis);
}
