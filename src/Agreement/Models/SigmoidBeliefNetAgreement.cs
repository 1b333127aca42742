using System.Runtime.CompilerServices;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Models;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Models;

/// <summary>The sigmoid belief net and its kernels: log-joint, bounds, gradients.</summary>
public sealed partial class SigmoidBeliefNetAgreement : ITopic
{
    private const int Calls = 40;
    private const double U = ErrorBound.U;
    private static readonly int[] AnyLatents = [1, 3, 17, 66], FewLatents = [1, 2, 5];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements => [.. Bounds, .. ByLogits, .. ByParameters];

    private static IEnumerable<Agreement> Bounds =>
    [
        new Agreement(
            SigmoidBeliefNet.LogJoint,
            (device, batch) => batch.Result(Flat(batch, call => Joint(call).On(device, 1, net => net.LogJoint(BeliefNetCall.Floats((double[])call[3]))))),
            source =>
            {
                BeliefNetCall c = BeliefNetCall.Draw(source, AnyLatents);
                return [c.Prior, c.Decoder, c.Images, BeliefNetCall.Bits(source, c.Logits.Length)];
            },
            BoundOf("gamma of the H + 1 products of each pixel's logit, softplus, the sums of a part", call =>
            {
                var errors = new BeliefNetErrors(Joint(call));
                double[][] states = [.. ((double[])call[3]).Chunk(errors.Call.Latents)];
                return [.. states.Select((bits, b) => errors.LogJoint(b, bits).Error)];
            }))
        {
            Calls = Calls,
        },
        new Agreement(
            SigmoidBeliefNet.Elbo,
            (device, batch) => batch.Result(Flat(batch, call => BeliefNetCall.From(call).On(
                device, (int)call[4], net => net.Elbo((int)call[4], Key(call), Step(call))))),
            source => BeliefNetCall.Draw(source, AnyLatents).With([source.Integer(1, 3), .. Noise(source)]),
            BoundOf("as for the log-joint, and softplus of the encoder's logits, averaged over the draws", call => PerImage(call, (errors, b) =>
                Enumerable.Range(0, (int)call[4]).Average(draw => errors.Objective(b, States(errors, b, call, draw)).Error))))
        {
            Calls = Calls,
        },
        new Agreement(
            SigmoidBeliefNet.ExactElbo,
            (device, batch) => batch.Result(Flat(batch, call => OnAllStates(device, call, net => net.ExactElbo()))),
            source => BeliefNetCall.Draw(source, FewLatents).With(),
            BoundOf("of every state's objective and of its probability, a product of H sigmoids", call =>
                PerImage(call, (errors, b) => Enumerated(errors, b).BoundError)))
        {
            Calls = Calls,
        },
    ];

    // Every component of an answer errs by parts of the same numbers: they are found once a call.
    private static ErrorBound BoundOf(string analysis, Func<object[], double[]> errorsOf)
    {
        var known = new ConditionalWeakTable<object[], double[]>();
        return new ErrorBound(analysis, (call, _, i) => known.GetValue(call, key => errorsOf(key))[i]);
    }

    private static object[] Noise(InputSource source) => [new PhiloxKey(source.Word(), source.Word()), source.Integer(0, 1000)];

    private static DeviceKey Key(object[] call) => ClassifierCall.Convert((PhiloxKey)call[^2]);

    private static int Step(object[] call) => (int)call[^1];

    private static double[] Uniforms(BeliefNetErrors errors, int b, object[] call, int draw = 0) =>
        errors.Call.Uniforms(b, (PhiloxKey)call[^2], Step(call), draw);

    private static double[] States(BeliefNetErrors errors, int b, object[] call, int draw = 0) =>
        errors.States(b, Uniforms(errors, b, call, draw));

    private static double[] PerImage(object[] call, Func<BeliefNetErrors, int, double> error)
    {
        var errors = new BeliefNetErrors(BeliefNetCall.From(call));
        return [.. Enumerable.Range(0, errors.Call.Count).Select(b => error(errors, b))];
    }

    private static T[] Flat<T>(Batch batch, Func<object[], T[]> one) =>
        [.. Enumerable.Range(0, batch.Count).SelectMany(call => one(batch.Call(call)))];

    private static T OnAllStates<T>(Device device, object[] call, Func<DeviceSigmoidBeliefNet, T> ask)
    {
        BeliefNetCall c = BeliefNetCall.From(call);
        return c.On(device, 1 << c.Latents, ask);
    }

    // The log-joint has no encoder.
    private static BeliefNetCall Joint(object[] call) =>
        new((double[])call[0], (double[])call[1], new double[((double[])call[3]).Length], (double[])call[2]);
}
