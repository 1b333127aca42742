using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>One regression of a batch in memory, of which a kernel makes its problem. What there is not, is zero.</summary>
internal readonly struct RegressionPoint(
    int i,
    int examples,
    int weights,
    ArrayView<float> design,
    ArrayView<float> targets,
    ArrayView<float> means,
    ArrayView<float> standardDeviations,
    float noiseDeviation,
    float priorDeviation)
{
    private float Level
    {
        get
        {
            float sum = 0f;
            for (int k = 0; k < weights; k++)
            {
                sum += DeviceMath.Log(standardDeviations[(i * weights) + k] / priorDeviation);
            }

            return sum - (examples * (RegressionBatch.HalfLogTwoPi + DeviceMath.Log(noiseDeviation)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RegressionProblem Problem(int coordinate)
    {
        var problem = default(RegressionProblem);
        problem.Weights = weights;
        problem.Coordinate = coordinate;
        problem.Level = Level;
        problem.Residual0 = Residual(0);
        problem.Residual1 = Residual(1);
        problem.Residual2 = Residual(2);
        problem.Residual3 = Residual(3);
        problem.Column0 = Column(0);
        problem.Column1 = Column(1);
        problem.Column2 = Column(2);
        problem.Column3 = Column(3);
        problem.Column4 = Column(4);
        problem.Column5 = Column(5);
        problem.Column6 = Column(6);
        problem.Column7 = Column(7);
        return RegressionProblem.Of(problem, standardDeviations[(i * weights) + coordinate]);
    }

    private float Residual(int n)
    {
        int example = n < examples ? n : 0;
        float sum = -targets[(i * examples) + example];
        for (int k = 0; k < weights; k++)
        {
            sum += Input(example, k) * means[(i * weights) + k];
        }

        return n < examples ? sum / noiseDeviation : 0f;
    }

    private RegressionColumn Column(int k)
    {
        int weight = k < weights ? k : 0;
        float deviation = k < weights ? standardDeviations[(i * weights) + weight] : 0f;
        float mean = k < weights ? means[(i * weights) + weight] : 0f;
        float scale = deviation / noiseDeviation;
        return new RegressionColumn(
            Scaled(0, weight, scale),
            Scaled(1, weight, scale),
            Scaled(2, weight, scale),
            Scaled(3, weight, scale),
            mean / priorDeviation,
            deviation / priorDeviation);
    }

    private float Scaled(int n, int weight, float scale)
    {
        float input = Input(n < examples ? n : 0, weight);
        return n < examples ? input * scale : 0f;
    }

    private float Input(int example, int weight) => design[(((i * examples) + example) * weights) + weight];
}
