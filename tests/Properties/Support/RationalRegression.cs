namespace BayesBench.Properties.Support;

/// <summary>The posterior of a regression in rational arithmetic, rounded once: Gauss's elimination of the normal equations.</summary>
internal static class RationalRegression
{
    public static (double[] Mean, double[][] Covariance) Posterior(Regression given)
    {
        int d = given.Columns;
        Rational noise = Rational.Of(given.NoiseVariance), prior = Rational.Of(given.PriorVariance);
        Rational[][] x = [.. given.X.Select(row => row.Select(Rational.Of).ToArray())];
        Rational[] y = [.. given.Y.Select(Rational.Of)];
        // The precision, and beside it the identity and the right side.
        var work = new Rational[d][];
        for (int i = 0; i < d; i++)
        {
            work[i] = new Rational[(2 * d) + 1];
            for (int j = 0; j < d; j++)
            {
                work[i][j] = Sum(x.Select(row => row[i] * row[j])) / noise;
                work[i][d + j] = i == j ? 1 : 0;
            }

            work[i][i] += 1 / prior;
            work[i][2 * d] = (Sum(x.Zip(y, (row, target) => row[i] * target)) / noise) + (Rational.Of(given.PriorMean[i]) / prior);
        }

        // A positive definite matrix has positive pivots; exact arithmetic needs no choice among them.
        for (int k = 0; k < d; k++)
        {
            Rational pivot = work[k][k];
            work[k] = [.. work[k].Select(value => value / pivot)];
            for (int i = 0; i < d; i++)
            {
                if (i != k)
                {
                    Rational factor = work[i][k];
                    work[i] = [.. work[i].Zip(work[k], (value, other) => value - (factor * other))];
                }
            }
        }

        return (
            [.. work.Select(row => row[2 * d].ToDouble())],
            [.. work.Select(row => row[d..(2 * d)].Select(value => value.ToDouble()).ToArray())]);
    }

    private static Rational Sum(IEnumerable<Rational> values) => values.Aggregate((Rational)0, (sum, value) => sum + value);
}
