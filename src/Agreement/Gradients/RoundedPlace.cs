namespace BayesBench.Agreements.Gradients;

/// <summary>What a call of REBAR or RELAX makes of b and v: y~, of an error, the score, and how y~ moves with the logit.</summary>
internal readonly record struct RoundedPlace(double Y, double Error, Rounded Score, Rounded Moves)
{
    public const double ProbabilityUnits = 5; // whether the host or the device made them
    private const double U = ErrorBound.U;

    /// <summary>Of v's odds and of either outcome's probability, of so many units each: a quotient, ln(1 + x) within 3 u.</summary>
    public static RoundedPlace Of(RelaxedProblem problem, bool b, double left, double units, double rest)
    {
        double own = RoundingOfRelaxations.Sigmoid(b ? problem.Logit : -problem.Logit);
        double other = RoundingOfRelaxations.Sigmoid(b ? -problem.Logit : problem.Logit);
        double x = left / rest / other;
        double size = Math.Log(1 + x);
        double moves = own * left / (other + (own * left));
        return new RoundedPlace(
            b ? size : -size,
            U * ((3 * size) + (((2 * units) + ProbabilityUnits + 2) * x / (1 + x))),
            ScoreOf(b, other),
            // Twice own and left, once other, a product, a sum and a quotient.
            new Rounded(moves, ((3 * ProbabilityUnits) + (2 * units) + 4) * U * moves));
    }

    public static Rounded ScoreOf(bool b, double other) => new(b ? other : -other, ProbabilityUnits * U * other);

    /// <summary>f(b).</summary>
    public static Rounded Objective(RelaxedProblem problem, bool b)
    {
        double f = b ? (1 - problem.Target) * (1 - problem.Target) : problem.Target * problem.Target;
        return new Rounded(f, 3 * U * f);
    }

    /// <summary>A problem's control variate at y~.</summary>
    public RoundedControl Control(RelaxedProblem problem) => RoundingOfRelaxations.At(problem, Y, Error);

    /// <summary><c>(f - c) (b - p) - c' moves</c>.</summary>
    public Rounded Held(Rounded f, RoundedControl c) =>
        f.Sum(c.Value.Negative).Times(Score).After(1).Sum(c.Slope.Times(Moves).After(1).Negative);
}

/// <summary>Steps that the roundings of a call are carried by.</summary>
internal static class RoundedSteps
{
    public static Rounded After(this Rounded number, int operations) => new(number.Value, number.ErrorAfter(operations));

    public static Rounded Scaled(this Rounded number, double factor) => new(factor * number.Value, Math.Abs(factor) * number.Error);

    public static Rounded Square(this Rounded number) => number.Times(number);

    /// <summary>By a number without an error.</summary>
    public static Rounded Over(this Rounded number, double divisor) =>
        new Rounded(number.Value / divisor, number.Error / Math.Abs(divisor)).After(1);
}
