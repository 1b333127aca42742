namespace BayesBench.Reference.Gradients;

/// <summary>An objective f of x ~ N(mean, standardDeviation^2), with everything the estimators' exact moments need.</summary>
internal interface INormalObjective
{
    double Value(double x, double k);

    double Derivative(double x, double k);

    double SecondDerivative(double x, double k);

    /// <summary>How fast f turns, for a standard deviation of 1: what a quadrature must resolve.</summary>
    double Steepness(double k) => 0.0;

    /// <summary>What the second-order Taylor polynomial at the mean leaves over of f.</summary>
    double Remainder(double mean, double move, double k) =>
        TaylorPolynomial.Of(this, mean, k).Remainder(Value(mean + move, k), move);

    /// <summary><c>Var[(f - h) s]</c>, h the second-order Taylor polynomial at the mean; k's own domain is checked.</summary>
    ParameterPair RemainderVariance(double k, double mean, double standardDeviation);

    /// <summary>Exact moments; k, mean and standardDeviation are checked by the caller, k's own domain is not.</summary>
    ObjectiveMoments Moments(double k, double mean, double standardDeviation);
}

/// <summary>Exact moments of an objective f under a normal law.</summary>
/// <remarks>
/// The score of a parameter is <c>s = d/d(parameter) ln p(x)</c>: with noise <c>e = (x - mean) / standardDeviation</c> it is
/// <c>e / standardDeviation</c> for the mean and <c>(e^2 - 1) / standardDeviation</c> for the standard deviation.
/// </remarks>
/// <param name="Expectation"><c>E f</c>.</param>
/// <param name="Variance"><c>Var f</c>.</param>
/// <param name="Gradient">Derivatives of <c>E f</c>.</param>
/// <param name="ScoreVariance"><c>Var[f s]</c>.</param>
/// <param name="CentredScoreVariance"><c>Var[(f - E f) s]</c>.</param>
/// <param name="ScoreSquareCovariance"><c>Cov(f, s^2)</c>: what a baseline has to win.</param>
/// <param name="PathwiseVariance"><c>Var[f'(x)]</c> and <c>Var[f'(x) e]</c>.</param>
internal readonly record struct ObjectiveMoments(
    double Expectation,
    double Variance,
    ParameterPair Gradient,
    ParameterPair ScoreVariance,
    ParameterPair CentredScoreVariance,
    ParameterPair ScoreSquareCovariance,
    ParameterPair PathwiseVariance);
