namespace BayesBench.Agreements.Gradients;

/// <summary>
/// How far float arithmetic may carry one call of an estimator for three categories: the kernel's own operations, each rounded
/// once, on numbers with error bounds; by component.
/// </summary>
internal static class RoundingOfCategoricalCalls
{
    private static readonly Rounded Zero = new(0, 0);

    /// <summary>The objective times the score.</summary>
    public static Func<int, Rounded> ScoreFunction(CategoricalRounding numbers, double[] uniforms)
    {
        int c = numbers.Draw(uniforms[0]);
        return i => Term(numbers, c, i);
    }

    /// <summary>Running sums of the objective, less that of the second category, of score and product.</summary>
    public static Func<int, Rounded> LeaveOneOut(CategoricalRounding numbers, double[] uniforms)
    {
        int[] c = [.. uniforms.Select(numbers.Draw)];
        Rounded[] objectives = [.. c.Select(category => numbers.Less[category])];
        return i => new Rounded(
            0, RoundingOfCalls.Covariance(objectives, [.. c.Select(category => numbers.Score(category, i))]));
    }

    /// <summary>Half the harmonic mean of both 1 - p, times the objective's difference.</summary>
    public static Func<int, Rounded> UnorderedSet(CategoricalRounding numbers, double[] uniforms)
    {
        int a = numbers.Draw(uniforms[0]);
        int b = numbers.DrawOther(a, uniforms[1]);
        return i => i == a || i == b ? OfPair(numbers, a, b) : Zero;
    }

    public static Rounded OfPair(CategoricalRounding numbers, int a, int b)
    {
        (Rounded x, Rounded y) = (numbers.Others[a], numbers.Others[b]);
        return x.Product(y).Over(x.Sum(y)).Product(numbers.Difference(a, b));
    }

    /// <summary>The likeliest category's call times its chance, and another's times the others' chance.</summary>
    public static Func<int, Rounded> SumAndSample(CategoricalRounding numbers, double[] uniforms)
    {
        int a = Array.IndexOf(numbers.Logits, numbers.Logits.Max());
        int b = numbers.DrawOther(a, uniforms[0]);
        return i => numbers.Chances[a].Product(Term(numbers, a, i)).Sum(numbers.Others[a].Product(Term(numbers, b, i)));
    }

    /// <summary>Half the objective's difference times what each stick's draws make of it.</summary>
    public static Func<int, Rounded> DisArm(CategoricalRounding numbers, double[] uniforms)
    {
        double[] chances = [numbers.Chances[0].Value, numbers.SecondOfRest.Value];
        return Sticks(
            numbers,
            [.. chances.Zip(uniforms, (q, u) => u < q ? 1 : 0)],
            [.. chances.Zip(uniforms, (q, u) => 1 - u < q ? 1 : 0)]);
    }

    public static Func<int, Rounded> Sticks(CategoricalRounding numbers, int[] b, int[] c)
    {
        static int Category(int[] draws) => draws[0] == 1 ? 0 : draws[1] == 1 ? 1 : 2;
        static Rounded Larger(Rounded x, Rounded y) => x.Value > y.Value ? x : y;
        Rounded half = numbers.Difference(Category(b), Category(c)).Half;
        Rounded q = numbers.SecondOfRest;
        Rounded first = half.Product(new Rounded(b[0] - c[0], 0).Times(Larger(numbers.Chances[0], numbers.Others[0])));
        Rounded second = (b[0], c[0]) switch
        {
            (0, 0) => new Rounded(b[1] - c[1], 0).Times(Larger(q, numbers.ThirdOfRest)),
            (0, 1) => new Rounded(b[1], 0).Sum(q.Negative),
            (1, 0) => q.Sum(new Rounded(-c[1], 0)),
            _ => Zero,
        };
        return i => i == 0 ? first : half.Product(second).Sum(q.Product(first).Negative);
    }

    /// <summary>What the objective has over its mean after each swap, times how far a spacing is from a third.</summary>
    public static Func<int, Rounded> SwapMerge(CategoricalRounding numbers, double[] uniforms)
    {
        Rounded third = new(1 / 3.0, ErrorBound.U / 3);
        (double low, double high) = (uniforms.Min(), uniforms.Max());
        double[] spacings = [low, high - low, 1 - high];
        Rounded Value(int i, int j)
        {
            double[] swapped = [.. spacings];
            (swapped[i], swapped[j]) = (swapped[j], swapped[i]);
            double[] products = [.. swapped.Zip(numbers.Logits, (spacing, logit) => spacing * Math.Exp(-logit))];
            return numbers.Less[Array.IndexOf(products, products.Min())];
        }

        Rounded Part(int i, int j)
        {
            Rounded mean = Value(0, j).Sum(Value(1, j)).Sum(Value(2, j)).Product(third);
            return Value(i, j).Sum(mean.Negative).Product(third.Sum(new Rounded(-spacings[j], 0)));
        }

        return i => Part(i, 0).Sum(Part(i, 1)).Sum(Part(i, 2));
    }

    public static Rounded Term(CategoricalRounding numbers, int c, int component) =>
        numbers.Values[c].Product(numbers.Score(c, component));
}
