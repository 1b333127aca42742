using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BayesBench.Reference.Random;

namespace BayesBench.Statistical.Support;

/// <summary>The Philox key of a statistical test: a hash of its id, so that it is the same in every run.</summary>
/// <remarks><c>BAYESBENCH_SEED=random</c> draws a fresh seed that all keys depend on and prints it;
/// <c>BAYESBENCH_SEED=&lt;hex&gt;</c> is that run again.</remarks>
public static class TestKey
{
    private static readonly Lazy<ulong?> RunSeed = new(() =>
    {
        ulong? seed = SeedFrom(Environment.GetEnvironmentVariable("BAYESBENCH_SEED"));
        if (seed is not null)
        {
            Console.Error.WriteLine($"Statistical tests draw from BAYESBENCH_SEED={seed:x16}");
        }

        return seed;
    });

    /// <summary>How to see a failure again.</summary>
    public static string Replay =>
        RunSeed.Value is { } seed ? $"Again: BAYESBENCH_SEED={seed:x16}" : "The key is fixed: again by running the test.";

    public static PhiloxKey For(string id) => For(id, RunSeed.Value);

    internal static PhiloxKey For(string id, ulong? seed)
    {
        string name = seed is null ? id : string.Create(CultureInfo.InvariantCulture, $"{id}#{seed:x16}");
        return PhiloxKey.From(BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))));
    }

    internal static ulong? SeedFrom(string? setting) => setting switch
    {
        null or "" => null,
        "random" => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8)),
        _ when ulong.TryParse(setting, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong seed) => seed,
        _ => throw new FormatException(
            $"BAYESBENCH_SEED is '{setting}'; it must be 'random' or up to 16 hexadecimal digits."),
    };
}
