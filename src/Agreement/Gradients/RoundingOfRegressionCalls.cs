namespace BayesBench.Agreements.Gradients;

/// <summary>
/// How far float arithmetic may carry one call of an estimator of a regression's gradient: the kernel's own operations, each rounded
/// once, on numbers with error bounds.
/// </summary>
internal static class RoundingOfRegressionCalls
{
    /// <summary>The slope of ln p(theta, y), its product with the noise, and the slope of the entropy.</summary>
    public static double[] TotalPathwise(RegressionRounding regression, double[] noise, double noiseUnits)
    {
        var draw = new RoundedDraw(regression, noise, noiseUnits);
        Rounded slope = draw.JointSlope.Product(regression.Inverse);
        return [slope.Error, slope.Product(draw.Own).Sum(regression.Inverse).Error];
    }

    /// <summary>The slope of the log weight, and its product with the noise.</summary>
    public static double[] StickingTheLanding(RegressionRounding regression, double[] noise, double noiseUnits)
    {
        var draw = new RoundedDraw(regression, noise, noiseUnits);
        Rounded slope = draw.JointSlope.Sum(draw.Own).Product(regression.Inverse);
        return [slope.Error, slope.Product(draw.Own).Error];
    }

    /// <summary>The slope of ln p(y | theta), its product with the noise, and the slopes of the divergence.</summary>
    public static double[] AnalyticKullbackLeibler(RegressionRounding regression, double[] noise, double noiseUnits)
    {
        var draw = new RoundedDraw(regression, noise, noiseUnits);
        Rounded slope = draw.LikelihoodSlope, ofPrior = regression.Own.Ratio.Product(regression.Own.Shift);
        return
        [
            slope.Sum(ofPrior.Negative).Product(regression.Inverse).Error,
            slope.Product(draw.Own).Sum(regression.OfDivergence).Product(regression.Inverse).Error,
        ];
    }

    /// <summary>The slope of ln p(theta, y) less what it is at the mean, times the noise, and the slope of the entropy.</summary>
    public static double[] AntitheticPathwise(RegressionRounding regression, double[] noise, double noiseUnits)
    {
        var draw = new RoundedDraw(regression, noise, noiseUnits);
        Rounded slope = draw.JointSlope.Product(regression.Inverse).Sum(regression.ByMean.Negative);
        return [regression.ByMean.Error, slope.Product(draw.Own).Sum(regression.Inverse).Error];
    }

    /// <summary>The log weight, over the standard deviation, times the score.</summary>
    public static double[] ScoreFunction(RegressionRounding regression, double[] noise, double noiseUnits)
    {
        var draw = new RoundedDraw(regression, noise, noiseUnits);
        Rounded scaled = draw.LogWeight.Sum(regression.Level).Product(regression.Inverse);
        return [scaled.Product(draw.Own).Error, scaled.Product(draw.Score).Error];
    }

    /// <summary>The covariance of log weight and score over the samples.</summary>
    public static double[] LeaveOneOut(RegressionRounding regression, double[] noise, double noiseUnits)
    {
        RoundedDraw[] draws = [.. noise.Chunk(regression.Columns.Length).Select(e => new RoundedDraw(regression, e, noiseUnits))];
        Rounded[] f = [.. draws.Select(draw => draw.LogWeight)];
        return
        [
            RoundingOfCalls.Covariance(f, [.. draws.Select(draw => draw.Own.Product(regression.Inverse))]),
            RoundingOfCalls.Covariance(f, [.. draws.Select(draw => draw.Score.Product(regression.Inverse))]),
        ];
    }

    /// <summary>The slope of each pre-activation, and its product with the noise; the slopes of the divergence.</summary>
    public static double[] Local(RegressionRounding regression, double[] noise, double noiseUnits)
    {
        (Rounded first, Rounded second) = (default, default);
        for (int n = 0; n < noise.Length; n++)
        {
            var z = new Rounded(noise[n], noiseUnits * ErrorBound.U * Math.Abs(noise[n]));
            Rounded term = regression.Residuals[n].Sum(regression.Roots[n].Product(z)).Product(regression.Own.Counts[n]);
            first = first.Sum(term);
            second = second.Sum(term.Product(z).Product(regression.Shares[n]));
        }

        return
        [
            first.Sum(regression.Own.Ratio.Product(regression.Own.Shift)).Product(regression.Inverse).Error,
            regression.OfDivergence.Sum(second.Negative).Product(regression.Inverse).Error,
        ];
    }
}

/// <summary>A draw of all weights, weight by weight.</summary>
internal sealed class RoundedDraw
{
    public RoundedDraw(RegressionRounding regression, double[] noise, double noiseUnits)
    {
        Rounded[] residuals = [.. regression.Residuals];
        var squares = default(Rounded);
        for (int k = 0; k < noise.Length; k++)
        {
            RoundedColumn column = regression.Columns[k];
            var e = new Rounded(noise[k], noiseUnits * ErrorBound.U * Math.Abs(noise[k]));
            Rounded inPrior = column.Shift.Sum(column.Ratio.Product(e));
            squares = squares.Sum(e.Sum(inPrior.Negative).Product(e.Sum(inPrior)));
            for (int n = 0; n < residuals.Length; n++)
            {
                residuals[n] = residuals[n].Sum(column.Counts[n].Product(e));
            }

            Own = k == regression.Coordinate ? e : Own;
        }

        RoundedColumn own = regression.Own;
        Rounded misfit = residuals[0].Squared.Sum(residuals[1].Squared).Sum(residuals[2].Squared.Sum(residuals[3].Squared));
        LogWeight = squares.Sum(misfit.Negative).Half;
        LikelihoodSlope = own.Dot(residuals).Negative;
        JointSlope = LikelihoodSlope.Sum(own.Ratio.Product(own.Shift.Sum(own.Ratio.Product(Own))).Negative);
        Score = Own.Squared.Sum(new Rounded(-1, 0));
    }

    /// <summary>e_j.</summary>
    public Rounded Own { get; }

    /// <summary>e_j^2 - 1.</summary>
    public Rounded Score { get; }

    public Rounded LogWeight { get; }

    public Rounded LikelihoodSlope { get; }

    public Rounded JointSlope { get; }
}
