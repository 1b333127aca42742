using BayesBench.Support;
using TorchSharp;

namespace BayesBench.Peers.Torch;

/// <summary>A parameter as training begins.</summary>
/// <param name="Values">In the order of its shape.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record TorchParameter(float[] Values, params long[] Shape);

/// <summary>
/// Training in torch: a minibatch drawn with replacement, the gradient of a TorchScript <c>loss(data, parameters)</c> by autograd,
/// the fused kernel of torch.optim.Adam for all parameters at once.
/// </summary>
internal sealed class TorchTraining : IDisposable
{
    public const string How = "float, autograd of a TorchScript loss, fused kernel of torch.optim";
    public const double Rate = 1e-3;

    private readonly Arena _arena;
    private readonly torch.jit.CompilationUnit _code;
    private readonly int _batch;
    private readonly torch.Tensor[] _data, _parameters, _first, _second;
    private readonly torch.Tensor _step;

    /// <summary>Takes the data over, and copies the parameters.</summary>
    public TorchTraining(Arena arena, string loss, int batch, torch.Tensor[] data, IReadOnlyList<TorchParameter> parameters)
    {
        (_arena, _batch, _data) = (arena, batch, data);
        _code = Libtorch.Compile(loss + "\n" + Adam(parameters.Count));
        _parameters = [.. parameters.Select(one => arena.Tensor(one.Values, one.Shape).requires_grad_())];
        _first = [.. parameters.Select(one => torch.zeros(one.Shape, device: arena.TorchDevice))];
        _second = [.. parameters.Select(one => torch.zeros(one.Shape, device: arena.TorchDevice))];
        _step = torch.zeros(1, device: arena.TorchDevice);
    }

    public void Step()
    {
        using torch.Tensor places = torch.randint(0, _data[0].shape[0], [_batch], dtype: torch.int64, device: _arena.TorchDevice);
        Backward(data => data.index_select(0, places));
        using IDisposable mode = torch.no_grad();
        torch.Tensor[] gradients = [.. _parameters.Select(parameter => parameter.grad!)];
        var moved = (torch.Tensor[])_code.invoke("adam", [.. _parameters, .. gradients, .. _first, .. _second, _step])!;
        Array.ForEach([.. gradients, .. moved], tensor => tensor.Dispose());
    }

    /// <summary>The loss's gradient on the first examples, parameter behind parameter.</summary>
    public float[] Gradient()
    {
        Backward(data => data.narrow(0, 0, _batch));
        return [.. _parameters.SelectMany(parameter =>
        {
            using torch.Tensor gradient = parameter.grad!, host = gradient.cpu();
            return host.data<float>().ToArray();
        })];
    }

    /// <summary>Adam's first step moves every parameter by the rate, against its gradient, and leaves a tenth of that in the moment.</summary>
    /// <exception cref="CheckFailedException">It did not.</exception>
    public void CheckFirstStep()
    {
        double[] before = Values(_parameters);
        Step();
        double[] after = Values(_parameters), moment = Values(_first);
        if (moment.All(value => value == 0))
        {
            throw new CheckFailedException($"{Libtorch.Peer} took a step that left every moment at zero.");
        }

        Checks.Close(
            $"{Libtorch.Peer}, a step's", after,
            [.. before.Select((value, i) => value - (Rate * moment[i] / (Math.Abs(moment[i]) + (0.1 * 1e-8))))],
            i => Math.Abs(before[i]) + 1, units: 16);
    }

    public void Dispose() => Array.ForEach([.. _data, .. _parameters, .. _first, .. _second, _step], tensor => tensor.Dispose());

    // A list that nobody reads afterwards is dead to TorchScript, and so is what changes its members: hence it is returned.
    private static string Adam(int count)
    {
        string Named(string name) => string.Join(", ", Enumerable.Range(0, count).Select(i => name + Format.Invariant($"{i}")));
        string steps = string.Join(", ", Enumerable.Repeat("step", count));
        return $"""
            def adam({Named("p")}, {Named("g")}, {Named("m")}, {Named("v")}, step):
                step.add_(1)
                parameters = [{Named("p")}]
                torch._fused_adam_(parameters, [{Named("g")}], [{Named("m")}], [{Named("v")}], [], [{steps}], lr=1e-3, beta1=0.9, beta2=0.999, weight_decay=0.0, eps=1e-8, amsgrad=False, maximize=False)
                return parameters
            """;
    }

    private static double[] Values(torch.Tensor[] tensors) => [.. tensors.SelectMany(tensor =>
    {
        using torch.Tensor host = tensor.detach().cpu();
        return Array.ConvertAll(host.data<float>().ToArray(), value => (double)value);
    })];

    private void Backward(Func<torch.Tensor, torch.Tensor> ofBatch)
    {
        Array.ForEach(_parameters, parameter => parameter.grad = null);
        torch.Tensor[] batch = [.. _data.Select(ofBatch)];
        using var loss = (torch.Tensor)_code.invoke("loss", [.. batch, .. _parameters])!;
        loss.backward();
        Array.ForEach(batch, tensor => tensor.Dispose());
    }
}
