namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry a call of REBAR, or the quadrature of its moments: first order in u.</summary>
internal static class RoundingOfRebar
{
    private const double U = ErrorBound.U;
    private const double ProbabilityUnits = 5; // whether the host or the device made them

    /// <summary>A call: the part that u moves, the part that v moves, their sum.</summary>
    public static double Call(RelaxedProblem problem, double u, double v)
    {
        bool b = u < RoundingOfRelaxations.Sigmoid(problem.Logit);
        return Free(problem, u).Plus(Held(problem, b, b ? 1 - v : v, 0, b ? v : 1 - v)).Error;
    }

    /// <summary>A coupled call, <c>(f - scale F) score + scale F' other / rest</c>.</summary>
    public static double CoupledCall(RelaxedProblem problem, double u)
    {
        double p = RoundingOfRelaxations.Sigmoid(problem.Logit), q = RoundingOfRelaxations.Sigmoid(-problem.Logit);
        bool b = u < p;
        double other = b ? q : p, factor = other / (b ? 1 - u : u);
        (double y, double error) = RoundingOfRelaxations.LogOdds(problem.Logit, u);
        Rounded held = Controlled(problem, b, other, RoundingOfRelaxations.At(problem, y, error).Off);
        Rounded free = Free(problem, u).Times(new Rounded(factor, (ProbabilityUnits + 1) * U * factor)).After(1);
        return held.Plus(free).Error;
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
            Rounded h = Held(problem, b, left, 5, rest);
            Rounded c = FreeOfNode(problem, b, left, rest);
            (held, heldError) = (held + (weight * Math.Abs(h.Value)), heldError + (weight * h.Error));
            (free, freeError) = (free + (weight * Math.Abs(c.Value)), freeError + (weight * c.Error));
            squares += weight * ((h.Value * h.Value) + (c.Value * c.Value));
            squaresError += 2 * weight * ((Math.Abs(h.Value) * h.Error) + (Math.Abs(c.Value) * c.Error));
            Rounded sum = h.Plus(c);
            both += weight * sum.Value * sum.Value;
            bothError += 2 * weight * Math.Abs(sum.Value) * sum.Error;
        }

        double product = 2 * ((heldError * free) + (held * freeError) + (2 * Adding * held * free));
        return (squares + (2 * held * free), squaresError + (Adding * squares) + product, both, bothError + (Adding * both));
    }

    // scale F'(y), y by the logarithms of u and 1 - u.
    private static Rounded Free(RelaxedProblem problem, double u)
    {
        (double y, double error) = RoundingOfRelaxations.LogOdds(problem.Logit, u);
        return RoundingOfRelaxations.At(problem, y, error).Slope;
    }

    private static Rounded FreeOfNode(RelaxedProblem problem, bool b, double left, double rest) =>
        RelaxedNode(problem, b, left, 5, rest).Slope;

    // Of v's odds and the other outcome's probability, each of so many units: a quotient, ln(1 + x) within 3 u.
    private static (Rounded Off, Rounded Slope) RelaxedNode(RelaxedProblem problem, bool b, double left, double units, double rest)
    {
        double other = RoundingOfRelaxations.Sigmoid(b ? -problem.Logit : problem.Logit);
        double x = left / rest / other;
        double size = Math.Log(1 + x);
        double error = U * ((3 * size) + (((2 * units) + ProbabilityUnits + 2) * x / (1 + x)));
        return RoundingOfRelaxations.At(problem, b ? size : -size, error);
    }

    private static Rounded Held(RelaxedProblem problem, bool b, double left, double units, double rest)
    {
        double own = RoundingOfRelaxations.Sigmoid(b ? problem.Logit : -problem.Logit);
        double other = RoundingOfRelaxations.Sigmoid(b ? -problem.Logit : problem.Logit);
        (Rounded off, Rounded slope) = RelaxedNode(problem, b, left, units, rest);
        double moves = own * left / (other + (own * left));
        // Twice own and left, once other, a product, a sum and a quotient.
        var moved = new Rounded(moves, ((3 * ProbabilityUnits) + (2 * units) + 4) * U * moves);
        return Controlled(problem, b, other, off).Plus(slope.Times(moved).After(1).Negated());
    }

    // (f - scale F) score
    private static Rounded Controlled(RelaxedProblem problem, bool b, double other, Rounded off)
    {
        double f = b ? (1 - problem.Target) * (1 - problem.Target) : problem.Target * problem.Target;
        var scale = new Rounded(-problem.Scale, 0);
        Rounded control = off.Times(off).After(1).Times(scale).After(1);
        return new Rounded(f, 3 * U * f).Plus(control).Times(new Rounded(b ? other : -other, ProbabilityUnits * U * other)).After(1);
    }
}

/// <summary>Steps that the roundings of a call of REBAR are carried by.</summary>
internal static class RoundedSteps
{
    public static Rounded Scaled(this Rounded number, double factor) => new(factor * number.Value, Math.Abs(factor) * number.Error);

    public static Rounded Negated(this Rounded number) => new(-number.Value, number.Error);

    public static Rounded After(this Rounded number, int operations) => new(number.Value, number.ErrorAfter(operations));

    public static Rounded Plus(this Rounded number, Rounded other) =>
        new Rounded(number.Value + other.Value, number.Error + other.Error).After(1);
}
