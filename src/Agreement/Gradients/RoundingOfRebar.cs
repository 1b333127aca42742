namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry a call of REBAR or RELAX, or the quadrature of its moments: first order in u.</summary>
internal static class RoundingOfRebar
{
    private const double U = ErrorBound.U;
    private const double ProbabilityUnits = RoundedPlace.ProbabilityUnits;

    /// <summary>A call: the part that u moves, the part that v moves, their sum.</summary>
    public static Rounded Call(RelaxedProblem problem, double u, double v)
    {
        bool b = u < RoundingOfRelaxations.Sigmoid(problem.Logit);
        RoundedPlace place = RoundedPlace.Of(problem, b, b ? 1 - v : v, 0, b ? v : 1 - v);
        return Free(problem, u).Sum(place.Held(RoundedPlace.Objective(problem, b), place.Control(problem)));
    }

    /// <summary>A coupled call, <c>(f - scale F) score + scale F' other / rest</c>.</summary>
    public static double CoupledCall(RelaxedProblem problem, double u)
    {
        double p = RoundingOfRelaxations.Sigmoid(problem.Logit), q = RoundingOfRelaxations.Sigmoid(-problem.Logit);
        bool b = u < p;
        double other = b ? q : p, factor = other / (b ? 1 - u : u);
        (double y, double error) = RoundingOfRelaxations.LogOdds(problem.Logit, u);
        Rounded held = RoundedPlace.Objective(problem, b)
            .Sum(RoundingOfRelaxations.At(problem, y, error).Value.Negative).Times(RoundedPlace.ScoreOf(b, other)).After(1);
        Rounded free = Free(problem, u).Times(new Rounded(factor, (ProbabilityUnits + 1) * U * factor)).After(1);
        return held.Sum(free).Error;
    }

    /// <summary>The mean square of a call: nodes, sums, and what the sums are made into.</summary>
    public static double Variance(RelaxedProblem problem, bool coupled)
    {
        double gradient = GradientOf(problem);
        double bound = 14 * 2 * U * gradient * gradient;
        foreach (bool b in new[] { true, false })
        {
            double p = RoundingOfRelaxations.Sigmoid(b ? problem.Logit : -problem.Logit);
            (double apart, double apartError, double together, double togetherError) = Sums(problem, b);
            bound += p * (coupled
                ? togetherError + ((ProbabilityUnits + 3) * U * together)
                : apartError + ((ProbabilityUnits + 6) * U * apart));
        }

        return bound;
    }

    private static double GradientOf(RelaxedProblem problem) =>
        (1 - (2 * problem.Target)) / (2 + (2 * Math.Cosh(problem.Logit)));

    private static (double Apart, double ApartError, double Together, double TogetherError) Sums(RelaxedProblem problem, bool b)
    {
        const int Half = 80;
        const double Step = 0.25;
        const double Adding = ((2 * Half) + 15) * U; // each sum, and the weight's own 12 u
        double held = 0, heldError = 0, free = 0, freeError = 0, squares = 0, squaresError = 0, both = 0, bothError = 0;
        for (int node = -Half; node <= Half; node++)
        {
            double left = RoundingOfRelaxations.Sigmoid(node * Step), rest = RoundingOfRelaxations.Sigmoid(-node * Step);
            double weight = Step * left * rest;
            RoundedPlace place = RoundedPlace.Of(problem, b, left, 5, rest);
            RoundedControl control = place.Control(problem);
            Rounded h = place.Held(RoundedPlace.Objective(problem, b), control);
            Rounded c = control.Slope;
            (held, heldError) = (held + (weight * Math.Abs(h.Value)), heldError + (weight * h.Error));
            (free, freeError) = (free + (weight * Math.Abs(c.Value)), freeError + (weight * c.Error));
            squares += weight * ((h.Value * h.Value) + (c.Value * c.Value));
            squaresError += 2 * weight * ((Math.Abs(h.Value) * h.Error) + (Math.Abs(c.Value) * c.Error));
            Rounded sum = h.Sum(c);
            both += weight * sum.Value * sum.Value;
            bothError += 2 * weight * Math.Abs(sum.Value) * sum.Error;
        }

        double product = 2 * ((heldError * free) + (held * freeError) + (2 * Adding * held * free));
        return (squares + (2 * held * free), squaresError + (Adding * squares) + product, both, bothError + (Adding * both));
    }

    // c'(y), y by the logarithms of u and 1 - u.
    private static Rounded Free(RelaxedProblem problem, double u)
    {
        (double y, double error) = RoundingOfRelaxations.LogOdds(problem.Logit, u);
        return RoundingOfRelaxations.At(problem, y, error).Slope;
    }
}
