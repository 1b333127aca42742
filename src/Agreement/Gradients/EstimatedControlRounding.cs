using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>
/// How far float arithmetic may carry a call with an estimated coefficient, and the quadrature of its variance: every node carries
/// the roundings of a call, and a sum of 17 sums of 17 terms one for each of either.
/// </summary>
internal sealed class EstimatedControlRounding
{
    private const double U = ErrorBound.U;
    private const int Half = 144;
    private const double Step = 1.0 / 16;
    private const double Adding = 34 + 6; // and the weight's exponential, its constant and two products

    private readonly NormalProblem _problem;
    private readonly Rounded _a;
    private readonly Rounded _b;
    private readonly Rounded _c;

    public EstimatedControlRounding(NormalProblem problem)
    {
        _problem = problem;
        (Objective objective, double k, double mean, double s) = problem;
        ObjectiveRounding f = ObjectiveRounding.At(objective, k, mean);
        _a = new Rounded(f.Value, f.ValueError);
        _b = new Rounded(f.Slope * s, (f.SlopeError * s) + (U * Math.Abs(f.Slope * s)));
        double c = 0.5 * f.Curvature * s * s;
        _c = new Rounded(c, (0.5 * s * s * DeltaMethodRounding.CurvatureError(objective, k, mean, f)) + (2 * U * Math.Abs(c)));
    }

    public double[] Call(double[] noise, double noiseUnits)
    {
        NormalSample[] samples = [.. noise.Select(e => new NormalSample(_problem, e, noiseUnits))];
        return [.. Enumerable.Range(0, 2).Select(component =>
        {
            var sum = default(Rounded);
            foreach (NormalSample sample in samples.Skip(1))
            {
                sum = sum.Sum(Gradient(sample, component).Times(Centred(sample.Noise, component)).After(1));
            }

            // A division by their number, and two products.
            Rounded taken = sum.Scaled(1.0 / (noise.Length - 1)).Times(Inverse(component))
                .Times(Centred(samples[0].Noise, component)).After(3);
            return Gradient(samples[0], component).Sum(taken.Negative).Error;
        })];
    }

    public double Variance(double exact, double exactError, int component, int samples)
    {
        Rounded inverse = Inverse(component);
        Rounded covariance = Covariance(exact, exactError, component);
        double best = covariance.Value * inverse.Value;
        // As the best coefficient leaves least, an error of it counts by its square; here the coefficient as it is.
        double bestError = (covariance.Error * inverse.Value) + (Math.Abs(covariance.Value) * inverse.Error) + (U * Math.Abs(best));
        double bound = inverse.Value > 0 ? bestError * bestError / inverse.Value : 0;
        double product = 0, productError = 0;
        foreach ((double weight, Rounded g, Rounded h) in Nodes(component))
        {
            double centred = g.Value - exact, rest = centred - (best * h.Value);
            double restError = g.Error + exactError + (Math.Abs(best) * h.Error)
                + (U * (Math.Abs(centred) + Math.Abs(best * h.Value) + Math.Abs(rest)));
            bound += weight * ((2 * Math.Abs(rest) * restError) + (restError * restError) + ((Adding + 1) * U * rest * rest));
            double off = (g.Value * h.Value) - covariance.Value;
            double offError = g.Times(h).ErrorAfter(1) + covariance.Error + (U * Math.Abs(off));
            product += weight * off * off;
            productError += weight * ((2 * Math.Abs(off) * offError) + (offError * offError) + ((Adding + 1) * U * off * off));
        }

        Rounded price = new Rounded(product, productError).Times(inverse).After(2);
        return bound + (price.Error / (samples - 1));
    }

    private Rounded Covariance(double exact, double exactError, int component)
    {
        double sum = 0, error = 0;
        foreach ((double weight, Rounded g, Rounded h) in Nodes(component))
        {
            double centred = g.Value - exact;
            Rounded term = new Rounded(centred, g.Error + exactError + (U * Math.Abs(centred))).Times(h).After(1);
            sum += weight * term.Value;
            error += weight * (term.Error + (Adding * U * Math.Abs(term.Value)));
        }

        return new Rounded(sum, error);
    }

    private IEnumerable<(double Weight, Rounded G, Rounded H)> Nodes(int component)
    {
        for (int node = -Half; node <= Half; node++)
        {
            double e = node * Step;
            var sample = new NormalSample(_problem, e, noiseUnits: 0);
            yield return (
                Step * Math.Exp(-0.5 * e * e) / Math.Sqrt(2 * Math.PI), Gradient(sample, component), Centred(sample.Noise, component));
        }
    }

    // f times the reciprocal of s times the noise: the score rounds as often in another order.
    private static Rounded Gradient(NormalSample sample, int component) =>
        sample.Objective.Times(sample.Score(component)).After(1);

    private Rounded Centred(Rounded noise, int component)
    {
        double e = noise.Value, square = e * e, less = square - 1, far = (square - 2) * (square + 1);
        (double a, double b, double c) = component == 0 ? (e, less, e * square) : (less, e * less, far);
        double value = (a * _a.Value) + (b * _b.Value) + (c * _c.Value);
        double slope = component == 0
            ? _a.Value + (2 * e * _b.Value) + (3 * square * _c.Value)
            : (2 * e * _a.Value) + (((3 * square) - 1) * _b.Value) + (((4 * e * square) - (2 * e)) * _c.Value);
        // A square that rounds before 1 or 2 is taken from it, and five products and sums at most.
        double terms = ((component == 0 ? Math.Abs(e) : square + 1) * Math.Abs(_a.Value))
            + ((component == 0 ? square + 1 : Math.Abs(e) * (square + 1)) * Math.Abs(_b.Value))
            + ((component == 0 ? Math.Abs(c) : (square + 2) * (square + 1)) * Math.Abs(_c.Value));
        double error = (Math.Abs(a) * _a.Error) + (Math.Abs(b) * _b.Error) + (Math.Abs(c) * _c.Error)
            + (Math.Abs(slope) * noise.Error) + (6 * U * terms);
        double s = _problem.StandardDeviation;
        return new Rounded(value / s, (error + (2 * U * Math.Abs(value))) / s);
    }

    // s^2 over a sum of three squares.
    private Rounded Inverse(int component)
    {
        (double many, double ofB, double ofC, double ofFirst) = component == 0 ? (3.0, 2.0, 6.0, 1.0) : (5.0, 10.0, 24.0, 2.0);
        double first = _a.Value + (many * _c.Value);
        double firstError = _a.Error + (many * _c.Error) + (U * ((many * Math.Abs(_c.Value)) + Math.Abs(first)));
        double sum = (ofFirst * first * first) + (ofB * _b.Value * _b.Value) + (ofC * _c.Value * _c.Value);
        double error = (ofFirst * ((2 * Math.Abs(first) * firstError) + (firstError * firstError)))
            + (2 * ofB * Math.Abs(_b.Value) * _b.Error) + (2 * ofC * Math.Abs(_c.Value) * _c.Error) + (4 * U * sum);
        double square = _problem.StandardDeviation * _problem.StandardDeviation;
        return sum > 0 ? new Rounded(square / sum, square / sum * ((error / (sum - Math.Min(error, 0.5 * sum))) + (2 * U))) : default;
    }
}
