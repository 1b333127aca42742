namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry a relaxed Bernoulli variable: first order in u.</summary>
internal static class RoundingOfRelaxations
{
    private const double U = ErrorBound.U;

    /// <summary>A call of the Concrete estimator: y from its uniform number, and the slope there.</summary>
    public static double Concrete(RelaxedProblem problem, double uniform)
    {
        (double y, double error) = LogOdds(problem.Logit, 1 - uniform);
        return At(problem, y, error).Slope.Error;
    }

    /// <summary><c>logit + ln(1 - u) - ln u</c>: either logarithm errs by a spacing, 2 u, and the least u's 1 - u rounds.</summary>
    public static (double Y, double Error) LogOdds(double logit, double uniform)
    {
        double low = Math.Log(uniform), high = Math.Log(1 - uniform);
        double y = logit + high - low;
        return (y, U * ((2 * (Math.Abs(low) + Math.Abs(high))) + Math.Abs(low - high) + Math.Abs(y) + 1));
    }

    /// <summary>
    /// A control variate <c>c = scale (z - target)^2 + tilt z</c> and its slope, y with an error: it moves both; z and 1 - z err
    /// by 5 u each, and z - target keeps what z lost.
    /// </summary>
    public static RoundedControl At(RelaxedProblem problem, double y, double yError)
    {
        RelaxedSteps steps = RelaxedSteps.At(problem, y, yError);
        double slope = steps.First.Value;
        Rounded off = steps.Off with { Error = steps.Off.Error + (steps.Steep * steps.Error) };
        Rounded z = new(steps.Z, (5 * U * steps.Z) + (steps.Steep * steps.Error));
        Rounded square = off.Square().After(1).Times(new Rounded(problem.Scale, 0)).After(1);
        return new RoundedControl(
            square.Sum(z.Times(new Rounded(problem.Tilt, 0)).After(1)),
            new Rounded(slope, steps.First.Error + (Math.Abs(steps.Second.Value) * steps.Error)).Over(problem.Temperature));
    }

    /// <summary>
    /// What both change by with the temperature, <c>-a c'(a) / temperature</c>, <c>-(c'(a) + a c''(a)) / temperature^2</c>.
    /// </summary>
    public static RoundedControl ByTemperature(RelaxedProblem problem, double y, double yError)
    {
        RelaxedSteps steps = RelaxedSteps.At(problem, y, yError);
        (double a, double first, double second) = (y / problem.Temperature, steps.First.Value, steps.Second.Value);
        double third = (((4 * problem.Scale * steps.Steep * steps.Steep) + second) * (1 - (2 * steps.Z))) - (2 * steps.Steep * first);
        Rounded product = steps.First.Times(new Rounded(a, 0)).After(1);
        Rounded sum = steps.First.Sum(steps.Second.Times(new Rounded(a, 0)).After(1));
        return new RoundedControl(
            (product with { Error = product.Error + (Math.Abs(first + (a * second)) * steps.Error) }).Negative.Over(problem.Temperature),
            (sum with { Error = sum.Error + (Math.Abs((2 * second) + (a * third)) * steps.Error) }).Negative
                .Over(problem.Temperature * problem.Temperature).After(1));
    }

    /// <summary>The quadrature of Concrete's mean and mean square: every node's roundings, and those of the sums.</summary>
    public static (double Mean, double Square) ConcreteMoments(double target, double logit, double temperature)
    {
        const int Half = 64;
        double step = 0.5 / Math.Max(1, temperature);
        double first = 0, firstError = 0, second = 0, secondError = 0;
        for (int node = -Half; node <= Half; node++)
        {
            double a = node * step, y = (temperature * a) - logit;
            double z = Sigmoid(a), slope = z * Sigmoid(-a), density = Sigmoid(y) * Sigmoid(-y);
            double h = 2 * (z - target) * slope;
            double placed = 2 * U * Math.Abs(a); // the step and its multiple round, unless they are powers of two
            double hError = (2 * slope * ((5 * U * z) + (slope * placed))) + (((14 * U) + placed) * Math.Abs(h));
            double shifted = U * ((4 * Math.Abs(temperature * a)) + Math.Abs(y));
            double relative = (12 * U) + shifted; // a logistic density changes by at most its own size
            double weighted = Math.Abs(h) * density;
            first += weighted;
            firstError += (hError * density) + (relative * weighted);
            second += Math.Abs(h) * weighted;
            secondError += (2 * hError * weighted) + ((relative + U) * Math.Abs(h) * weighted);
        }

        const double Sums = ((2 * Half) + 4) * U;
        return (step * (firstError + (Sums * first)), step * (secondError + (Sums * second)) / temperature);
    }

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}

/// <summary>A control variate and its slope.</summary>
internal readonly record struct RoundedControl(Rounded Value, Rounded Slope);

/// <summary>
/// Numbers that a control variate at <c>a = y / temperature</c> is made of, with the roundings of their own arithmetic; the error
/// of a itself is apart.
/// </summary>
internal readonly record struct RelaxedSteps(double Z, double Steep, double Error, Rounded Off, Rounded First, Rounded Second)
{
    private const double U = ErrorBound.U;

    public static RelaxedSteps At(RelaxedProblem problem, double y, double yError)
    {
        double a = y / problem.Temperature, z = RoundingOfRelaxations.Sigmoid(a), rest = RoundingOfRelaxations.Sigmoid(-a);
        var steep = new Rounded(z * rest, 11 * U * z * rest);
        var off = new Rounded(z - problem.Target, (5 * U * z) + (U * Math.Abs(z - problem.Target)));
        var scale = new Rounded(2 * problem.Scale, 0);
        Rounded first = off.Times(scale).After(1).Sum(new Rounded(problem.Tilt, 0)).Times(steep).After(1);
        var lean = new Rounded(rest - z, U * (5 + Math.Abs(rest - z)));
        Rounded second = steep.Square().After(1).Times(scale).After(1).Sum(first.Times(lean).After(1));
        return new RelaxedSteps(z, steep.Value, (yError / problem.Temperature) + (U * Math.Abs(a)), off, first, second);
    }
}
