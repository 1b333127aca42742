using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Gradients;

/// <summary>A normal posterior and a normal q, as kernels take them.</summary>
internal readonly struct ElboProblem
{
    public readonly float Mean;
    public readonly float StandardDeviation;
    public readonly float Inverse; // 1 / s

    /// <summary>s / tau^2, by which the slope of ln p(x, y) falls for each unit of noise.</summary>
    public readonly float Fall;

    /// <summary>The bound's gradient by the mean, (mu - m) / tau^2.</summary>
    public readonly float ByMean;

    /// <summary>The bound's gradient by the standard deviation, 1 / s - s / tau^2, without a difference of near equals.</summary>
    public readonly float ByStandardDeviation;

    /// <summary>The log weight is Square e^2 + Linear e + Level.</summary>
    public readonly float Square;
    public readonly float Linear;
    public readonly float Level;

    /// <summary>The curvature of -ln p(y | x) under a standard normal prior, 1 / tau^2 - 1.</summary>
    public readonly float Likelihood;

    public ElboProblem(float posteriorMean, float posteriorStandardDeviation, float mean, float standardDeviation)
    {
        float precision = 1f / (posteriorStandardDeviation * posteriorStandardDeviation);
        float rest = (posteriorStandardDeviation - standardDeviation) * (posteriorStandardDeviation + standardDeviation);
        Mean = mean;
        StandardDeviation = standardDeviation;
        Inverse = 1f / standardDeviation;
        Fall = standardDeviation * precision;
        ByMean = (posteriorMean - mean) * precision;
        ByStandardDeviation = rest * precision * Inverse;
        Square = 0.5f * rest * precision;
        Linear = standardDeviation * ByMean;
        Level = DeviceMath.Log(standardDeviation / posteriorStandardDeviation) - (0.5f * (posteriorMean - mean) * ByMean);
        Likelihood = (1f - posteriorStandardDeviation) * (1f + posteriorStandardDeviation) * precision;
    }

    private ElboProblem(ElboProblem problem, float exponent)
    {
        this = problem;
        Square = problem.Square * exponent;
        Linear = problem.Linear * exponent;
        Level = problem.Level * exponent;
    }

    /// <summary>The same with a power of the weights in their place; the slopes stay.</summary>
    public ElboProblem WithWeightsTo(float exponent) => new(this, exponent);
}
