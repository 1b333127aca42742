namespace BayesBench.Studies;

/// <summary>
/// One measured cell of a comparison of gradient estimators: a problem, an estimator, a component of the gradient.
/// The columns of a study's CSV file are these members, in this order.
/// </summary>
/// <param name="Problem">The objective or model, e.g. <c>quadratic</c>, <c>logistic-regression trained fixed-minibatch</c>.</param>
/// <param name="Parameter">The objective's parameter k or t; empty for models.</param>
/// <param name="Estimator">The estimator, e.g. <c>score-function</c>, <c>leave-one-out(8)</c>.</param>
/// <param name="Component"><c>mean</c>, <c>standard-deviation</c> or <c>logit</c>.</param>
/// <param name="Draws">Number of independent gradients measured.</param>
/// <param name="Mean">Their mean (for a model: the norm of the mean).</param>
/// <param name="MeanHalfWidth">Half-width of its family-wise interval.</param>
/// <param name="ExactMean">The estimator's exact mean, where known: the gradient, unless it is biased.</param>
/// <param name="ExactGradient">The exact gradient, where known; tables older than the first biased estimator lack it.</param>
/// <param name="Variance">Variance of one gradient (for a model: summed over the component's elements).</param>
/// <param name="VarianceLow">Lower end of its family-wise interval.</param>
/// <param name="VarianceHigh">Upper end.</param>
/// <param name="ExactVariance">The exact variance, where known.</param>
/// <param name="Evaluations">Evaluations of the objective for one gradient.</param>
/// <param name="Nanoseconds">Measured time of one gradient on the device.</param>
public sealed record StudyCell(
    string Problem,
    double? Parameter,
    string Estimator,
    string Component,
    long Draws,
    double Mean,
    double MeanHalfWidth,
    double? ExactMean,
    double? ExactGradient,
    double Variance,
    double VarianceLow,
    double VarianceHigh,
    double? ExactVariance,
    int Evaluations,
    double Nanoseconds)
{
    // One gradient is a few float operations, and so is the sum of a few gradients' powers: what an interval must allow beside
    // chance, relatively. It shows only where chance hardly does, as with the two-valued gradients of a Bernoulli law.
    internal const double Arithmetic = 1.0 / (1 << 19);

    /// <summary>The measured mean's distance from the exact gradient; null where that is unknown.</summary>
    public double? Bias => Mean - (ExactGradient ?? ExactMean);

    /// <summary>Whether the mean's interval holds the exact mean; null where none is known.</summary>
    public bool? HoldsExactMean => ExactMean is { } exact ? Math.Abs(Mean - exact) <= MeanHalfWidth : null;

    /// <summary>Variance times time: the cost of precision.</summary>
    public double VarianceTimesTime => Variance * Nanoseconds;

    /// <summary>Variance times evaluations: the cost of precision where the objective is all that takes time.</summary>
    public double VarianceTimesEvaluations => Variance * Evaluations;

    /// <summary>
    /// The measured variance's distance from the exact one on the logarithm, in standard errors; null where none is known or
    /// nothing varies. The family's quantile, which no column holds, is that of the mean's interval; float arithmetic counts
    /// as chance in the variance's.
    /// </summary>
    public double? VarianceScore => ExactVariance is > 0 && Variance > 0
        ? Math.Log(Variance / ExactVariance.Value) * 2 * Quantile / Math.Log(VarianceHigh / VarianceLow)
        : null;

    /// <summary>Half the interval's width, relative to the variance; 0 where the gradient does not vary at all.</summary>
    public double RelativeHalfWidth => Variance == 0 ? 0 : (VarianceHigh - VarianceLow) / (2 * Variance);

    /// <summary>Whether the interval holds the exact variance; null where none is known.</summary>
    public bool? HoldsExact => ExactVariance is { } exact ? VarianceLow <= exact && exact <= VarianceHigh : null;

    private double Quantile => (MeanHalfWidth - (Arithmetic * Math.Abs(Mean))) / Math.Sqrt(Variance / Draws);
}
