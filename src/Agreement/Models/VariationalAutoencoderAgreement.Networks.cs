using BayesBench.Agreements.Networks;
using BayesBench.Kernels.Models;
using BayesBench.Reference.Models;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Models;

/// <content>The whole model: its bounds, and the gradient that a step of training goes by.</content>
public sealed partial class VariationalAutoencoderAgreement
{
    private const string Whole = "running, through every layer of both networks, the draws and the bound";

    private static IEnumerable<Agreement> OfNetworks =>
    [
        Bound(VariationalAutoencoder.Elbo, AutoencoderObjective.Elbo, (errors, b) => errors.Elbo(b)),
        Bound(
            VariationalAutoencoder.ImportanceWeightedBound,
            AutoencoderObjective.ImportanceWeighted,
            (errors, b) => errors.ImportanceWeightedBound(b)),
        new Agreement(
            VariationalAutoencoder.Gradient,
            (device, batch) =>
            {
                AutoencoderCall first = AutoencoderCall.From(batch.Call(0));
                float[][] gradients = [.. Enumerable.Range(0, batch.Count).Select(i => batch.Call(i)).Select(call => AutoencoderCall.From(call).On(
                    device, Enum.Parse<AutoencoderObjective>(call[7].ToString()!), model =>
                    {
                        model.Gradient(EncoderErrors.Key((PhiloxKey)call[8]), (int)call[9]);
                        return model.GetGradient();
                    }))];
                batch.Result([.. gradients.SelectMany(gradient => gradient[..first.EncoderParameters.Length])]);
                batch.Result([.. gradients.SelectMany(gradient => gradient[first.EncoderParameters.Length..])]);
            },
            source =>
            {
                AutoencoderBound bound = source.Pick(Enum.GetValues<AutoencoderBound>());
                return AutoencoderCall.Draw(
                    source, bound is AutoencoderBound.StickingTheLanding or AutoencoderBound.DoublyReparameterized)
                    .With([bound, .. EncoderErrors.Noise(source)]);
            },
            EncoderErrors.BoundOf(Whole + ", and back", call =>
                new AutoencoderErrors(AutoencoderCall.From(call), (PhiloxKey)call[8], (int)call[9]).Gradient((AutoencoderBound)call[7])))
        {
            Calls = Calls,
        },
    ];

    private static Agreement Bound(Delegate reference, AutoencoderObjective objective, Func<AutoencoderErrors, int, Rounded> error) => new(
        reference,
        (device, batch) => batch.Result([.. Enumerable.Range(0, batch.Count).Select(i => batch.Call(i)).SelectMany(call =>
            AutoencoderCall.From(call).On(
                device, objective, model => model.BatchBound(EncoderErrors.Key((PhiloxKey)call[7]), (int)call[8])))]),
        source => AutoencoderCall.Draw(source).With(EncoderErrors.Noise(source)),
        EncoderErrors.BoundOf(Whole, call =>
        {
            AutoencoderCall one = AutoencoderCall.From(call);
            var errors = new AutoencoderErrors(one, (PhiloxKey)call[7], (int)call[8]);
            return Enumerable.Range(0, one.Images.Length).Select(b => error(errors, b));
        }))
    {
        Calls = Calls,
    };
}
