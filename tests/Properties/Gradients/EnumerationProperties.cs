using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public partial class EnumerationProperties
{
    private const double U = 1.0 / (1L << 53);

    [Fact]
    public void It_is_the_derivative_of_the_expectation()
    {
        foreach ((double target, double logit) in Points.Bernoulli(300, seed: 41))
        {
            double Expected(double l) =>
                ((1 - target) * (1 - target) / (1 + Math.Exp(-l))) + (target * target / (1 + Math.Exp(l)));
            const double Step = 1e-3;
            double narrow = (Expected(logit + Step) - Expected(logit - Step)) / (2 * Step);
            double wide = (Expected(logit + (2 * Step)) - Expected(logit - (2 * Step))) / (4 * Step);
            // Richardson: the error left is of the fifth derivative, at most 1, by the fourth power of the step over 7.
            Assert.Equal(((4 * narrow) - wide) / 3, Enumeration.Bernoulli(target, logit), (Math.Pow(Step, 4) / 7) + (4 * U / Step));
        }
    }

    [Fact]
    public void The_sum_over_outcomes_is_the_exact_gradient_and_does_not_vary()
    {
        foreach ((double target, double logit) in Points.Bernoulli(300, seed: 42))
        {
            GradientMoments exact = Enumeration.BernoulliMoments(target, logit);
            double slope = 1 / (2 + (2 * Math.Cosh(logit)));
            Assert.Equal(Enumeration.Bernoulli(target, logit), exact.Gradient[0], 12 * U * slope);
            Assert.Equal(0, exact.Variance[0]);
        }
    }

    // What an estimator says it estimates, and whether it does, are read off its own exact moments.
    [Fact]
    public void Every_estimator_claims_this_gradient_and_only_biased_ones_miss_it()
    {
        foreach (EstimatorEntry entry in Estimators.All.Where(entry => entry.Supports(new BernoulliProblem(0.45, 1))))
        {
            foreach ((double target, double logit) in Points.Bernoulli(40, seed: 43))
            {
                GradientMoments exact = entry.Exact(new BernoulliProblem(target, logit), 2);
                double slope = 1 / (2 + (2 * Math.Cosh(logit)));
                double gradient = Enumeration.Bernoulli(target, logit);
                Assert.Equal(gradient, exact.Gradient[0], 12 * U * slope);
                Assert.Equal(entry.IsUnbiased, Math.Abs(exact.Mean[0] - gradient) <= 1e-9 * slope);
            }
        }
    }
}
