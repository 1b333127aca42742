using BayesBench.Reference.Numerics;
using static BayesBench.Agreements.Numerics.Dense;

namespace BayesBench.Agreements.Probability;

/// <summary>
/// How far the conditional law of N(mean, A + E) is from that of N(mean, A), <c>|E| &lt;= c u |L| |L^T|</c>, in units of c u:
/// with <c>J = [-A_ro A_oo^-1, I]</c> and <c>y = A_oo^-1 (values - mean_o)</c> the covariance moves by <c>J E J^T</c>, the
/// mean by <c>J E [y; 0]</c>.
/// </summary>
internal sealed class ConditionalErrors
{
    private readonly double[] _mean;
    private readonly double[][] _covariance;

    /// <summary>Of a call of <c>MultivariateNormal.Conditional</c>.</summary>
    public ConditionalErrors(object[] call)
    {
        var mean = (double[])call[0];
        var covariance = (double[][])call[1];
        int[] observed = (int[])call[2];
        var values = (double[])call[3];
        int[] order = Order(mean.Length, observed);
        double[][] ordered = [.. order.Select(i => order.Select(j => covariance[i][j]).ToArray())];
        double[][] known = [.. ordered.Take(observed.Length).Select(row => row[..observed.Length])];
        double[] distance = [.. values.Zip(observed, (value, o) => value - mean[o])];
        double[][] sizes = Sizes(Cholesky.Factor(ordered));
        int rest = mean.Length - observed.Length;
        double[][] j =
        [
            .. Enumerable.Range(0, rest).Select(r => (double[])
            [
                .. Cholesky.Solve(known, ordered[observed.Length + r][..observed.Length]),
                .. Enumerable.Range(0, rest).Select(s => s == r ? 1.0 : 0.0),
            ]),
        ];
        double[][] spread = Product(Sizes(j), sizes);
        double[] y = [.. Sizes(Cholesky.Solve(known, distance)), .. new double[rest]];
        double[] shift = Times(spread, Times(Transposed(sizes), y));
        _mean = [.. shift.Select((size, r) => size + Math.Abs(mean[order[observed.Length + r]]))];
        _covariance = Product(spread, Transposed(spread));
    }

    /// <summary>Of a number of the answer: the means, then the covariances row by row.</summary>
    public double this[int component] => component < _mean.Length
        ? _mean[component]
        : _covariance[(component - _mean.Length) / _mean.Length][(component - _mean.Length) % _mean.Length];

    /// <summary>The known coordinates, then the others.</summary>
    public static int[] Order(int size, int[] observed) => [.. observed, .. Enumerable.Range(0, size).Except(observed)];
}
