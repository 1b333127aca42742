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

    /// <summary>The weights of least variance by the mean products of the control variates, and the scale where it is alone.</summary>
    public static (Rounded First, Rounded Second, Rounded Alone) Weights(RelaxedProblem problem)
    {
        (RoundedProducts one, RoundedProducts zero) = (RoundedProducts.Given(problem, true), RoundedProducts.Given(problem, false));
        Rounded first = one.First.Sum(zero.First), mixed = one.Mixed.Sum(zero.Mixed), second = one.Second.Sum(zero.Second);
        Rounded ofFirst = one.OfFirst.Sum(zero.OfFirst), ofSecond = one.OfSecond.Sum(zero.OfSecond);
        Rounded determinant = Crossed(first, second, mixed, mixed);
        return (
            Crossed(ofSecond, mixed, ofFirst, second).Over(determinant),
            Crossed(ofFirst, mixed, ofSecond, first).Over(determinant),
            ofFirst.Negative.Over(first));
    }

    private static Rounded Crossed(Rounded a, Rounded b, Rounded c, Rounded d) =>
        a.Times(b).After(1).Sum(c.Times(d).After(1).Negative);

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
