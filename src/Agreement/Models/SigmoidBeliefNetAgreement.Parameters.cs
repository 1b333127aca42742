using BayesBench.Reference.Models;

namespace BayesBench.Agreements.Models;

/// <content>The encoder's linear layer both ways, and the gradient by prior and decoder.</content>
public sealed partial class SigmoidBeliefNetAgreement
{
    private static IEnumerable<Agreement> ByParameters =>
    [
        new Agreement(
            SigmoidBeliefNet.EncoderLogits,
            (device, batch) => batch.Result(Flat(batch, call => Encoded(call).On(
                device, 1, (double[])call[0], (double[])call[1], net => net.GetLogits()))),
            source =>
            {
                (double[] means, double[] images) = Images(source);
                return [source.Vector(source.Pick(1, 3, 17) * (means.Length + 1), s => s.Normal()), means, images];
            },
            BoundOf("the subtraction of the mean, and gamma of D + 1 products", call =>
            {
                double[] encoder = (double[])call[0], means = (double[])call[1];
                int width = means.Length + 1;
                return
                [
                    .. from input in Inputs(means, (double[])call[2])
                       from row in encoder.Chunk(width)
                       select U * (width + 1) * row.Zip(input, (v, x) => Math.Abs(v * x)).Sum(),
                ];
            }))
        {
            Calls = Calls,
        },
        new Agreement(
            SigmoidBeliefNet.EncoderGradient,
            (device, batch) => batch.Result(Flat(batch, call =>
            {
                BeliefNetCall c = Backward(call);
                float[] gradient = c.On(device, 1, new double[c.Latents * (c.Pixels + 1)], (double[])call[1], net =>
                {
                    net.SetLogitGradient(BeliefNetCall.Floats((double[])call[0]));
                    net.EncoderGradient();
                    return net.GetGradient();
                });
                return gradient[^(c.Latents * (c.Pixels + 1))..];
            })),
            source =>
            {
                (double[] means, double[] images) = Images(source);
                return [source.Vector(source.Pick(1, 3, 17) * images.Length / means.Length, s => s.Normal()), means, images];
            },
            BoundOf("the subtraction of the mean, and gamma of B products", call =>
            {
                double[][] inputs = [.. Inputs((double[])call[1], (double[])call[2])];
                double[] slopes = (double[])call[0];
                int latents = slopes.Length / inputs.Length;
                return
                [
                    .. from h in Enumerable.Range(0, latents)
                       from d in Enumerable.Range(0, inputs[0].Length)
                       select U * (inputs.Length + 1) * inputs.Select((input, b) => Math.Abs(slopes[(b * latents) + h] * input[d])).Sum(),
                ];
            }))
        {
            Calls = Calls,
        },
        new Agreement(
            SigmoidBeliefNet.ModelGradient,
            (device, batch) =>
            {
                float[][] gradients = [.. Enumerable.Range(0, batch.Count).Select(i => batch.Call(i)).Select(call => BeliefNetCall.From(call).On(
                    device, (int)call[4], net =>
                    {
                        net.ModelGradient((int)call[4], Key(call), Step(call));
                        return net.GetGradient();
                    }))];
                BeliefNetCall shape = BeliefNetCall.From(batch.Call(0));
                batch.Result([.. gradients.SelectMany(g => g[..shape.Latents])]);
                batch.Result([.. gradients.SelectMany(g => g.AsSpan(shape.Latents, shape.Decoder.Length).ToArray())]);
            },
            source => BeliefNetCall.Draw(source, AnyLatents).With([source.Integer(1, 3), .. Noise(source)]),
            BoundOf("sigmoid at every pixel's logit, with its error, and gamma of the B S sums; the share's rounding and product", ModelErrors))
        {
            Calls = Calls,
        },
    ];

    private static double[] ModelErrors(object[] call)
    {
        var errors = new BeliefNetErrors(BeliefNetCall.From(call));
        BeliefNetCall c = errors.Call;
        (int draws, int width) = ((int)call[4], c.Latents + 1);
        double units = U * (SigmoidUnits + (c.Count * draws) + 2);
        var sums = new double[c.Latents + c.Decoder.Length];
        for (int column = 0; column < c.Count * draws; column++)
        {
            int b = column % c.Count;
            double[] states = States(errors, b, call, column / c.Count);
            for (int h = 0; h < c.Latents; h++)
            {
                sums[h] += units * Math.Abs(states[h] - BeliefNetErrors.Sigmoid(c.Prior[h])) / draws;
            }

            double[] image = errors.Image(b);
            for (int d = 0; d < c.Pixels; d++)
            {
                (double z, double error) = errors.PixelLogit(states, d);
                double slope = BeliefNetErrors.Sigmoid(image[d] == 1 ? -z : z);
                double own = (slope * (1 - slope) * error) + (units * slope);
                for (int h = 0; h < width; h++)
                {
                    sums[c.Latents + (d * width) + h] += (h < c.Latents ? states[h] : 1) * own / draws;
                }
            }
        }

        return sums;
    }

    private static (double[] Means, double[] Images) Images(InputSource source)
    {
        (int pixels, int images) = (source.Pick(1, 17, 70), source.Pick(1, 3, 17));
        return (source.Vector(pixels, s => s.Uniform(0, 1)), BeliefNetCall.Bits(source, images * pixels));
    }

    private static IEnumerable<double[]> Inputs(double[] means, double[] images) =>
        images.Chunk(means.Length).Select(image => (double[])[.. image.Zip(means, (x, mean) => x - mean), 1]);

    // The encoder alone: any prior and decoder will do.
    private static BeliefNetCall Encoded(object[] call) =>
        OfEncoder(((double[])call[0]).Length / (((double[])call[1]).Length + 1), (double[])call[1], (double[])call[2]);

    private static BeliefNetCall Backward(object[] call) => OfEncoder(
        ((double[])call[0]).Length * ((double[])call[1]).Length / ((double[])call[2]).Length, (double[])call[1], (double[])call[2]);

    private static BeliefNetCall OfEncoder(int latents, double[] means, double[] images) =>
        new(new double[latents], new double[means.Length * (latents + 1)], [], images);
}
