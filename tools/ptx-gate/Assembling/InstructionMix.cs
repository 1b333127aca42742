using System.Text.RegularExpressions;

namespace BayesBench.PtxGate.Assembling;

/// <summary>The instructions of one body, as they stand in its code: a loop's body counts once.</summary>
/// <param name="Opcodes">Every instruction with its modifiers, <c>LDG.E.128.CONSTANT</c>; padding is left out.</param>
public sealed partial record InstructionMix(IReadOnlyList<string> Opcodes)
{
    /// <summary>The widths that loads and stores are counted by, in bits.</summary>
    public static IReadOnlyList<int> Widths { get; } = [32, 64, 128];

    public int Count => Opcodes.Count;

    /// <summary>Multiply-adds of floats.</summary>
    public int Ffma => Named("FFMA");

    /// <summary>Sums and products of floats that are not fused.</summary>
    public int AddOrMultiply => Named("FADD", "FMUL");

    /// <summary>Reciprocals, roots and the like, at a fraction of the others' rate.</summary>
    public int Mufu => Named("MUFU");

    /// <summary>Multiplications of integers; an IMAD that moves, shifts or adds is none.</summary>
    public int Imad => Opcodes.Count(opcode => opcode.Split('.') is ["IMAD" or "UIMAD", .. var rest]
        && (rest.Length == 0 || rest[0] is not ("MOV" or "SHL" or "IADD")));

    /// <summary>Arithmetic and comparisons of doubles.</summary>
    public int Double => Named("DADD", "DMUL", "DFMA", "DSETP");

    public int SharedLoads => Named("LDS");

    public int SharedStores => Named("STS");

    /// <summary>Loads and stores of local memory.</summary>
    public int Local => Named("LDL", "STL");

    public int Barriers => Named("BAR");

    /// <summary>Calls of slow paths: divisions and roots of unusual arguments, divisions of long integers.</summary>
    public int Calls => Named("CALL");

    /// <summary>Loads from memory of so many bits, by a global address or one of any space; narrower ones count as 32.</summary>
    public int Loads(int bits) => Global("LD", bits);

    /// <summary>Stores to memory of so many bits, likewise.</summary>
    public int Stores(int bits) => Global("ST", bits);

    private static string Base(string opcode) => opcode.Split('.')[0];

    private int Named(params string[] bases) => Opcodes.Count(opcode => bases.Contains(Base(opcode)));

    private int Global(string name, int bits) =>
        Opcodes.Count(opcode => (Base(opcode) == name || Base(opcode) == $"{name}G") && Width(opcode) == bits);

    private static int Width(string opcode) => opcode.Split('.') switch
    {
        var parts when parts.Contains("128") => 128,
        var parts when parts.Contains("64") => 64,
        _ => 32,
    };

    /// <summary>Reads what <c>cuobjdump -sass</c> prints.</summary>
    /// <returns>The mix of every function, by name.</returns>
    public static IReadOnlyDictionary<string, InstructionMix> Parse(string listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        var opcodes = new Dictionary<string, List<string>>();
        List<string>? current = null;
        foreach (string line in listing.Split('\n'))
        {
            if (Function().Match(line) is { Success: true } function)
            {
                opcodes.Add(function.Groups[1].Value, current = []);
            }
            else if (Instruction().Match(line) is { Success: true } instruction && instruction.Groups[1].Value != "NOP")
            {
                current?.Add(instruction.Groups[1].Value);
            }
        }

        return opcodes.ToDictionary(pair => pair.Key, pair => new InstructionMix(pair.Value));
    }

    [GeneratedRegex(@"^\s*Function : (\S+)")]
    private static partial Regex Function();

    // /*0070*/   @P0 EXIT ;   — the second line of an instruction holds its code alone.
    [GeneratedRegex(@"^\s*/\*[0-9a-f]{4,}\*/\s+(?:@!?U?P\w+\s+)?([A-Z][A-Z0-9_.a-z]*)")]
    private static partial Regex Instruction();
}
