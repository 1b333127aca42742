using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class CategoricalDisArmProperties
{
    // A call is constant where u and 1 - u stay on their side of both sticks' chances: nine rectangles.
    [Fact]
    public void Exact_moments_are_integrals_over_both_uniform_numbers() => Assert.All(CategoricalPoint.Some(300, seed: 313), point =>
    {
        (double From, double To)[] Parts(double q)
        {
            double rarer = Math.Min(q, 1 - q);
            return [(0, rarer), (rarer, 1 - rarer), (1 - rarer, 1)];
        }

        CategoricalLaws.MomentsAreSums(
            point,
            CategoricalDisArm.CategoricalMoments(point.Target, point.FirstLogit, point.SecondLogit),
            [
                .. from first in Parts(point.Chances[0])
                   from second in Parts(point.Chances[1] / (point.Chances[1] + point.Chances[2]))
                   select (
                       (first.To - first.From) * (second.To - second.From),
                       Call(point, (first.From + first.To) / 2, (second.From + second.To) / 2)),
            ]);
    });

    [Fact]
    public void Of_two_categories_it_is_DisARM() =>
        CategoricalLaws.TwoCategoriesAreACoin(CategoricalDisArm.CategoricalMoments, DisArm.BernoulliMoments);

    // Without a first category, the second and the third are a coin of the second logit, with x = 1 - b.
    [Fact]
    public void Behind_an_impossible_first_category_it_is_DisARM_too() => Assert.All(CategoricalPoint.Some(100, seed: 314), point =>
    {
        double expected = DisArm.BernoulliMoments(1 - point.Target, point.SecondLogit).Variance[0];
        double[] variance = CategoricalDisArm.CategoricalMoments(point.Target, -80, point.SecondLogit).Variance;
        Assert.Equal(expected, variance[1], 1e-14);
        Assert.Equal(0, variance[0], 1e-30);
    });

    // Where only one of the two categories has come to the second stick, the other's draw there is of no account.
    [Fact]
    public void A_draw_behind_the_category_does_not_count()
    {
        var point = new CategoricalPoint(0.3, 0.4, -0.5);
        double q = point.Chances[0];
        Assert.True(q < 0.5);
        // u below q: b is the first category, c goes on and takes 1 - v.
        double second = point.Chances[1] / (1 - q);
        Assert.True(second < 0.5);
        Assert.Equal(Call(point, q / 2, 0.1), Call(point, q / 2, 0.5)); // b's draw differs, c's does not
        Assert.NotEqual(Call(point, q / 2, 0.5), Call(point, q / 2, 0.9)); // c's differs
        Assert.Equal(Call(point, 1 - (q / 2), 0.9), Call(point, 1 - (q / 2), 0.5)); // and with b and c exchanged
        Assert.NotEqual(Call(point, 1 - (q / 2), 0.5), Call(point, 1 - (q / 2), 0.1));
    }

    [Fact]
    public void Numbers_that_are_not_two_are_refused() => Assert.Contains(
        "uniforms has",
        Assert.ThrowsAny<ArgumentException>(() => CategoricalDisArm.Categorical(0, 0, 0, [0.5])).Message,
        StringComparison.Ordinal);

    private static double[] Call(CategoricalPoint point, double u, double v) =>
        CategoricalDisArm.Categorical(point.Target, point.FirstLogit, point.SecondLogit, [u, v]);
}
