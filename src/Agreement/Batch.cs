using System.Globalization;
using BayesBench.Kernels;
using ILGPU;

namespace BayesBench.Agreements;

/// <summary>
/// Calls of one formula on their way through a kernel: each argument becomes one device array with the calls
/// behind one another, each result another. All calls of a batch have one shape.
/// </summary>
public sealed class Batch : IDisposable
{
    private readonly Device _device;
    private readonly IReadOnlyList<object[]> _calls;
    private readonly List<IDisposable> _arrays = [];
    private readonly List<Output> _outputs = [];

    internal Batch(Device device, IReadOnlyList<object[]> calls)
    {
        _device = device;
        _calls = calls;
    }

    /// <summary>Number of calls.</summary>
    public int Count => _calls.Count;

    /// <summary>An argument of all calls, as floats.</summary>
    /// <param name="argument">Its position.</param>
    /// <returns>Shape [Count] for numbers, [Count, Length] for arrays.</returns>
    public ArrayView<float> In(int argument) => In<float>(argument);

    /// <summary>An argument of all calls.</summary>
    /// <typeparam name="T">Type of the elements on the device.</typeparam>
    /// <param name="argument">Its position.</param>
    /// <returns>Shape [Count] for numbers, [Count, Length] for arrays and tuples.</returns>
    public ArrayView<T> In<T>(int argument)
        where T : unmanaged =>
        Upload([.. _calls
            .SelectMany(call => Values.Flatten(call[argument]))
            .Select(number => (T)Convert.ChangeType(number, typeof(T), CultureInfo.InvariantCulture))]);

    /// <summary>Elements per call of an array argument.</summary>
    /// <param name="argument">Its position.</param>
    /// <returns>The length.</returns>
    public int Length(int argument) => Values.Flatten(_calls[0][argument]).Length;

    /// <summary>An argument that all calls of a batch share: a count, a choice, a key.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="argument">Its position.</param>
    /// <returns>The value.</returns>
    public T Shared<T>(int argument) => (T)_calls[0][argument];

    /// <summary>An argument of one call as it was given, for kernels that are launched once a call.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="call">Which call.</param>
    /// <param name="argument">Its position.</param>
    /// <returns>The value.</returns>
    public T At<T>(int call, int argument) => (T)_calls[call][argument];

    /// <summary>Scratch or input data of the caller's own, on the device for the life of the batch.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="data">The elements.</param>
    /// <returns>The view.</returns>
    public ArrayView<T> Upload<T>(T[] data)
        where T : unmanaged
    {
        DeviceArray<T> array = _device.Upload<T>(data);
        _arrays.Add(array);
        return array.View;
    }

    /// <summary>The next result of all calls, as floats.</summary>
    /// <param name="width">Elements per call.</param>
    /// <returns>Shape [Count, width].</returns>
    public ArrayView<float> Out(int width = 1) => Out<float>(width);

    /// <summary>The next result of all calls; a record's members are separate results, in order.</summary>
    /// <typeparam name="T">Type of the elements on the device.</typeparam>
    /// <param name="width">Elements per call.</param>
    /// <returns>Shape [Count, width].</returns>
    public ArrayView<T> Out<T>(int width = 1)
        where T : unmanaged
    {
        DeviceArray<T> array = _device.Allocate<T>(Count * width);
        _arrays.Add(array);
        _outputs.Add(new Output(array.ToArray));
        return array.View;
    }

    /// <summary>The next result of all calls, a matrix of each.</summary>
    /// <typeparam name="T">Type of the elements on the device.</typeparam>
    /// <param name="rows">Rows of a matrix.</param>
    /// <param name="columns">Columns of a matrix.</param>
    /// <returns>Shape [Count, rows, columns].</returns>
    public ArrayView<T> OutMatrix<T>(int rows, int columns)
        where T : unmanaged
    {
        ArrayView<T> view = Out<T>(rows * columns);
        _outputs[^1] = _outputs[^1] with { Columns = columns };
        return view;
    }

    /// <summary>An argument that the kernel changes in place: it is the next result, too.</summary>
    /// <param name="argument">Its position.</param>
    /// <returns>Shape [Count, Length].</returns>
    public ArrayView<float> InOut(int argument)
    {
        ArrayView<float> view = In(argument);
        _outputs.Add(new Output(((DeviceArray<float>)_arrays[^1]).ToArray));
        return view;
    }

    /// <summary>The arguments of one call.</summary>
    /// <param name="index">Which call.</param>
    /// <returns>The arguments.</returns>
    public object[] Call(int index) => _calls[index];

    /// <summary>The next result of all calls, which the kernel's own object has read back already.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="result">Shape [Count, width].</param>
    public void Result<T>(T[] result)
        where T : unmanaged => _outputs.Add(new Output(() => result));

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (IDisposable array in _arrays)
        {
            array.Dispose();
        }
    }

    // What must be equal for two calls to share a launch: everything but the numbers themselves.
    internal static string ShapeOf(object[] call, IReadOnlyList<int> elements) => string.Join('|', call.Select((argument, i) => argument switch
    {
        int when elements.Contains(i) => "n",
        double or float or uint => "n",
        double[] numbers => string.Create(CultureInfo.InvariantCulture, $"[{numbers.Length}]"),
        int[] numbers => string.Create(CultureInfo.InvariantCulture, $"[{numbers.Length}]"),
        double[][] rows => string.Join(',', rows.Select(row => row.Length)),
        Reference.Random.Words => "w",
        Array others => string.Join(',', others.Cast<object>()),
        _ => Convert.ToString(argument, CultureInfo.InvariantCulture),
    }));

    internal IReadOnlyList<object> Results(Type type)
    {
        (Array Numbers, int Columns)[] outputs = [.. _outputs.Select(output => (output.Read(), output.Columns))];
        return [.. Enumerable.Range(0, Count).Select(call => Assemble(type, outputs, call))];
    }

    private object Assemble(Type type, (Array Numbers, int Columns)[] outputs, int call)
    {
        if (type == typeof(double) || type.IsArray || type == typeof(uint) || type == typeof(bool))
        {
            return Take(type, outputs[0], call);
        }

        var parameters = Values.Constructor(type).GetParameters();
        // Words and pairs come from one output, a record of results from one output for each member.
        object[] members = outputs.Length == parameters.Length
            ? [.. parameters.Select((parameter, i) => Take(parameter.ParameterType, outputs[i], call))]
            : [.. parameters.Select((parameter, i) => Number(
                parameter.ParameterType, outputs[0].Numbers.GetValue((call * parameters.Length) + i)!))];
        return Values.Constructor(type).Invoke(members);
    }

    private object Take(Type type, (Array Numbers, int Columns) output, int call)
    {
        int width = output.Numbers.Length / Count;
        return !type.IsArray ? Number(type, output.Numbers.GetValue(call)!)
            : type.GetElementType()!.IsArray ? Rows(type.GetElementType()!, output, call * width, width)
            : Elements(type, output.Numbers, call * width, width);
    }

    private static Array Rows(Type row, (Array Numbers, int Columns) output, int start, int width)
    {
        var rows = Array.CreateInstance(row, width / output.Columns);
        for (int i = 0; i < rows.Length; i++)
        {
            rows.SetValue(Elements(row, output.Numbers, start + (i * output.Columns), output.Columns), i);
        }

        return rows;
    }

    private static Array Elements(Type type, Array numbers, int start, int length)
    {
        Type element = type.GetElementType()!;
        var values = Array.CreateInstance(element, length);
        for (int i = 0; i < length; i++)
        {
            values.SetValue(Number(element, numbers.GetValue(start + i)!), i);
        }

        return values;
    }

    private static object Number(Type type, object value) =>
        Convert.ChangeType(value, type, CultureInfo.InvariantCulture);

    private sealed record Output(Func<Array> Read, int Columns = 1);
}
