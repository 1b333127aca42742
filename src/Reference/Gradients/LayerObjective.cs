using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// One unit of a layer with independent normal weights, <c>b_j = sum_l x_jl w_l</c>, <c>w_l ~ N(mean_l, s_l^2)</c>, and its loss
/// over a minibatch of M examples, <c>1/M sum_j (b_j - y_j)^2 / 2</c>. Gradients are by mean and variance of the first weight.
/// </summary>
/// <param name="Inputs">x, shape [M, D].</param>
/// <param name="Distances">c, the means of <c>b_j - y_j</c>, shape [M].</param>
/// <param name="Deviations">s, shape [D].</param>
internal sealed record LayerObjective(double[][] Inputs, double[] Distances, double[] Deviations)
{
    public int Examples => Inputs.Length;

    public int Weights => Deviations.Length;

    /// <summary>
    /// <c>1/M sum_j x_j1 c_j</c>, <c>1/(2 M) sum_j x_j1^2</c>: the loss has the mean <c>1/M sum_j (c_j^2 + Var b_j) / 2</c>.
    /// </summary>
    public double[] Gradient =>
    [
        Average(j => Inputs[j][0] * Distances[j]),
        Average(j => 0.5 * Inputs[j][0] * Inputs[j][0]),
    ];

    /// <summary>What an example's gradient by the mean is of its weights' noise: <c>x_j1 (b_j - y_j) / M</c>.</summary>
    public IEnumerable<LayerForm> Forms => Enumerable.Range(0, Examples).Select(FormOf);

    /// <summary>The sum of the forms: what examples that see one noise make of it.</summary>
    public LayerForm Sum => Forms.Aggregate((sum, form) =>
        new LayerForm(sum.Constant + form.Constant, [.. sum.Slopes.Zip(form.Slopes, (a, b) => a + b)]));

    /// <summary><c>1 / (2 s_1)</c>: the derivative of a weight's standard deviation by its variance.</summary>
    public double PerVariance => 1.0 / (2.0 * Deviations[0]);

    public static LayerObjective At(double[][] inputs, double[] targets, double[] means, double[] standardDeviations)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(standardDeviations);
        Guard.Matrix(inputs);
        Guard.Length(targets.Length, inputs.Length, nameof(targets));
        Guard.Length(means.Length, inputs[0].Length, nameof(means));
        Guard.Length(standardDeviations.Length, inputs[0].Length, nameof(standardDeviations));
        Guard.Finite(targets);
        Guard.Finite(means);
        Guard.Positive(standardDeviations);
        double[] distances = [.. inputs.Zip(targets, (x, y) => Dot(x, means) - y)];
        return new LayerObjective(inputs, distances, standardDeviations);
    }

    /// <summary>The pathwise gradient where each example has its own noise of each weight.</summary>
    /// <param name="noise">Of an example's weights, shape [D].</param>
    public double[] OfWeightNoise(Func<int, double[]> noise)
    {
        double byMean = 0.0;
        double byVariance = 0.0;
        for (int j = 0; j < Examples; j++)
        {
            double[] e = noise(j);
            double slope = Distances[j]; // d/db_j of the example's loss, b_j - y_j
            for (int l = 0; l < Weights; l++)
            {
                slope += Inputs[j][l] * Deviations[l] * e[l];
            }

            byMean += slope * Inputs[j][0];
            byVariance += slope * Inputs[j][0] * e[0] * PerVariance;
        }

        return [byMean / Examples, byVariance / Examples];
    }

    /// <summary>The moments of a sum of such forms, each of noise of its own.</summary>
    public GradientMoments MomentsOf(params IEnumerable<LayerForm> forms) => new(
        Gradient,
        [
            forms.Sum(form => form.FirstSquare + form.Others),
            PerVariance * PerVariance * forms.Sum(form => form.Square + form.Others + (2.0 * form.FirstSquare)),
        ]);

    /// <summary>The variance of <c>b_j</c>.</summary>
    public double Spread(int example) => Inputs[example].Zip(Deviations, (x, s) => x * s * (x * s)).Sum();

    public double Average(Func<int, double> ofExample) => Enumerable.Range(0, Examples).Sum(ofExample) / Examples;

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private LayerForm FormOf(int example)
    {
        double scale = Inputs[example][0] / Examples;
        return new LayerForm(
            scale * Distances[example], [.. Inputs[example].Zip(Deviations, (x, s) => scale * x * s)]);
    }
}

/// <summary>A number linear in independent standard normal e, <c>t = Constant + sum_l Slopes_l e_l</c>, and what
/// <c>Var t = FirstSquare + Others</c> and <c>Var(t e_1) = Square + Others + 2 FirstSquare</c> are made of.</summary>
internal readonly record struct LayerForm(double Constant, double[] Slopes)
{
    public double Square => Constant * Constant;

    public double FirstSquare => Slopes[0] * Slopes[0];

    public double Others => Slopes.Skip(1).Sum(slope => slope * slope);
}
