namespace BayesBench.Agreements.Gradients;

/// <summary>The constants of a regression, as a kernel makes them: four examples, zeros beyond those there are.</summary>
internal sealed class RegressionRounding
{
    private const int Examples = 4;
    private static readonly Rounded One = new(1, 0);

    public RegressionRounding(LinearRegressionProblem problem)
    {
        int weights = problem.Means.Length;
        Coordinate = problem.Coordinate;
        Rounded noise = Exact(problem.NoiseDeviation), prior = Exact(problem.PriorDeviation);
        for (int n = 0; n < problem.Design.Length; n++)
        {
            Rounded sum = Exact(problem.Targets[n]).Negative;
            for (int k = 0; k < weights; k++)
            {
                sum = sum.Sum(Exact(problem.Design[n][k]).Product(Exact(problem.Means[k])));
            }

            Residuals[n] = sum.Over(noise);
        }

        Columns = [.. Enumerable.Range(0, weights).Select(k =>
        {
            Rounded deviation = Exact(problem.StandardDeviations[k]), scale = deviation.Over(noise);
            Rounded[] counts = new Rounded[Examples];
            for (int n = 0; n < problem.Design.Length; n++)
            {
                counts[n] = Exact(problem.Design[n][k]).Product(scale);
            }

            return new RoundedColumn(counts, Exact(problem.Means[k]).Over(prior), deviation.Over(prior));
        })];
        Inverse = One.Over(Exact(problem.StandardDeviations[Coordinate]));
        Rounded level = problem.StandardDeviations.Select(deviation => Exact(deviation).Over(prior).Logarithm)
            .Aggregate(default(Rounded), RoundedOperations.Sum);
        double half = Math.Log(Math.Sqrt(2 * Math.PI));
        Rounded ofExample = new Rounded(half, ErrorBound.U * half).Sum(noise.Logarithm);
        Level = level.Sum(ofExample.Product(Exact(-problem.Design.Length)));
        ByMean = Own.Dot(Residuals).Sum(Own.Ratio.Product(Own.Shift)).Negative.Product(Inverse);
        OfDivergence = LessSquare(Own.Ratio);
        ByDeviation = OfDivergence.Sum(Own.Dot(Own.Counts).Negative).Product(Inverse);
        for (int n = 0; n < Examples; n++)
        {
            Roots[n] = Root(Columns.Select(column => column.Counts[n].Squared).Aggregate(RoundedOperations.Sum));
            Shares[n] = Roots[n].Value > 0 ? Own.Counts[n].Over(Roots[n]) : default;
        }
    }

    public int Coordinate { get; }

    public Rounded[] Residuals { get; } = new Rounded[Examples];

    public RoundedColumn[] Columns { get; }

    public RoundedColumn Own => Columns[Coordinate];

    public Rounded Inverse { get; }

    public Rounded Level { get; }

    public Rounded ByMean { get; }

    public Rounded ByDeviation { get; }

    public Rounded OfDivergence { get; }

    public Rounded[] Roots { get; } = new Rounded[Examples];

    public Rounded[] Shares { get; } = new Rounded[Examples];

    /// <summary>1 - x^2 as a product.</summary>
    public static Rounded LessSquare(Rounded x) => One.Sum(x.Negative).Product(One.Sum(x));

    private static Rounded Exact(double number) => new(number, 0);

    private static Rounded Root(Rounded square)
    {
        double root = Math.Sqrt(square.Value);
        return new Rounded(root, root > 0 ? (square.Error / (2 * root)) + (ErrorBound.U * root) : 0);
    }
}

/// <summary>What one weight counts for each unit of its noise.</summary>
internal sealed record RoundedColumn(Rounded[] Counts, Rounded Shift, Rounded Ratio)
{
    public Rounded Dot(Rounded[] others) => Counts[0].Product(others[0]).Sum(Counts[1].Product(others[1]))
        .Sum(Counts[2].Product(others[2]).Sum(Counts[3].Product(others[3])));
}
