using BayesBench.Reference.Probability;

namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry a mean over strata and its exact variance: first order in u.</summary>
internal static class RoundingOfStrata
{
    private const double U = ErrorBound.U;
    private const double QuantileUnits = 12; // erfc^-1 has 10, a root and a product
    private const double Far = 9;
    private const int Nodes = 8;

    /// <summary>Running sums of the slopes and of their products with the noise, and a division.</summary>
    public static double[] Call(NormalProblem problem, double[] noise, bool isDrawn)
    {
        NormalSample[] samples = [.. noise.Select(e => new NormalSample(problem, e, isDrawn ? DrawnUnits(e) : 0))];
        return
        [
            Mean([.. samples.Select(sample => sample.Slope)]),
            Mean([.. samples.Select(sample => sample.Slope.Times(sample.Noise).After(1))]),
        ];
    }

    /// <summary>
    /// Of the sums over nodes: of each stratum <c>S2 / W - (S1 / W)^2</c>, S of calls less that at the edge nearest 0. The edges of a
    /// stratum err too: mass phi da that is <c>(h - mean)^2 - variance</c> away comes or goes.
    /// </summary>
    public static double Variance(NormalProblem problem, int component, int samples)
    {
        double steepness = 1 + ((1 + Math.Abs(problem.K)) * problem.StandardDeviation);
        double sum = 0, added = 0;
        for (int stratum = 0; stratum < samples; stratum++)
        {
            (double low, double high) = (Edge(stratum, samples), Edge(stratum + 1, samples));
            int panels = (int)((high - low) * steepness) + 1;
            double half = (high - low) / panels / 2, roundings = (Nodes + panels + 2) * U;
            Rounded at = Component(problem, Math.Clamp(0, low, high), component);
            var (weight, first, second) = (default(Rounded), default(Sums), default(Sums));
            for (int node = 0; node < Nodes * panels; node++)
            {
                // The midpoint rule adds up errors well enough.
                double e = low + ((node + 0.5) * 2 * half / Nodes);
                double share = 2 * half / Nodes * Density(e);
                Rounded off = Component(problem, e, component).Sum(at.Negative);
                // Of the share: its argument 2 u of e^2 / 2, where e is 3 u off once more e^2; exp and the product 3.
                double relative = ((4 * e * e) + 3) * U;
                weight = new Rounded(weight.Value + share, weight.Error + (share * (relative + roundings)));
                first = first.Add(share, off, relative + roundings);
                second = second.Add(share, off.Times(off).After(2), relative + roundings);
            }

            double mean = first.Value / weight.Value, square = second.Value / weight.Value;
            double variance = square - (mean * mean);
            double inside = ((second.Error + (square * weight.Error)) / weight.Value)
                + (2 * Math.Abs(mean) * (first.Error + (Math.Abs(mean) * weight.Error)) / weight.Value)
                + (U * ((2 * square) + (4 * mean * mean)));
            double edges = new[] { low, high }.Where(edge => Math.Abs(edge) < Far).Sum(edge =>
            {
                double away = Component(problem, edge, component).Value - at.Value - mean;
                return QuantileUnits * U * Math.Abs(edge) * Density(edge) / weight.Value * Math.Abs((away * away) - variance);
            });
            sum += inside + edges;
            added += variance;
        }

        return (sum + (U * (samples + 2) * added)) / samples / samples;
    }

    // A chance rounds once, which the normal law's slope turns into noise; the quantile then has its own roundings.
    private static double DrawnUnits(double e)
    {
        double chance = Normal.Cdf(-Math.Abs(e), 0, 1);
        return QuantileUnits + (chance / Density(e) / Math.Abs(e));
    }

    private static double Mean(Rounded[] terms) =>
        (terms.Sum(term => term.Error) + (terms.Length * U * terms.Sum(term => Math.Abs(term.Value)))) / terms.Length;

    // A node is a sum of an edge, of a product, and of a product more.
    private static Rounded Component(NormalProblem problem, double e, int component)
    {
        var sample = new NormalSample(problem, e, noiseUnits: 3);
        return component == 0 ? sample.Slope : sample.Slope.Times(sample.Noise).After(1);
    }

    private static double Edge(int stratum, int samples) =>
        Math.Clamp(Normal.Quantile((double)stratum / samples, 0, 1), -Far, Far);

    private static double Density(double e) => Math.Exp(-0.5 * e * e) / Math.Sqrt(2 * Math.PI);

    private readonly record struct Sums(double Value, double Error)
    {
        public Sums Add(double share, Rounded term, double relative) => new(
            Value + (share * term.Value), Error + (share * (term.Error + (relative * Math.Abs(term.Value)))));
    }
}
