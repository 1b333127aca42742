namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry a stratified draw of two categories, and its exact variance, by component.</summary>
internal static class RoundingOfResampling
{
    private static readonly Rounded Zero = new(0, 0);
    private static readonly Rounded Half = new(0.5, 0);

    /// <summary>The score function's calls of the two that are drawn, times what they count.</summary>
    public static Func<int, Rounded> Call(CategoricalRounding numbers, double[] uniforms)
    {
        double ofThird = Left(numbers, 2).Value;
        double uniform = uniforms[0];
        int left = uniform < ofThird ? 2 : uniform < ofThird + Left(numbers, 1).Value ? 1 : 0;
        (int a, int b) = CategoricalRounding.Beside(left);
        return i => Part(numbers, a, i).Sum(Part(numbers, b, i));
    }

    /// <summary>Squared differences of what the categories add, times the chances that they are left out.</summary>
    public static double Variance(CategoricalRounding numbers, int component)
    {
        Rounded Pair(int a, int b)
        {
            Rounded difference = Part(numbers, a, component).Sum(Part(numbers, b, component).Negative);
            return Left(numbers, a).Product(Left(numbers, b)).Product(difference).Product(difference);
        }

        return Pair(0, 1).Sum(Pair(0, 2)).Sum(Pair(1, 2)).Error;
    }

    private static Rounded Part(CategoricalRounding numbers, int c, int component) =>
        Count(numbers, c).Product(RoundingOfCategoricalCalls.Term(numbers, c, component));

    private static Rounded Count(CategoricalRounding numbers, int c) =>
        Kept(numbers) is not { } kept ? Half : kept == c ? numbers.Chances[c] : numbers.Others[kept];

    private static Rounded Left(CategoricalRounding numbers, int c) => Kept(numbers) is not { } kept
        ? numbers.Others[c].Sum(numbers.Chances[c].Negative)
        : kept == c ? Zero : numbers.Chances[3 - c - kept].Over(numbers.Others[kept]);

    private static int? Kept(CategoricalRounding numbers)
    {
        int likeliest = Array.IndexOf(numbers.Logits, numbers.Logits.Max());
        return numbers.Chances[likeliest].Value < 0.5 ? null : likeliest;
    }
}
