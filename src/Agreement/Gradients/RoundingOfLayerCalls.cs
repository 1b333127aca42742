namespace BayesBench.Agreements.Gradients;

/// <summary>
/// How far float arithmetic may carry one call of an estimator of a layer's gradient: the kernel's own operations, each rounded
/// once, on numbers with error bounds.
/// </summary>
internal static class RoundingOfLayerCalls
{
    /// <summary>Both examples' forms on one noise, added; the product with the noise.</summary>
    public static double[] Shared(LayerRounding layer, double[] noise, double noiseUnits)
    {
        Rounded[] e = Drawn(noise, noiseUnits);
        Rounded form = layer.Form(0, e[0], e[1]).Sum(layer.Form(1, e[0], e[1]));
        return [form.Error, form.Product(e[0]).Product(layer.PerVariance).Error];
    }

    /// <summary>Each example's form on its own noise.</summary>
    public static double[] Separate(LayerRounding layer, double[] noise, double noiseUnits)
    {
        Rounded[] e = Drawn(noise, noiseUnits);
        return Apart(layer, [e[0], e[1]], [e[2], e[3]]);
    }

    /// <summary>Each example's form on the one noise, flipped: a sign rounds nothing.</summary>
    public static double[] Flipout(LayerRounding layer, double[] noise, double noiseUnits)
    {
        Rounded[] e = Drawn(noise[..2], noiseUnits);
        Rounded[] Flipped(double uniform) =>
            [uniform < 0.5 ? e[0] : e[0].Negative, uniform % 0.5 < 0.25 ? e[1] : e[1].Negative];
        return Apart(layer, Flipped(noise[2]), Flipped(noise[3]));
    }

    /// <summary>Each example's form on the noise of its pre-activation.</summary>
    public static double[] Local(LayerRounding layer, double[] noise, double noiseUnits)
    {
        Rounded[] z = Drawn(noise, noiseUnits);
        Rounded[] forms = [.. z.Select((number, j) => layer.Constant[j].Sum(layer.Spread[j].Product(number)))];
        Rounded[] products = [.. forms.Select((form, j) => form.Product(z[j]).Product(layer.PerSpread[j]))];
        return [forms[0].Sum(forms[1]).Error, products[0].Sum(products[1]).Error];
    }

    private static double[] Apart(LayerRounding layer, Rounded[] first, Rounded[] second)
    {
        Rounded form0 = layer.Form(0, first[0], first[1]), form1 = layer.Form(1, second[0], second[1]);
        Rounded sum = form0.Product(first[0]).Sum(form1.Product(second[0]));
        return [form0.Sum(form1).Error, sum.Product(layer.PerVariance).Error];
    }

    private static Rounded[] Drawn(double[] noise, double units) =>
        Array.ConvertAll(noise, number => new Rounded(number, units * ErrorBound.U * Math.Abs(number)));
}

/// <summary>The constants of a layer, as a kernel makes them; of each example.</summary>
internal readonly struct LayerRounding
{
    public LayerRounding(LayerProblem problem)
    {
        Rounded[] means = Exact(problem.Means), deviations = Exact(problem.StandardDeviations), targets = Exact(problem.Targets);
        for (int j = 0; j < 2; j++)
        {
            Rounded[] x = Exact(problem.Inputs[j]);
            Rounded first = x[0].Product(deviations[0]), second = x[1].Product(deviations[1]);
            Rounded root = Root(first.Squared.Sum(second.Squared));
            Constant[j] = x[0].Half.Product(x[0].Product(means[0]).Sum(x[1].Product(means[1])).Sum(targets[j].Negative));
            (First[j], Second[j]) = (x[0].Half.Product(first), x[0].Half.Product(second));
            Spread[j] = x[0].Half.Product(root);
            PerSpread[j] = root.Value > 0 ? x[0].Half.Over(root) : default;
        }

        PerVariance = new Rounded(0.5, 0).Over(deviations[0]);
    }

    public Rounded[] Constant { get; } = new Rounded[2];

    public Rounded[] First { get; } = new Rounded[2];

    public Rounded[] Second { get; } = new Rounded[2];

    public Rounded[] Spread { get; } = new Rounded[2];

    public Rounded[] PerSpread { get; } = new Rounded[2];

    public Rounded PerVariance { get; }

    public Rounded Form(int example, Rounded first, Rounded second) =>
        Constant[example].Sum(First[example].Product(first)).Sum(Second[example].Product(second));

    /// <summary>The sum of both squares.</summary>
    public static Rounded Squares(Rounded[] numbers) => numbers[0].Squared.Sum(numbers[1].Squared);

    private static Rounded[] Exact(double[] numbers) => Array.ConvertAll(numbers, number => new Rounded(number, 0));

    private static Rounded Root(Rounded square)
    {
        double root = Math.Sqrt(square.Value);
        return new Rounded(root, root > 0 ? (square.Error / (2 * root)) + (ErrorBound.U * root) : 0);
    }
}
