using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry one call of an estimator, from the call's own noise: first order in u.</summary>
internal static class RoundingOfCalls
{
    /// <summary>Relative error of a normal number drawn on a device (see the agreement of <c>box-muller.from-words</c>).</summary>
    public const double NoiseUnits = 7;

    private const double U = ErrorBound.U;

    /// <summary>The score function: product of objective and score, two roundings.</summary>
    public static double[] ScoreFunction(NormalProblem problem, double[] noise, double noiseUnits)
    {
        var call = new NormalSample(problem, noise[0], noiseUnits);
        return [call.Score(0).Times(call.Objective).ErrorAfter(2), call.Score(1).Times(call.Objective).ErrorAfter(2)];
    }

    /// <summary>Pathwise: the slope, and its product with the noise.</summary>
    public static double[] Pathwise(NormalProblem problem, double[] noise, double noiseUnits)
    {
        var call = new NormalSample(problem, noise[0], noiseUnits);
        return [call.Slope.Error, call.Slope.Times(call.Noise).ErrorAfter(1)];
    }

    /// <summary>Leave-one-out: running sums of objective, score and product.</summary>
    public static double[] LeaveOneOut(NormalProblem problem, double[] noise, double noiseUnits)
    {
        NormalSample[] samples = [.. noise.Select(e => new NormalSample(problem, e, noiseUnits))];
        Rounded[] objectives = [.. samples.Select(sample => sample.Objective)];
        return [.. Enumerable.Range(0, 2).Select(component =>
            Covariance(objectives, [.. samples.Select(sample => sample.Score(component))]))];
    }

    /// <summary>The score function: constants of the problem, multiplied.</summary>
    public static double[] ScoreFunction(BernoulliProblem problem, double[] uniforms, double probabilityUnits)
    {
        (Rounded objective, Rounded score) = Sample(problem, uniforms[0], probabilityUnits);
        return [objective.Times(score).ErrorAfter(1)];
    }

    /// <summary>Leave-one-out: running sums of objective, score and product; the objective is f(1) - f(0) = 1 - 2 target,
    /// one rounding, or nothing.</summary>
    public static double[] LeaveOneOut(BernoulliProblem problem, double[] uniforms, double probabilityUnits)
    {
        double difference = 1 - (2 * problem.Target);
        Rounded[] scores = [.. uniforms.Select(uniform => Sample(problem, uniform, probabilityUnits).Score)];
        Rounded[] objectives = [.. scores.Select(score => score.Value > 0
            ? new Rounded(difference, U * Math.Abs(difference))
            : default)];
        return [Covariance(objectives, scores)];
    }

    /// <summary>ARM: the objective's difference, one rounding, times the uniform number less 1/2, where the two draws differ.</summary>
    public static double[] AugmentReinforceMerge(BernoulliProblem problem, double[] uniforms)
    {
        double half = uniforms[0] - 0.5;
        return [Differ(problem, uniforms[0])
            ? Difference(problem).Times(new Rounded(half, U * Math.Abs(half))).ErrorAfter(1)
            : 0];
    }

    /// <summary>DisARM: half the objective's difference times the larger probability, where the two draws differ.</summary>
    public static double[] DisArm(BernoulliProblem problem, double[] uniforms, double probabilityUnits)
    {
        double larger = 1 / (1 + Math.Exp(-Math.Abs(problem.Logit)));
        return [Differ(problem, uniforms[0])
            ? 0.5 * Difference(problem).Times(new Rounded(larger, probabilityUnits * U * larger)).ErrorAfter(1)
            : 0];
    }

    private static Rounded Difference(BernoulliProblem problem)
    {
        double difference = 1 - (2 * problem.Target);
        return new Rounded(difference, U * Math.Abs(difference));
    }

    private static bool Differ(BernoulliProblem problem, double uniform)
    {
        double p = 1 / (1 + Math.Exp(-problem.Logit));
        return uniform < p != 1 - uniform < p;
    }

    private static (Rounded Objective, Rounded Score) Sample(BernoulliProblem problem, double uniform, double units)
    {
        double p = 1 / (1 + Math.Exp(-problem.Logit));
        bool b = uniform < p;
        double f = b ? (1 - problem.Target) * (1 - problem.Target) : problem.Target * problem.Target;
        double score = b ? 1 / (1 + Math.Exp(problem.Logit)) : -p;
        return (new Rounded(f, 3 * U * f), new Rounded(score, units * U * Math.Abs(score)));
    }

    // (sum r s - sum r sum s / K) / (K - 1) with r the objective less the first sample's.
    internal static double Covariance(Rounded[] objectives, Rounded[] scores)
    {
        Rounded[] relative = [.. objectives.Select(f => new Rounded(
            f.Value - objectives[0].Value,
            f.Error + objectives[0].Error + (U * Math.Abs(f.Value - objectives[0].Value))))];
        int n = scores.Length;
        double f = relative.Sum(r => Math.Abs(r.Value)), fError = relative.Sum(r => r.Error);
        double s = scores.Sum(r => Math.Abs(r.Value)), sError = scores.Sum(r => r.Error);
        Rounded[] products = [.. relative.Zip(scores, (r, score) => r.Times(score))];
        double product = products.Sum(p => Math.Abs(p.Value)), productError = products.Sum(p => p.Error);
        double roundings = U * (n + 2) * (product + (3 * f * s / n));
        return (productError + (((fError * s) + (f * sError)) / n) + roundings) / (n - 1);
    }
}

/// <summary>A number and the bound of its error.</summary>
internal readonly record struct Rounded(double Value, double Error)
{
    public Rounded Times(Rounded other) => new(
        Value * other.Value,
        (Error * Math.Abs(other.Value)) + (Math.Abs(Value) * other.Error) + (Error * other.Error));

    public double ErrorAfter(int operations) => Error + (operations * ErrorBound.U * Math.Abs(Value));
}

/// <summary>One sample x = mean + standardDeviation e of a call, and what rounding does to it.</summary>
internal readonly struct NormalSample
{
    private const double U = ErrorBound.U;
    private readonly NormalProblem _problem;

    public NormalSample(NormalProblem problem, double noise, double noiseUnits)
    {
        _problem = problem;
        Noise = new Rounded(noise, noiseUnits * U * Math.Abs(noise));
        double moved = problem.StandardDeviation * noise;
        double x = problem.Mean + moved;
        double error = (U * (Math.Abs(moved) + Math.Abs(x))) + (problem.StandardDeviation * Noise.Error);
        ObjectiveRounding f = ObjectiveRounding.At(problem.Objective, problem.K, x);
        Objective = new Rounded(
            f.Value, f.ValueError + (Math.Abs(f.Slope) * error) + (0.5 * Math.Abs(f.Curvature) * error * error));
        Slope = new Rounded(f.Slope, f.SlopeError + (Math.Abs(f.Curvature) * error));
    }

    public Rounded Noise { get; }

    public Rounded Objective { get; }

    public Rounded Slope { get; }

    /// <summary>e / s, or (e^2 - 1) / s, by the reciprocal of s.</summary>
    public Rounded Score(int component)
    {
        double e = Noise.Value, s = _problem.StandardDeviation;
        double square = (e * e) - 1;
        return component == 0
            ? new Rounded(e / s, (Noise.Error + (2 * U * Math.Abs(e))) / s)
            : new Rounded(square / s, ((2 * Math.Abs(e) * Noise.Error) + (U * ((e * e) + (3 * Math.Abs(square))))) / s);
    }
}

/// <summary>An objective at x, with the errors of its own arithmetic there.</summary>
internal readonly record struct ObjectiveRounding(
    double Value, double ValueError, double Slope, double SlopeError, double Curvature)
{
    private const double U = ErrorBound.U;

    public static ObjectiveRounding At(Objective objective, double k, double x)
    {
        double value = Objectives.Value(objective, k, x);
        double slope = Objectives.Derivative(objective, k, x);
        // Exponential: its argument carries two roundings, exp one spacing. Cosine: k x one, sine and cosine two spacings.
        double y = k * x * x;
        return objective switch
        {
            Objective.Quadratic => new(value, 3 * U * value, slope, U * Math.Abs(slope), 2),
            Objective.Exponential => new(
                value,
                U * ((2 * Math.Abs(y)) + 2) * value,
                slope,
                U * ((2 * Math.Abs(y)) + 5) * Math.Abs(slope),
                ((4 * k * y) - (2 * k)) * value),
            _ => new(
                value,
                U * (Math.Abs(x * slope) + (4 * Math.Abs(value))),
                slope,
                U * (Math.Abs(k * k * x * value) + (5 * Math.Abs(slope))),
                -k * k * value),
        };
    }
}
