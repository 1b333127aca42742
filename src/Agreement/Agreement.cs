using System.Reflection;
using System.Runtime.ExceptionServices;
using BayesBench.Kernels;

namespace BayesBench.Agreements;

/// <summary>
/// The joint of a formula and its kernel: its id, the reference call, the kernel call, inputs from a seed, and
/// the error bound with the analysis it comes from. Written once, used by tests, verify, eval and benchmarks.
/// </summary>
public sealed class Agreement
{
    private readonly Action<Device, Batch> _kernel;
    private readonly Func<InputSource, object[]> _draw;

    /// <summary>Joins a formula and its kernel.</summary>
    /// <param name="reference">The reference method; its name is the id, its parameters name the arguments.</param>
    /// <param name="kernel">Runs the kernel on a batch of calls, reading its inputs and writing its outputs.</param>
    /// <param name="draw">Draws the arguments of one call; numbers must be exact floats.</param>
    /// <param name="bound">How far the kernel may be from the reference, and why; asked from several threads.</param>
    public Agreement(
        Delegate reference, Action<Device, Batch> kernel, Func<InputSource, object[]> draw, ErrorBound bound)
    {
        ArgumentNullException.ThrowIfNull(reference);
        Reference = reference;
        Bound = bound;
        _kernel = kernel;
        _draw = draw;
        MethodInfo method = reference.Method;
        Id = $"{Names.KebabCase(method.DeclaringType!.Name)}.{Names.KebabCase(method.Name)}";
        Parameters = method.GetParameters();
    }

    /// <summary>The formula's id: class and method in kebab-case.</summary>
    public string Id { get; }

    /// <summary>The reference method.</summary>
    public Delegate Reference { get; }

    /// <summary>The arguments' names and types, as the reference declares them.</summary>
    public IReadOnlyList<ParameterInfo> Parameters { get; }

    /// <summary>How far the kernel may be from the reference, and why.</summary>
    public ErrorBound Bound { get; }

    /// <summary>Calls that every verification makes before the drawn ones: boundaries, zeros, infinities.</summary>
    /// <remarks>Numbers are rounded to floats, so that the reference is asked about the very number the kernel gets.</remarks>
    public IReadOnlyList<object[]> Edges
    {
        get;
        init => field = [.. value.Select(AsFloats)];
    } = [];

    /// <summary>How many calls a verification draws.</summary>
    public int Calls { get; init; } = 4096;

    /// <summary>Positions of integers that are elements of a batch, a label say, and not counts or choices that set its shape.</summary>
    public IReadOnlyList<int> Elements { get; init; } = [];

    /// <summary>
    /// Why the worst observed error may stay under 1% of the bound; null when it may not. A bound that nothing
    /// comes near proves nothing.
    /// </summary>
    public string? LooseBecause { get; init; }

    /// <summary>Arguments of so many calls: the edges, then drawn ones.</summary>
    /// <param name="seed">Same seed, same calls.</param>
    /// <param name="count">Number of drawn calls.</param>
    /// <returns>One array of arguments for each call.</returns>
    public IReadOnlyList<object[]> Inputs(ulong seed, int count)
    {
        var stream = new InputSource(seed);
        return [.. Edges, .. Enumerable.Range(0, count).Select(_ => _draw(stream))];
    }

    /// <summary>The reference's answer.</summary>
    /// <param name="arguments">In the order of <see cref="Parameters"/>.</param>
    /// <returns>A number, an array or a record of these.</returns>
    public object Evaluate(object[] arguments)
    {
        try
        {
            return Reference.Method.Invoke(Reference.Target, arguments)!;
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(e.InnerException);
            throw;
        }
    }

    /// <summary>The kernel's answers, in the order of the calls. Doubles reach the device as floats.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="calls">The arguments of each call.</param>
    /// <returns>One answer for each call, of the reference's type.</returns>
    public IReadOnlyList<object> EvaluateOn(Device device, IReadOnlyList<object[]> calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        var answers = new object[calls.Count];
        // A launch takes calls of one shape: the same lengths, the same counts and choices.
        foreach (var group in Enumerable.Range(0, calls.Count).GroupBy(i => Batch.ShapeOf(calls[i], Elements)))
        {
            int[] members = [.. group];
            using var batch = new Batch(device, [.. members.Select(i => calls[i])]);
            _kernel(device, batch);
            IReadOnlyList<object> results = batch.Results(Reference.Method.ReturnType);
            for (int i = 0; i < members.Length; i++)
            {
                answers[members[i]] = results[i];
            }
        }

        return answers;
    }

    /// <summary>The numbers of a call as the nearest floats.</summary>
    /// <param name="call">The arguments.</param>
    /// <returns>The same with every double a float.</returns>
    public static object[] AsFloats(object[] call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Array.ConvertAll(call, AsFloat);
    }

    private static object AsFloat(object argument) => argument switch
    {
        float number => (double)number,
        double number => (double)(float)number,
        double[] numbers => numbers.Select(number => (double)(float)number).ToArray(),
        double[][] rows => rows.Select(row => row.Select(number => (double)(float)number).ToArray()).ToArray(),
        _ => argument,
    };
}
