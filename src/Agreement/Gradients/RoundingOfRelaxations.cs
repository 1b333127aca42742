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
    /// <c>z - target</c> and <c>scale F'(y)</c>, y with an error: it moves both; z and 1 - z err by 5 u each, and z - target
    /// keeps what z lost.
    /// </summary>
    public static (Rounded Off, Rounded Slope) At(RelaxedProblem problem, double y, double yError)
    {
        (double target, _, double temperature, double scale) = problem;
        double a = y / temperature;
        double error = (yError / temperature) + (U * Math.Abs(a));
        double z = Sigmoid(a), slope = z * Sigmoid(-a), off = z - target;
        double moved = Math.Abs((slope * slope) + (off * slope * (1 - (2 * z))));
        double roundings = (5 * U * z * slope) + (15 * U * Math.Abs(off) * slope);
        return (
            new Rounded(off, (5 * U * z) + (slope * error) + (U * Math.Abs(off))),
            new Rounded(
                scale * 2 * off * slope / temperature,
                2 * Math.Abs(scale) * ((moved * error) + roundings) / temperature));
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
