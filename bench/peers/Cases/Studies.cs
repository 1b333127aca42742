using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Support;
using TorchSharp;

namespace BayesBench.Peers.Cases;

/// <summary>Gradient estimators: (x - 3)^2 at mean = standard deviation = 1, whose gradient is (-4, 2), and (b - 0.45)^2 at logit 1.</summary>
internal static class Studies
{
    private const double Target = 0.45;
    private const double Mean = 1, StandardDeviation = 1, K = 3;
    private static readonly NormalProblem Normal = new(Objective.Quadratic, K, Mean, StandardDeviation);
    private static readonly BernoulliProblem Bernoulli = (BernoulliProblem)new BernoulliProblem(Target, 1).OnDevice();
    private static readonly double P = 1 / (1 + Math.Exp(-Bernoulli.Logit));
    private static readonly double Exact = ScoreFunction.BernoulliMoments(Bernoulli.Target, Bernoulli.Logit).Gradient[0];

    public static IReadOnlyList<PeerCase> List { get; } =
    [
        new StudyCase("score-function", Normal, 1, """
            torch.sub(e, 2.0, out=f)
            f.mul_(f)
            torch.mul(f, e, out=g)
            g.add_(4.0)
            torch.mul(e, e, out=h)
            h.sub_(1.0).mul_(f).sub_(2.0)
            """, e =>
            {
                torch.Tensor f = Value(e);
                return [f * e / StandardDeviation, f * (e.square() - 1) / StandardDeviation];
            }),
        new StudyCase("pathwise", Normal, 1, """
            torch.sub(e, 2.0, out=g)
            g.mul_(2.0)
            torch.mul(g, e, out=h)
            g.add_(4.0)
            h.sub_(2.0)
            """, e =>
            {
                torch.Tensor slope = 2 * (X(e) - K);
                return [slope, slope * e];
            }),
        // Leave-one-out is the samples' covariance of f and score; a mean of f taken off suffices.
        new StudyCase("leave-one-out", Normal, 4, """
            torch.sub(e, 2.0, out=f)
            f.mul_(f)
            torch.mean(f, [0], out=g)
            f.sub_(g)
            f.mul_(e)
            torch.sum(f, [0], out=g)
            g.mul_(1.0 / 3.0).add_(4.0)
            f.mul_(e)
            torch.sum(f, [0], out=h)
            h.mul_(1.0 / 3.0).sub_(2.0)
            """, e =>
            {
                torch.Tensor advantage = LessTheOthers(Value(e)) / StandardDeviation;
                return [(advantage * e).mean([0]), (advantage * (e.square() - 1)).mean([0])];
            }),
        new StudyCase("score-function", Bernoulli, 1, Format.Invariant($"""
            e.lt_({P:R})
            torch.sub(e, {Bernoulli.Target:R}, out=f)
            f.mul_(f)
            torch.sub(e, {P:R}, out=g)
            g.mul_(f).sub_({Exact:R})
            """), e =>
            {
                torch.Tensor b = (e < P).to(torch.float32);
                return [(b - Bernoulli.Target).square() * (b - P)];
            }),
        new StudyCase("leave-one-out", Bernoulli, 4, Format.Invariant($"""
            e.lt_({P:R})
            torch.sub(e, {Bernoulli.Target:R}, out=f)
            f.mul_(f)
            torch.mean(f, [0], out=g)
            f.sub_(g)
            f.mul_(e)
            torch.sum(f, [0], out=g)
            g.mul_(1.0 / 3.0).sub_({Exact:R})
            """), e =>
            {
                torch.Tensor b = (e < P).to(torch.float32);
                return [(LessTheOthers((b - Bernoulli.Target).square()) * (b - P)).mean([0])];
            }),
    ];

    private static torch.Tensor X(torch.Tensor e) => (e * StandardDeviation) + Mean;

    private static torch.Tensor Value(torch.Tensor e) => (X(e) - K).square();

    // Each sample's value less the mean of the other samples'. (`sum(0)` is another overload: a literal 0 is a ScalarType, too.)
    private static torch.Tensor LessTheOthers(torch.Tensor f) => f - ((f.sum([0L]) - f) / (f.shape[0] - 1));
}
