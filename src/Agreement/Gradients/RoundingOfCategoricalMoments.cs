namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry the exact variance of an estimator for three categories, by component.</summary>
internal static class RoundingOfCategoricalMoments
{
    private static readonly Rounded Zero = new(0, 0);

    public static double ScoreFunction(CategoricalRounding numbers, int component) => numbers.Spread(
        c => RoundingOfCategoricalCalls.Term(numbers, c, component), numbers.Gradient(component)).Error;

    public static double LeaveOneOut(CategoricalRounding numbers, int component, int samples)
    {
        Rounded gradient = numbers.Gradient(component);
        Rounded centred = numbers.Spread(c => numbers.Centred(c).Product(numbers.Score(c, component)), gradient);
        Rounded spread = numbers.Spread(numbers.Centred, Zero);
        Rounded product = spread.Product(numbers.Chances[component]).Product(numbers.Others[component]);
        Rounded others = product.Sum(gradient.Product(gradient)).Over(new Rounded(samples - 1, 0));
        return centred.Sum(others).Over(new Rounded(samples, 0)).Error;
    }

    public static double UnorderedSet(CategoricalRounding numbers, int component)
    {
        Rounded Pair(int a, int b)
        {
            (Rounded x, Rounded y) = (numbers.Others[a], numbers.Others[b]);
            Rounded chance = numbers.Chances[a].Product(numbers.Chances[b]).Product(x.Sum(y).Over(x.Product(y)));
            Rounded of = RoundingOfCategoricalCalls.OfPair(numbers, a, b);
            Rounded call = a == component ? of : b == component ? of.Negative : Zero;
            Rounded deviation = call.Sum(numbers.Gradient(component).Negative);
            return chance.Product(deviation.Product(deviation));
        }

        return Pair(0, 1).Sum(Pair(0, 2)).Sum(Pair(1, 2)).Error;
    }

    public static double SumAndSample(CategoricalRounding numbers, int component)
    {
        (int b, int c) = CategoricalRounding.Beside(Array.IndexOf(numbers.Logits, numbers.Logits.Max()));
        Rounded difference = RoundingOfCategoricalCalls.Term(numbers, b, component)
            .Sum(RoundingOfCategoricalCalls.Term(numbers, c, component).Negative);
        return numbers.Chances[b].Product(numbers.Chances[c]).Product(difference).Product(difference).Error;
    }

    public static double DisArm(CategoricalRounding numbers, int component)
    {
        static (int B, int C, Rounded Chance)[] Pairs(Rounded one, Rounded zero)
        {
            bool isLikelier = one.Value > zero.Value;
            Rounded rarer = isLikelier ? zero : one, commoner = isLikelier ? one : zero;
            int both = isLikelier ? 1 : 0;
            return [(1, 0, rarer), (0, 1, rarer), (both, both, commoner.Sum(rarer.Negative))];
        }

        Rounded sum = Zero;
        foreach ((int B, int C, Rounded Chance) first in Pairs(numbers.Chances[0], numbers.Others[0]))
        {
            foreach ((int B, int C, Rounded Chance) second in Pairs(numbers.SecondOfRest, numbers.ThirdOfRest))
            {
                Rounded call = RoundingOfCategoricalCalls.Sticks(numbers, [first.B, second.B], [first.C, second.C])(component);
                Rounded deviation = call.Sum(numbers.Gradient(component).Negative);
                sum = sum.Sum(first.Chance.Product(second.Chance).Product(deviation).Product(deviation));
            }
        }

        return sum.Error;
    }
}
