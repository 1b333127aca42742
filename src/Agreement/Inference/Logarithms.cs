namespace BayesBench.Agreements.Inference;

/// <summary>Rows of logarithms or logits to call a formula with, and what their sum costs in roundings.</summary>
internal static class Logarithms
{
    private static readonly int[] Widths = [1, 2, 3, 10, 16, 17, 129, 1000];

    /// <summary>A row of any width and spread, some of it shifted far away.</summary>
    public static double[] Draw(InputSource source)
    {
        double spread = source.LogUniform(1e-2, 30);
        double shift = source.Pick(0.0, 0.0, 700.0, -700.0, 10000.0);
        return source.Vector(source.Pick(Widths), s => (float)(shift + (spread * s.Normal())));
    }

    /// <summary>
    /// Of L = ln(1 + S), S the sum over the others of exp(-d): 4 roundings of L, and those of S, where each term has
    /// 3 and the rounding of d itself, all weighed by 1 / (1 + S).
    /// </summary>
    public static double SumTerms(double[] values)
    {
        double largest = values.Max();
        double sum = 0;
        double roundings = 0;
        foreach (double d in values.Select(value => largest - value).Where(double.IsFinite).Order().Skip(1))
        {
            sum += Math.Exp(-d);
            roundings += Math.Exp(-d) * (4 + d);
        }

        return (4 * Math.Log(1 + sum)) + (roundings / (1 + sum)) + LaneRoundings(values.Length, sum);
    }

    /// <summary>
    /// Additions in float that a term of a row's sum goes through where rows are added up by sixteens: 16 in its lane, 4
    /// among the lanes. A small sum is added up in double, term by term, and so are rows of less.
    /// </summary>
    public static double LaneRoundings(int width, double sumOfOthers) =>
        width >= 16 && sumOfOthers > 1.0 / 65 ? 20 : 0;

    /// <summary>Of ln of the mean: the sum as above, ln n of one spacing, their difference and the last addition.</summary>
    public static ErrorBound OfMean { get; } = new(
        "the sum's logarithm as in log-sum-exp; ln n one spacing, two roundings at most; their difference and the sum one each",
        (call, expected, _) => ErrorBound.U * (Math.Abs(expected[0]) + MeanTerms((double[])call[0])))
    {
        Terms = (call, expected, _) => Math.Abs(expected[0]) + MeanTerms((double[])call[0]),
    };

    /// <summary>One row a call: a single one, equal ones, impossible ones, far ones, one that dwarfs the others.</summary>
    public static IReadOnlyList<object[]> Edges { get; } =
    [
        .. new double[][]
        {
            [0.0], [-745.0], [1e4], [double.NegativeInfinity], [double.NegativeInfinity, double.NegativeInfinity],
            [double.NegativeInfinity, 2.0], [-745.0, 745.0], [-3e38f, -3e38f], [3e38f, 0.0], [1e-42f, 0.0], [0.0, 36.75],
            [1e4, 1e4, 1e4], [-1e4, -1e4, -1e4, -1e4], [0.0, 1.0986123f, double.NegativeInfinity],
        }.Select(values => new object[] { values }),
    ];

    private static double MeanTerms(double[] values)
    {
        double sum = SumTerms(values);
        double logCount = Math.Log(values.Length);
        double difference = Reference.Inference.LogSumExp.Value(values) - values.Max() - logCount;
        return sum + (2 * logCount) + (double.IsFinite(difference) ? Math.Abs(difference) : 0);
    }
}
