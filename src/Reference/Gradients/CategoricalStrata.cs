namespace BayesBench.Reference.Gradients;

/// <summary>What each category counts in a draw of two without replacement, and the chance that it is left out.</summary>
internal readonly record struct CategoricalStrata(CategoricalObjective Objective, double[] Counts, double[] Left)
{
    public static CategoricalStrata Of(CategoricalObjective objective)
    {
        double[] p = objective.Probabilities;
        int likeliest = Array.IndexOf(p, p.Max());
        if (p[likeliest] < 0.5)
        {
            return new CategoricalStrata(
                objective, [0.5, 0.5, 0.5], [.. Enumerable.Range(0, p.Length).Select(c => objective.Others(c) - p[c])]);
        }

        double others = objective.Others(likeliest);
        var counts = new double[p.Length];
        var left = new double[p.Length];
        for (int c = 0; c < p.Length; c++)
        {
            bool isKept = c == likeliest;
            counts[c] = isKept ? p[c] : others;
            left[c] = isKept ? 0.0 : p[p.Length - c - likeliest] / others; // the third of 0, 1 and 2 is drawn
        }

        return new CategoricalStrata(objective, counts, left);
    }

    /// <summary>The category that a uniform number leaves out.</summary>
    public int LeftOut(double uniform) => uniform < Left[2] ? 2 : uniform < Left[2] + Left[1] ? 1 : 0;

    /// <summary>What a category adds to a call: its count times the score function's call, by one logit.</summary>
    public double Part(int c, int component) => Counts[c] * (Objective.Value(c) * Objective.Score(c, component));
}
