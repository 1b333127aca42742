using System.Globalization;

namespace BayesBench.Kernels.Networks;

/// <summary>The words of one layer in a network's description; what is wrong with one is said once, with its place and the rule.</summary>
internal sealed class DescriptionWords
{
    private static readonly Dictionary<string, LayerKind> Kinds = Enum.GetValues<LayerKind>().ToDictionary(Of);

    private readonly int _layer;
    private readonly string[] _words;
    private int _next;

    /// <param name="layer">Counted from 1.</param>
    /// <param name="text">Of this layer alone.</param>
    public DescriptionWords(int layer, string text)
    {
        _layer = layer;
        _words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (_words.Length == 0)
        {
            throw new FormatException(string.Create(
                CultureInfo.InvariantCulture, $"network: layer {layer} is empty; it must be one of {string.Join(", ", Kinds.Keys)}."));
        }
    }

    public bool IsAtEnd => _next == _words.Length;

    public static string Of(LayerKind kind) => string.Concat(kind.ToString().Select(
        (letter, i) => char.IsUpper(letter) && i > 0 ? "-" + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));

    public LayerKind Kind() => Kinds.TryGetValue(_words[_next++], out LayerKind kind)
        ? kind
        : throw Wrong($"it must be one of {string.Join(", ", Kinds.Keys)}");

    /// <summary>The next word, where it is this one.</summary>
    public bool Takes(string word)
    {
        bool matches = !IsAtEnd && _words[_next] == word;
        _next += matches ? 1 : 0;
        return matches;
    }

    public int Count(string what) => Whole(Next(what), what);

    /// <summary>Two whole numbers with an x between them.</summary>
    public (int Filters, int Side) Filters()
    {
        const string Rule = "filters and their side, such as 20x5";
        string[] parts = Next(Rule).Split('x');
        return parts.Length == 2 ? (Whole(parts[0], Rule), Whole(parts[1], Rule)) : throw Wrong($"it must be {Rule}");
    }

    /// <summary>A rate of dropout.</summary>
    public double Rate() => Number(value => value is >= 0 and <= DropoutKernels.LargestRate, "a rate in [0, 1)");

    public double Probability() => Number(value => value is > 0 and < 1, "a weight strictly between 0 and 1");

    public double Deviation() => Number(value => value > 0 && double.IsFinite(value), "a standard deviation above 0");

    /// <summary>Nothing may be left.</summary>
    public void End()
    {
        if (!IsAtEnd)
        {
            _next++;
            throw Wrong($"nothing may follow '{string.Join(' ', _words.Take(_next - 1))}'");
        }
    }

    /// <summary>What is wrong with the word last read.</summary>
    public FormatException Wrong(string rule) => new(string.Create(
        CultureInfo.InvariantCulture, $"network: layer {_layer}, word {_next} '{_words[_next - 1]}': {rule}."));

    private string Next(string what) => !IsAtEnd ? _words[_next++] : throw new FormatException(string.Create(
        CultureInfo.InvariantCulture, $"network: layer {_layer} '{string.Join(' ', _words)}' ends early; {what} must follow."));

    private int Whole(string word, string what) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0
            ? value
            : throw Wrong($"it must be {what}, at least 1");

    private double Number(Func<double, bool> isRight, string rule) =>
        double.TryParse(Next(rule), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && isRight(value)
            ? value
            : throw Wrong($"it must be {rule}");
}
