namespace BayesBench.Reference.Gradients;

/// <summary>The triangle of three shares of one, cut into cells, and integrals over a cell. A point is its three shares.</summary>
internal static class SimplexCells
{
    /// <summary>
    /// The cells of the lines <c>w_a weights_k = w_b weights_l</c>, for all a, b and k, l that differ: within one, the least of the
    /// products of shares and weights, in whichever order the weights come, is one and the same.
    /// </summary>
    public static IEnumerable<double[][]> Cut(double[] weights)
    {
        IEnumerable<double[][]> cells = [[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]];
        foreach ((int a, int b) in new[] { (0, 1), (0, 2), (1, 2) })
        {
            foreach ((int k, int l) in new[] { (0, 1), (0, 2), (1, 2), (1, 0), (2, 0), (2, 1) })
            {
                double Side(double[] w) => (w[a] * weights[k]) - (w[b] * weights[l]);
                cells = [.. cells.SelectMany(cell => new[] { Half(cell, Side), Half(cell, w => -Side(w)) }.Where(half => half.Length > 2))];
            }
        }

        return cells;
    }

    public static double[] Centre(double[][] cell) =>
        [.. Enumerable.Range(0, 3).Select(share => cell.Average(corner => corner[share]))];

    /// <summary>The expectation of a polynomial of second degree at a point spread evenly over the whole triangle, in the cell.</summary>
    public static double Integral(double[][] cell, Func<double[], double> polynomial)
    {
        double sum = 0.0;
        for (int i = 2; i < cell.Length; i++)
        {
            (double[] a, double[] b, double[] c) = (cell[0], cell[i - 1], cell[i]);
            double average = (polynomial(Between(a, b, 0.5)) + polynomial(Between(b, c, 0.5)) + polynomial(Between(c, a, 0.5))) / 3.0;
            sum += Area(a, b, c) * average;
        }

        return sum;
    }

    // The part of a convex polygon where the side is positive, its corners in order.
    private static double[][] Half(double[][] cell, Func<double[], double> side)
    {
        var corners = new List<double[]>();
        for (int i = 0; i < cell.Length; i++)
        {
            (double[] from, double[] to) = (cell[i], cell[(i + 1) % cell.Length]);
            (double before, double after) = (side(from), side(to));
            if (before >= 0.0)
            {
                corners.Add(from);
            }

            if ((before > 0.0 && after < 0.0) || (before < 0.0 && after > 0.0))
            {
                corners.Add(Between(from, to, before / (before - after)));
            }
        }

        return [.. corners];
    }

    private static double[] Between(double[] a, double[] b, double share) =>
        [.. a.Zip(b, (x, y) => x + (share * (y - x)))];

    // A triangle's share of the whole: the determinant of its corners.
    private static double Area(double[] a, double[] b, double[] c) => Math.Abs(
        (a[0] * ((b[1] * c[2]) - (b[2] * c[1])))
        - (a[1] * ((b[0] * c[2]) - (b[2] * c[0])))
        + (a[2] * ((b[0] * c[1]) - (b[1] * c[0]))));
}
