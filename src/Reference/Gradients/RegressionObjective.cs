using BayesBench.Reference.Numerics;
using static BayesBench.Reference.Numerics.LinearAlgebra;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The evidence lower bound <c>E_q f</c>, <c>f = ln p(theta, y) - ln q(theta)</c>, of linear regression with a normal prior:
/// <c>y_n ~ N(x_n^T theta, noiseDeviation^2)</c>, <c>theta ~ N(0, priorDeviation^2 I)</c>, <c>q = N(m, diag(s^2))</c>. Gradients
/// are by mean and standard deviation of one weight, the coordinate j.
/// </summary>
/// <remarks>
/// <para>With the posterior's precision <c>P = I / priorDeviation^2 + X^T X / noiseDeviation^2</c> and mean mu, the slope of
/// <c>ln p(theta, y)</c> at m is <c>b = P (mu - m)</c>, and with <c>theta_k = m_k + s_k e_k</c> the log weight is</para>
/// <para><c>f = Level + sum_k s_k b_k e_k + sum_kl A_kl e_k e_l</c>, <c>A_kl = (1[k = l] - s_k P_kl s_l) / 2</c>.</para>
/// <para>So the moments of every estimator are sums over P's rows. A q of independent weights is never the posterior where P is not
/// diagonal: what row j has beside the diagonal, <c>sum_(k != j) P_jk^2 s_k^2</c>, no choice of m and s takes away.</para>
/// <para>Source: the deck, F33 to F37, for the model; see <see cref="Inference.BayesianLinearRegression"/>.</para>
/// </remarks>
internal sealed class RegressionObjective
{
    private readonly double[][] _design;
    private readonly double[] _residuals; // y - X m
    private readonly double[] _deviations;
    private readonly double[][] _precision;
    private readonly double[] _slopes;
    private readonly double _noiseDeviation;

    private RegressionObjective(
        double[][] design, double[] residuals, double noiseDeviation, double priorDeviation, double[] means, double[] deviations, int coordinate)
    {
        (_design, _residuals, _noiseDeviation, _deviations, Coordinate) = (design, residuals, noiseDeviation, deviations, coordinate);
        (Mean, PriorPrecision) = (means[coordinate], 1.0 / (priorDeviation * priorDeviation));
        _precision = Zero(means.Length);
        _slopes = Array.ConvertAll(means, mean => -PriorPrecision * mean);
        for (int k = 0; k < means.Length; k++)
        {
            _slopes[k] += OverExamples(n => design[n][k] * residuals[n]);
            for (int l = 0; l < means.Length; l++)
            {
                _precision[k][l] = OverExamples(n => design[n][k] * design[n][l]) + (k == l ? PriorPrecision : 0.0);
            }
        }

        LikelihoodByMean = OverExamples(n => design[n][coordinate] * residuals[n]);
        LikelihoodFall = OverExamples(n => design[n][coordinate] * design[n][coordinate]) * deviations[coordinate];
        Level = -0.5 * (OverExamples(n => residuals[n] * residuals[n]) + (PriorPrecision * Dot(means, means)));
        Level -= residuals.Length * (Constants.HalfLogTwoPi + Math.Log(noiseDeviation));
        Level += deviations.Sum(deviation => Math.Log(deviation / priorDeviation));
    }

    public int Coordinate { get; }

    public int Weights => _deviations.Length;

    public int Examples => _residuals.Length;

    /// <summary>m_j.</summary>
    public double Mean { get; }

    /// <summary>s_j.</summary>
    public double Deviation => _deviations[Coordinate];

    public double PriorPrecision { get; }

    /// <summary>The log weight at the means.</summary>
    public double Level { get; }

    /// <summary><c>b_j</c>, the bound's exact gradient by the mean.</summary>
    public double ByMean => _slopes[Coordinate];

    /// <summary><c>1 / s_j - s_j P_jj</c>, the bound's exact gradient by the standard deviation.</summary>
    public double ByDeviation => (1.0 - (Deviation * Deviation * _precision[Coordinate][Coordinate])) / Deviation;

    public double[] Gradient => [ByMean, ByDeviation];

    /// <summary><c>P_jj s_j</c>, by which the slope of <c>ln p(theta, y)</c> falls for each unit of the weight's own noise.</summary>
    public double Fall => _precision[Coordinate][Coordinate] * Deviation;

    /// <summary>The same of <c>ln p(y | theta)</c> alone.</summary>
    public double LikelihoodFall { get; }

    /// <summary>The slope of <c>ln p(y | theta)</c> at the means.</summary>
    public double LikelihoodByMean { get; }

    /// <summary><c>sum_(k != j) P_jk^2 s_k^2</c>: what the noise of the other weights adds to the variance of every slope.</summary>
    public double OfOthers => Others.Sum(k => Square(_precision[Coordinate][k] * _deviations[k]));

    private IEnumerable<int> Others => Enumerable.Range(0, Weights).Where(k => k != Coordinate);

    public static RegressionObjective At(
        double[][] design,
        double[] targets,
        double noiseDeviation,
        double priorDeviation,
        double[] means,
        double[] standardDeviations,
        int coordinate)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(standardDeviations);
        Guard.Matrix(design);
        Guard.Length(targets.Length, design.Length, nameof(targets));
        Guard.Finite(targets);
        Guard.Positive(noiseDeviation);
        Guard.Positive(priorDeviation);
        Guard.Length(means.Length, design[0].Length, nameof(means));
        Guard.Finite(means);
        Guard.Length(standardDeviations.Length, design[0].Length, nameof(standardDeviations));
        Guard.Positive(standardDeviations);
        Guard.Within((long)coordinate, 0, means.Length - 1, nameof(coordinate));
        double[] residuals = [.. design.Zip(targets, (x, y) => y - Dot(x, means))];
        return new RegressionObjective(design, residuals, noiseDeviation, priorDeviation, means, standardDeviations, coordinate);
    }

    /// <summary>The noise that was given for each weight.</summary>
    public double[] Given(double[] noise)
    {
        ArgumentNullException.ThrowIfNull(noise);
        Guard.Length(noise.Length, Weights, nameof(noise));
        return noise;
    }

    /// <summary>f at the theta of that noise.</summary>
    public double LogWeight(double[] noise)
    {
        double f = Level;
        for (int k = 0; k < Weights; k++)
        {
            f += _deviations[k] * _slopes[k] * noise[k];
            for (int l = 0; l < Weights; l++)
            {
                f += Form(k, l) * noise[k] * noise[l];
            }
        }

        return f;
    }

    /// <summary><c>d/dtheta_j ln p(theta, y) = b_j - sum_k P_jk s_k e_k</c>.</summary>
    public double JointSlope(double[] noise) => ByMean - (Fall * noise[Coordinate]) - OfOtherNoise(noise);

    /// <summary><c>d/dtheta_j f</c>: the bound's own gradient, the second times e_j, less what the other weights' noise does.</summary>
    public double PathSlope(double[] noise) => ByMean + (ByDeviation * noise[Coordinate]) - OfOtherNoise(noise);

    /// <summary><c>d/dtheta_j ln p(y | theta)</c>.</summary>
    public double LikelihoodSlope(double[] noise) =>
        LikelihoodByMean - (LikelihoodFall * noise[Coordinate]) - OfOtherNoise(noise);

    /// <summary>Mean and standard deviation of the pre-activation <c>x_n^T theta</c>, the mean less the target, over sigma.</summary>
    public (double Distance, double Spread) Activation(int example)
    {
        double spread = 0.0;
        for (int k = 0; k < Weights; k++)
        {
            spread += Square(_design[example][k] * _deviations[k]);
        }

        return (-_residuals[example] / _noiseDeviation, Math.Sqrt(spread) / _noiseDeviation);
    }

    /// <summary><c>x_nj / sigma</c>.</summary>
    public double Input(int example) => _design[example][Coordinate] / _noiseDeviation;

    /// <summary>The moments of <c>t + const</c>, <c>t e_j + const</c> with a slope <c>t = constant + own e_j + (other weights' noise)</c>.</summary>
    public GradientMoments MomentsOfPath(double constant, double own) => new(
        Gradient, [(own * own) + OfOthers, (constant * constant) + (2.0 * own * own) + OfOthers]);

    /// <summary>
    /// The variances of <c>g e_j / s_j</c>, <c>g (e_j^2 - 1) / s_j</c>, where g is f less a constant that makes its mean where e_j = 0
    /// this number.
    /// </summary>
    public double[] ScoreVariances(double middle)
    {
        double own = Form(Coordinate, Coordinate);
        double linear = Deviation * ByMean;
        double mixed = Others.Sum(k => Square(Form(Coordinate, k)));
        double others = Others.Sum(k => Square(_deviations[k] * _slopes[k]) + (2.0 * Others.Sum(l => Square(Form(k, l)))));
        double byMean = Square(middle + (3.0 * own)) + (6.0 * own * own) + (2.0 * linear * linear) + (12.0 * mixed) + others;
        double byDeviation = (2.0 * Square(middle + (5.0 * own))) + (24.0 * own * own) + (10.0 * linear * linear)
            + (40.0 * mixed) + (2.0 * others);
        return [byMean / Deviation / Deviation, byDeviation / Deviation / Deviation];
    }

    /// <summary>The mean of f where e_j = 0.</summary>
    public double Middle() => Level + Others.Sum(k => Form(k, k));

    /// <summary>What f moves its mean by for each unit of <c>e_j^2</c>, A_jj.</summary>
    public double Own() => Form(Coordinate, Coordinate);

    /// <summary><c>Var f = sum_k s_k^2 b_k^2 + 2 sum_kl A_kl^2</c>.</summary>
    public double Variance() => Enumerable.Range(0, Weights).Sum(k =>
        Square(_deviations[k] * _slopes[k]) + (2.0 * Enumerable.Range(0, Weights).Sum(l => Square(Form(k, l)))));

    private static double Square(double x) => x * x;

    // A_kl.
    private double Form(int k, int l) => 0.5 * ((k == l ? 1.0 : 0.0) - (_deviations[k] * _precision[k][l] * _deviations[l]));

    private double OfOtherNoise(double[] noise)
    {
        double sum = 0.0;
        for (int k = 0; k < Weights; k++)
        {
            sum += k == Coordinate ? 0.0 : _precision[Coordinate][k] * _deviations[k] * noise[k];
        }

        return sum;
    }

    // A sum over the examples, over sigma^2.
    private double OverExamples(Func<int, double> term) => Enumerable.Range(0, Examples).Sum(term) / (_noiseDeviation * _noiseDeviation);
}
