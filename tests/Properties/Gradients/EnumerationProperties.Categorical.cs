using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public partial class EnumerationProperties
{
    [Fact]
    public void For_categories_it_is_the_derivative_of_the_expectation()
    {
        const double Step = 1e-3;
        foreach (CategoricalPoint point in CategoricalPoint.Some(200, seed: 305))
        {
            double Expected(double first, double second)
            {
                var moved = new CategoricalPoint(point.Target, point.FirstLogit + first, point.SecondLogit + second);
                return moved.Chances.Zip(moved.Costs, (p, f) => p * f).Sum();
            }

            // Richardson: what is left is of the fifth derivative, some 30 at most, by the fourth power of the step.
            double Derivative(Func<double, double> f) =>
                ((8 * (f(Step) - f(-Step))) - (f(2 * Step) - f(-2 * Step))) / (12 * Step);
            double[] gradient = Enumeration.Categorical(point.Target, point.FirstLogit, point.SecondLogit);
            Assert.Equal(Derivative(step => Expected(step, 0)), gradient[0], 1e-11);
            Assert.Equal(Derivative(step => Expected(0, step)), gradient[1], 1e-11);
        }
    }

    [Fact]
    public void For_categories_it_does_not_vary() => Assert.All(CategoricalPoint.Some(200, seed: 306), point =>
        CategoricalLaws.MomentsAreSums(
            point,
            Enumeration.CategoricalMoments(point.Target, point.FirstLogit, point.SecondLogit),
            [(1.0, Enumeration.Categorical(point.Target, point.FirstLogit, point.SecondLogit))]));

    [Fact]
    public void Every_estimator_for_categories_claims_this_gradient()
    {
        EstimatorEntry[] entries = [.. Estimators.All.Where(entry => entry.Supports(new CategoricalProblem(0.45, 1, 0)))];
        Assert.Equal(8, entries.Length);
        foreach (CategoricalPoint point in CategoricalPoint.Some(40, seed: 307))
        {
            double[] gradient = Enumeration.Categorical(point.Target, point.FirstLogit, point.SecondLogit);
            Assert.All(entries, entry =>
            {
                GradientMoments exact = entry.Exact(
                    new CategoricalProblem(point.Target, point.FirstLogit, point.SecondLogit), 2);
                Assert.Equal(gradient[0], exact.Mean[0], 1e-14);
                Assert.Equal(gradient[1], exact.Mean[1], 1e-14);
            });
        }
    }
}
