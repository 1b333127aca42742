namespace BayesBench.Agreements.Probability;

/// <summary>Laws on finitely many numbers to call a formula with.</summary>
internal static class DiscreteLaws
{
    private static readonly int[] Widths = [1, 2, 3, 10, 17, 129];

    /// <summary>Values of any magnitude, in half of the calls far from zero, some of them twice; and their probabilities.</summary>
    public static object[] Draw(InputSource source)
    {
        int width = source.Pick(Widths);
        double offset = source.Pick(0.0, source.SignedLogUniform(1, 1e6));
        double spread = source.LogUniform(1e-3, 1e3);
        double[] values = source.Vector(width, s => (float)(offset + (spread * s.Normal())));
        values[source.Integer(0, width - 1)] = values[0];
        return [values, Probabilities.Distribution(source, width)];
    }

    /// <summary>A certainty, a coin, what cannot happen at either end, one value twice, far offsets.</summary>
    public static IReadOnlyList<object[]> Edges { get; } =
    [
        [new[] { -3.5 }, new[] { 1.0 }],
        [new[] { 0.0, 1.0 }, new[] { 0.5, 0.5 }],
        [new[] { 0.0, 1.0 }, new[] { 0.7001953125, 0.2998046875 }],
        [new[] { -1.0, 2.0, 7.0 }, new[] { 0.0, 1.0, 0.0 }],
        [new[] { 2.0, 1.0, 2.0 }, new[] { 0.25, 0.5, 0.25 }],
        [new[] { 1e8, 1e8 + 8 }, new[] { 0.25, 0.75 }],
        [new[] { -1e38, 1e38 }, new[] { 0.5, 0.5 }],
        [new[] { 4.0, 4.0, 4.0 }, new[] { 0.25, 0.25, 0.5 }],
    ];

    /// <summary>The sum of the absolute terms of the mean.</summary>
    public static double MeanTerms(object[] call) =>
        ((double[])call[0]).Zip((double[])call[1], (value, probability) => Math.Abs(value) * probability).Sum();
}
