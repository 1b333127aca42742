namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry exact variances on a regression: the kernel's own operations, each rounded once.</summary>
internal static class RoundingOfRegressionMoments
{
    public static (Rounded ByMean, Rounded ByDeviation) TotalPathwise(RegressionRounding regression) =>
        OfPath(regression, regression.ByMean, Fall(regression));

    public static (Rounded ByMean, Rounded ByDeviation) StickingTheLanding(RegressionRounding regression) =>
        OfPath(regression, regression.ByMean, regression.ByDeviation);

    public static (Rounded ByMean, Rounded ByDeviation) AnalyticKullbackLeibler(RegressionRounding regression) => OfPath(
        regression,
        regression.Own.Dot(regression.Residuals).Product(regression.Inverse),
        regression.Own.Dot(regression.Own.Counts).Product(regression.Inverse));

    public static (Rounded ByMean, Rounded ByDeviation) AntitheticPathwise(RegressionRounding regression) =>
        (default, OfPath(regression, default, Fall(regression)).ByDeviation);

    public static (Rounded ByMean, Rounded ByDeviation) ScoreFunction(RegressionRounding regression)
    {
        Rounded squares = regression.Residuals.Select(r => r.Squared).Aggregate(RoundedOperations.Sum);
        squares = regression.Columns.Select(column => column.Shift.Squared).Aggregate(squares, RoundedOperations.Sum);
        Rounded middle = Others(regression).Aggregate(
            regression.Level.Sum(squares.Half.Negative), (sum, k) => sum.Sum(Form(regression.Columns[k])));
        return OfScore(regression, middle);
    }

    public static (Rounded ByMean, Rounded ByDeviation) LeaveOneOut(RegressionRounding regression, int samples)
    {
        Rounded spread = Enumerable.Range(0, regression.Columns.Length)
            .Aggregate(default(Rounded), (sum, k) => sum.Sum(OfRow(regression, k, without: -1)));
        Rounded product = spread.Product(regression.Inverse).Product(regression.Inverse);
        (Rounded byMean, Rounded byDeviation) = OfScore(regression, Form(regression.Own).Negative);
        Rounded OfCovariance(Rounded centred, Rounded ofProduct, Rounded gradient) => centred
            .Sum(ofProduct.Sum(gradient.Squared).Over(new Rounded(samples - 1, 0))).Over(new Rounded(samples, 0));
        return (OfCovariance(byMean, product, regression.ByMean), OfCovariance(byDeviation, product.Twice, regression.ByDeviation));
    }

    public static (Rounded ByMean, Rounded ByDeviation) Local(RegressionRounding regression)
    {
        (Rounded byMean, Rounded byDeviation) = (default, default);
        for (int n = 0; n < regression.Residuals.Length; n++)
        {
            Rounded counts = regression.Own.Counts[n];
            Rounded linear = regression.Residuals[n].Product(regression.Shares[n]).Product(counts);
            byMean = byMean.Sum(counts.Product(regression.Roots[n]).Squared);
            byDeviation = byDeviation.Sum(linear.Squared.Sum(counts.Squared.Squared.Twice));
        }

        Rounded precision = regression.Inverse.Squared;
        return (byMean.Product(precision), byDeviation.Product(precision));
    }

    // s_j P_jj.
    private static Rounded Fall(RegressionRounding regression) =>
        regression.Own.Dot(regression.Own.Counts).Sum(regression.Own.Ratio.Squared).Product(regression.Inverse);

    private static IEnumerable<int> Others(RegressionRounding regression) =>
        Enumerable.Range(0, regression.Columns.Length).Where(k => k != regression.Coordinate);

    // A_kk.
    private static Rounded Form(RoundedColumn column) =>
        RegressionRounding.LessSquare(column.Ratio).Sum(column.Dot(column.Counts).Negative).Half;

    private static (Rounded ByMean, Rounded ByDeviation) OfPath(RegressionRounding regression, Rounded constant, Rounded own)
    {
        Rounded others = Others(regression).Aggregate(default(Rounded), (sum, k) =>
            sum.Sum(regression.Own.Dot(regression.Columns[k].Counts).Product(regression.Inverse).Squared));
        Rounded square = own.Squared;
        return (square.Sum(others), constant.Squared.Sum(square.Twice).Sum(others));
    }

    private static (Rounded ByMean, Rounded ByDeviation) OfScore(RegressionRounding regression, Rounded middle)
    {
        Rounded mixed = Others(regression).Aggregate(default(Rounded), (sum, k) =>
            sum.Sum(regression.Own.Dot(regression.Columns[k].Counts).Half.Squared));
        Rounded others = Others(regression).Aggregate(default(Rounded), (sum, k) =>
            sum.Sum(OfRow(regression, k, regression.Coordinate)));
        Rounded own = Form(regression.Own), linear = regression.ByMean.Over(regression.Inverse);
        Rounded Times(double factor, Rounded number) => new Rounded(factor, 0).Product(number);
        Rounded third = middle.Sum(Times(3, own)), fifth = middle.Sum(Times(5, own));
        Rounded first = third.Squared.Sum(Times(6, own.Squared)).Sum(linear.Squared.Twice).Sum(Times(12, mixed)).Sum(others);
        Rounded second = fifth.Squared.Twice.Sum(Times(24, own.Squared)).Sum(Times(10, linear.Squared)).Sum(Times(40, mixed)).Sum(others.Twice);
        Rounded precision = regression.Inverse.Squared;
        return (first.Product(precision), second.Product(precision));
    }

    private static Rounded OfRow(RegressionRounding regression, int k, int without)
    {
        RoundedColumn column = regression.Columns[k];
        Rounded linear = column.Dot(regression.Residuals).Sum(column.Ratio.Product(column.Shift));
        Rounded squares = Enumerable.Range(0, regression.Columns.Length).Where(l => l != k && l != without)
            .Aggregate(Form(column).Squared, (sum, l) => sum.Sum(column.Dot(regression.Columns[l].Counts).Half.Squared));
        return linear.Squared.Sum(squares.Twice);
    }
}
