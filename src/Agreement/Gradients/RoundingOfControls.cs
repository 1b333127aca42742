namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry what control variates of a Bernoulli draw are made of: first order in u.</summary>
internal static class RoundingOfControls
{
    private const double U = ErrorBound.U;

    /// <summary>MuProp: the score's cube, two products; <c>f'(p) p (1 - p)</c>, where p - target keeps what p lost; their sum.</summary>
    public static double MuProp(BernoulliProblem problem, double uniform, double probabilityUnits)
    {
        double p = 1 / (1 + Math.Exp(-problem.Logit)), q = 1 / (1 + Math.Exp(problem.Logit));
        double score = uniform < p ? q : -p;
        double off = p - problem.Target;
        Rounded known = new Rounded(off, U * ((probabilityUnits * p) + Math.Abs(off)))
            .Times(new Rounded(2 * p * q, U * ((2 * probabilityUnits) + 1) * 2 * p * q)).After(1);
        double cube = score * score * score;
        return known.Sum(new Rounded(cube, U * ((3 * probabilityUnits) + 2) * Math.Abs(cube))).Error;
    }

    /// <summary>The gradient of a call's square by the weight of a control variate, which is all that the second problem has.</summary>
    public static double ByWeight(RelaxedProblem problem, RelaxedProblem alone, double[] uniforms) =>
        OfSquare(problem, uniforms, (y, error) => RoundingOfRelaxations.At(alone, y, error));

    /// <summary>By the temperature.</summary>
    public static double ByTemperature(RelaxedProblem problem, double[] uniforms) =>
        OfSquare(problem, uniforms, (y, error) => RoundingOfRelaxations.ByTemperature(problem, y, error));

    /// <summary>The scale of least variance: a quotient of mean products.</summary>
    public static double Scale(RelaxedProblem problem)
    {
        RoundedProducts means = RoundedProducts.Of(problem);
        return means.OfFirst.Negative.Over(means.First).Error;
    }

    /// <summary>
    /// The weights of least variance: what the errors of the equations' numbers leave over of them at the solution, by the inverse
    /// matrix, and the roundings of Cramer's rule.
    /// </summary>
    public static double[] Weights(RelaxedProblem problem, double[] weights)
    {
        (Rounded first, Rounded mixed, Rounded second, Rounded ofFirst, Rounded ofSecond) = RoundedProducts.Of(problem);
        (double w, double v) = (Math.Abs(weights[0]), Math.Abs(weights[1]));
        double across = Math.Abs(mixed.Value);
        double determinant = (first.Value * second.Value) - (across * across);
        double terms = (first.Value * second.Value) + (across * across);
        double overFirst = ofFirst.Error + (first.Error * w) + (mixed.Error * v);
        double overSecond = ofSecond.Error + (mixed.Error * w) + (second.Error * v);
        double Bound(double own, double weight, double over, double other, double numerator) =>
            (((own * over) + (across * other) + (2 * U * (numerator + (weight * terms)))) / determinant) + (U * weight);
        (double a, double b) = (Math.Abs(ofFirst.Value), Math.Abs(ofSecond.Value));
        return
        [
            Bound(second.Value, w, overFirst, overSecond, (b * across) + (a * second.Value)),
            Bound(first.Value, v, overSecond, overFirst, (a * across) + (b * first.Value)),
        ];
    }

    // 2 g (c'(y) + (0 - c(y~)) (b - p) - c'(y~) moves) of what the control variate changes by.
    private static double OfSquare(RelaxedProblem problem, double[] uniforms, Func<double, double, RoundedControl> change)
    {
        (double u, double v) = (uniforms[0], uniforms[1]);
        bool b = u < RoundingOfRelaxations.Sigmoid(problem.Logit);
        RoundedPlace place = RoundedPlace.Of(problem, b, b ? 1 - v : v, 0, b ? v : 1 - v);
        (double y, double error) = RoundingOfRelaxations.LogOdds(problem.Logit, u);
        Rounded changed = change(y, error).Slope.Sum(place.Held(default, change(place.Y, place.Error)));
        return 2 * RoundingOfRebar.Call(problem, u, v).Times(changed).ErrorAfter(1);
    }
}
