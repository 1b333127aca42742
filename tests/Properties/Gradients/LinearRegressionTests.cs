using BayesBench.Agreements;
using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>Every estimator of the evidence lower bound of a linear regression, in one dimension and in many.</summary>
public class LinearRegressionTests
{
    private static readonly RegressionEstimator[] All = [.. RegressionLaws.OfWeights, RegressionLaws.Local];

    public static TheoryData<string> Names => [.. All.Select(estimator => estimator.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Exact_moments_are_expectations_of_the_call(string name)
    {
        RegressionEstimator estimator = Find(name);
        var source = new InputSource(401);
        foreach ((int examples, int weights) in new[] { (1, 1), (2, 1), (3, 2), (1, 2), (3, 3) })
        {
            LinearRegressionProblem problem = RegressionLaws.Drawn(source, examples, weights);
            for (int j = 0; j < weights && estimator.Numbers(problem) < 5; j++)
            {
                RegressionLaws.MomentsAreSums(estimator, problem with { Coordinate = j });
            }
        }
    }

    // From the posterior, of which the estimators do not know, and of eight weights.
    [Fact]
    public void In_eight_dimensions_exact_moments_are_those_of_polynomials_of_the_posterior()
    {
        foreach (LinearRegressionProblem problem in RegressionLaws.Problems(seed: 402, count: 3, examples: 4, weights: 8))
        {
            (NoisePolynomial f, NoisePolynomial slope) = RegressionLaws.OfPosterior(problem);
            NoisePolynomial e = NoisePolynomial.Noise(problem.Coordinate);
            double s = problem.StandardDeviations[problem.Coordinate], m = problem.Means[problem.Coordinate];
            double prior = 1 / RegressionLaws.Square(problem.PriorDeviation);
            NoisePolynomial landing = slope + ((1 / s) * e);
            NoisePolynomial likelihood = slope + NoisePolynomial.Of(prior * m) + (prior * s * e);
            NoisePolynomial own = slope + NoisePolynomial.Of(-NoisePolynomial.Mean(slope, NoisePolynomial.Of(1)).Mean);
            Agree("total", slope, slope * e);
            Agree("landing", landing, landing * e);
            Agree("divergence", likelihood, likelihood * e);
            Agree("antithetic", NoisePolynomial.Of(0), own * e);
            Agree("score", (1 / s) * f * e, (1 / s) * f * ((e * e) + NoisePolynomial.Of(-1)));

            void Agree(string name, NoisePolynomial byMean, NoisePolynomial byDeviation)
            {
                double[] variance = Find(name).Moments(problem).Variance;
                Assert.All([(byMean, variance[0]), (byDeviation, variance[1])], pair =>
                {
                    (NoisePolynomial gradient, double exact) = pair;
                    (double square, double size) = NoisePolynomial.Mean(gradient, gradient);
                    double mean = NoisePolynomial.Mean(gradient, NoisePolynomial.Of(1)).Mean;
                    Assert.Equal(square - (mean * mean), exact, 1e-11 * size);
                });
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Leave_one_out_has_the_variance_of_a_sample_covariance(int samples)
    {
        foreach (LinearRegressionProblem problem in RegressionLaws.Problems(seed: 403, count: 2, examples: 4, weights: 8))
        {
            (NoisePolynomial f, _) = RegressionLaws.OfPosterior(problem);
            f += NoisePolynomial.Of(-NoisePolynomial.Mean(f, NoisePolynomial.Of(1)).Mean);
            NoisePolynomial e = NoisePolynomial.Noise(problem.Coordinate);
            double s = problem.StandardDeviations[problem.Coordinate];
            double[] variance = RegressionLaws.LeaveOneOutMoments(samples)(problem).Variance;
            Assert.All([((1 / s) * e, variance[0]), ((1 / s) * ((e * e) + NoisePolynomial.Of(-1)), variance[1])], pair =>
            {
                (NoisePolynomial score, double exact) = pair;
                double gradient = NoisePolynomial.Mean(f, score).Mean;
                (double square, double size) = NoisePolynomial.Mean(f * score, f * score);
                double product = NoisePolynomial.Mean(f, f).Mean * NoisePolynomial.Mean(score, score).Mean;
                double expected = (square - (gradient * gradient)
                    + ((product + (gradient * gradient)) / (samples - 1))) / samples;
                Assert.Equal(expected, exact, 1e-11 * (size + product));
            });
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_is_that_of_the_bound(string name)
    {
        foreach (LinearRegressionProblem problem in RegressionLaws.Problems(seed: 404, count: 10, examples: 3, weights: 4))
        {
            double[] gradient = Find(name).Moments(problem).Gradient;
            double[] At(double[] numbers, double h) => [.. numbers.Select((x, k) => x + (k == problem.Coordinate ? h : 0))];
            ElboLaws.IsSlope(h => RegressionLaws.Bound(problem with { Means = At(problem.Means, h) }), gradient[0]);
            ElboLaws.IsSlope(
                h => RegressionLaws.Bound(problem with { StandardDeviations = At(problem.StandardDeviations, h) }), gradient[1]);
        }
    }

    // One weight, a standard normal prior and an evidence of 1: what a posterior alone says.
    [Fact]
    public void Of_one_weight_they_are_the_estimators_of_a_normal_posterior()
    {
        const double X = 0.3, Sigma = 0.2, Variance = (X * X) + (Sigma * Sigma);
        double y = Math.Sqrt(-Variance * Math.Log(2 * Math.PI * Variance));
        (double mu, double tau) = (X * y / Variance, Sigma / Math.Sqrt(Variance));
        foreach ((double m, double s) in new[] { (mu, tau), (0.7, 0.2), (-0.4, 1.3), (mu, tau / Math.Sqrt(2)) })
        {
            var problem = new LinearRegressionProblem([[X]], [y], Sigma, 1, [m], [s], 0);
            Assert.Equal(0, RegressionLaws.LogEvidence(problem), 1e-14);
            Agree("total", TotalPathwise.Elbo(mu, tau, m, s, 0.6), TotalPathwise.ElboMoments(mu, tau, m, s));
            Agree("landing", StickingTheLanding.Elbo(mu, tau, m, s, 0.6), StickingTheLanding.ElboMoments(mu, tau, m, s));
            Agree("divergence", AnalyticKullbackLeibler.Elbo(mu, tau, m, s, 0.6), AnalyticKullbackLeibler.ElboMoments(mu, tau, m, s));
            Agree("score", ScoreFunction.Elbo(mu, tau, m, s, 0.6), ScoreFunction.ElboMoments(mu, tau, m, s));

            // A pre-activation of one weight has that weight's noise.
            Agree(RegressionLaws.Local.Name, AnalyticKullbackLeibler.Elbo(mu, tau, m, s, 0.6), AnalyticKullbackLeibler.ElboMoments(mu, tau, m, s));

            void Agree(string name, double[] call, GradientMoments moments)
            {
                double size = (1 + (1 / s) + ((Math.Abs(m - mu) + s) / (tau * tau))) * (1 + (1 / (s * s)));
                Assert.Equal(call, Find(name).Call(problem, [0.6]), (a, b) => Math.Abs(a - b) < 1e-13 * size);
                Assert.Equal(moments.Gradient, Find(name).Moments(problem).Gradient, (a, b) => Math.Abs(a - b) < 1e-13 * size);
                Assert.Equal(moments.Variance, Find(name).Moments(problem).Variance, (a, b) => Math.Abs(a - b) < 1e-12 * size * size);
            }
        }
    }

    private static RegressionEstimator Find(string name) => All.Single(estimator => estimator.Name == name);
}
