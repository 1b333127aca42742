using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Reference.Models;

namespace BayesBench.Agreements.Models;

/// <content>Gradients by the encoder's logits: the errors of objectives, times their weights in the estimate.</content>
public sealed partial class SigmoidBeliefNetAgreement
{
    private const double SigmoidUnits = BeliefNetErrors.SigmoidUnits;

    private static IEnumerable<Agreement> ByLogits =>
    [
        new Agreement(
            SigmoidBeliefNet.ScoreFunctionGradient,
            Gradient(BeliefNetEstimator.ScoreFunction, _ => 1),
            source => BeliefNetCall.Draw(source, AnyLatents).With(Noise(source)),
            BoundOf("the objective's error times the score, the score's sigmoid, a rounding", call => PerUnit(call, (errors, b) =>
            {
                double[] states = States(errors, b, call);
                var f = errors.Objective(b, states);
                return h => Product(f, errors.Score(b, states, h), 1);
            })))
        {
            Calls = Calls,
        },
        new Agreement(
            SigmoidBeliefNet.LeaveOneOutGradient,
            Gradient(BeliefNetEstimator.LeaveOneOut, call => (int)call[4]),
            source => BeliefNetCall.Draw(source, AnyLatents).With([source.Integer(2, 4), .. Noise(source)]),
            BoundOf("as for the score function, each objective less the mean of all, summed over the draws", call => PerUnit(call, LeaveOneOut(call))))
        {
            Calls = Calls,
        },
        new Agreement(
            SigmoidBeliefNet.AugmentReinforceMergeGradient,
            Gradient(BeliefNetEstimator.AugmentReinforceMerge, _ => DeviceSigmoidBeliefNet.Pair),
            source => BeliefNetCall.Draw(source, AnyLatents).With(Noise(source)),
            BoundOf("both objectives' errors times an exact number, a rounding", call => PerUnit(call, (errors, b) =>
            {
                double[] uniforms = Uniforms(errors, b, call);
                var change = Change(errors, b, uniforms);
                return h => Math.Abs(uniforms[h] - 0.5) * (change.Error + (U * Math.Abs(change.Value)));
            })))
        {
            Calls = Calls,
        },
        new Agreement(
            SigmoidBeliefNet.DisArmGradient,
            Gradient(BeliefNetEstimator.DisArm, _ => DeviceSigmoidBeliefNet.Pair),
            source => BeliefNetCall.Draw(source, AnyLatents).With(Noise(source)),
            BoundOf("both objectives' errors times half the larger probability, its sigmoid, a rounding", call => PerUnit(call, (errors, b) =>
            {
                double[] uniforms = Uniforms(errors, b, call);
                (double[] from, double[] to) = (errors.States(b, uniforms), errors.States(b, [.. uniforms.Select(u => 1 - u)]));
                var change = Change(errors, b, uniforms);
                return h => Product(change, 0.5 * (from[h] - to[h]) * BeliefNetErrors.Sigmoid(Math.Abs(errors.Logits(b)[h])), 1);
            })))
        {
            Calls = Calls,
        },
        new Agreement(
            SigmoidBeliefNet.ExactGradient,
            (device, batch) => batch.Result(Flat(batch, call => OnAllStates(device, call, net =>
            {
                net.Gradient(BeliefNetEstimator.Enumeration, default, step: 0);
                return net.GetLogitGradient();
            }))),
            source => BeliefNetCall.Draw(source, FewLatents).With(),
            BoundOf("of every state's objective and of its probability, a product of H sigmoids, times the score", call => PerUnit(call, (errors, b) =>
            {
                var states = Enumerated(errors, b).States;
                return h => states.Sum(state => Product(state.Coefficient, errors.Score(b, state.Bits, h), 0))
                    + (U * Math.Abs(states.Sum(state => state.Coefficient.Value * errors.Score(b, state.Bits, h))));
            })))
        {
            Calls = Calls,
        },
    ];

    private static Func<BeliefNetErrors, int, Func<int, double>> LeaveOneOut(object[] call) => (errors, b) =>
    {
        int draws = (int)call[4];
        double[][] states = [.. Enumerable.Range(0, draws).Select(draw => States(errors, b, call, draw))];
        var f = states.Select(own => errors.Objective(b, own)).ToArray();
        (double mean, double meanError) = (f.Average(value => value.Value), f.Average(value => value.Error));
        var coefficients = f.Select(value => (Value: (value.Value - mean) / (draws - 1), Error: (value.Error + meanError) / (draws - 1))).ToArray();
        return h =>
        {
            double[] scores = [.. states.Select(own => errors.Score(b, own, h))];
            return coefficients.Zip(scores, (c, score) => Product(c, score, 0)).Sum()
                + (U * Math.Abs(coefficients.Zip(scores, (c, score) => c.Value * score).Sum()));
        };
    };

    // An objective's difference times a sigmoid, and so many roundings more.
    private static double Product((double Value, double Error) f, double sigmoid, int roundings) =>
        Math.Abs(sigmoid) * (f.Error + (U * (SigmoidUnits + roundings) * Math.Abs(f.Value)));

    private static (double Value, double Error) Change(BeliefNetErrors errors, int b, double[] uniforms)
    {
        var from = errors.Objective(b, errors.States(b, uniforms));
        var to = errors.Objective(b, errors.States(b, [.. uniforms.Select(u => 1 - u)]));
        return (from.Value - to.Value, from.Error + to.Error);
    }

    // All states of an image: the error of the bound, and every state's coefficient q (f - E f).
    private static (double BoundError, (double[] Bits, (double Value, double Error) Coefficient)[] States) Enumerated(
        BeliefNetErrors errors, int b)
    {
        int latents = errors.Call.Latents;
        double units = U * latents * SigmoidUnits;
        var states = Enumerable.Range(0, 1 << latents).Select(state =>
        {
            double[] bits = [.. Enumerable.Range(0, latents).Select(h => (double)((state >> h) & 1))];
            double q = bits.Zip(errors.Logits(b), (bit, logit) => BeliefNetErrors.Sigmoid(bit == 1 ? logit : -logit)).Aggregate((x, y) => x * y);
            return (Bits: bits, Q: q, F: errors.Objective(b, bits));
        }).ToArray();
        double mean = states.Sum(state => state.Q * state.F.Value);
        double meanError = states.Sum(state => state.Q * (state.F.Error + (units * Math.Abs(state.F.Value))));
        return (meanError, [.. states.Select(state => (state.Bits, (
            state.Q * (state.F.Value - mean),
            state.Q * (state.F.Error + meanError + (units * Math.Abs(state.F.Value - mean))))))]);
    }

    private static double[] PerUnit(object[] call, Func<BeliefNetErrors, int, Func<int, double>> error)
    {
        var errors = new BeliefNetErrors(BeliefNetCall.From(call));
        return
        [
            .. Enumerable.Range(0, errors.Call.Count)
                .SelectMany(b => Enumerable.Range(0, errors.Call.Latents).Select(error(errors, b))),
        ];
    }

    private static Action<Device, Batch> Gradient(BeliefNetEstimator estimator, Func<object[], int> draws) => (device, batch) =>
        batch.Result(Flat(batch, call => BeliefNetCall.From(call).On(device, draws(call), net =>
        {
            net.Gradient(estimator, Key(call), Step(call), draws(call));
            return net.GetLogitGradient();
        })));
}
