using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>
/// A checkpoint as a file, all numbers little-endian: a magic number, the format's version, the length of the file and of
/// the head; the head in JSON, which lists the arrays; the arrays' floats, bit by bit; the SHA-256 of all before it.
/// </summary>
public static class CheckpointFile
{
    // 8 bytes, 4, 8, 4.
    private const int VersionAt = 8, LengthAt = 12, HeadLengthAt = 20, Prefix = 24;
    private const uint Version = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // As PNG's: no text, and a transfer that changes line ends changes it.
    private static ReadOnlySpan<byte> Magic => [0x89, (byte)'B', (byte)'B', (byte)'C', (byte)'P', (byte)'\r', (byte)'\n', 0x1A];

    /// <summary>Writes a checkpoint; a reader sees the old one or the new one, whole.</summary>
    public static void Write(string path, Checkpoint checkpoint)
    {
        byte[] bytes = ToBytes(checkpoint);
        AtomicFile.WriteBytes(path, stream => stream.Write(bytes));
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="BadInputException">The file is no whole checkpoint of this version: which, and why.</exception>
    public static Checkpoint Read(string path) => FromBytes(path, File.ReadAllBytes(path));

    /// <summary>What <see cref="Write"/> writes.</summary>
    public static byte[] ToBytes(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var list = checkpoint.Arrays.Select(array => array with { Values = [] });
        byte[] head = JsonSerializer.SerializeToUtf8Bytes(checkpoint with { Arrays = [.. list] }, Json);
        int length = checked(Prefix + head.Length + (sizeof(float) * checkpoint.Arrays.Sum(array => array.Values.Length)) + SHA256.HashSizeInBytes);
        var bytes = new byte[length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(VersionAt), Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(LengthAt), length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(HeadLengthAt), head.Length);
        head.CopyTo(bytes, Prefix);
        Span<byte> rest = bytes.AsSpan(Prefix + head.Length);
        foreach (float value in checkpoint.Arrays.SelectMany(Values))
        {
            BinaryPrimitives.WriteSingleLittleEndian(rest, value);
            rest = rest[sizeof(float)..];
        }

        SHA256.HashData(bytes.AsSpan(0, length - SHA256.HashSizeInBytes), rest);
        return bytes;
    }

    /// <summary>What <see cref="Read"/> reads.</summary>
    /// <param name="path">The file's name, for errors.</param>
    /// <param name="bytes">All its bytes.</param>
    /// <exception cref="BadInputException">As for <see cref="Read"/>.</exception>
    public static Checkpoint FromBytes(string path, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> content = Verified(path, bytes);
        int headLength = BinaryPrimitives.ReadInt32LittleEndian(bytes[HeadLengthAt..]);
        // What the SHA-256 holds is as it was written; another program may have written it.
        if (headLength < 0 || headLength > content.Length || Head(content[..headLength]) is not { } head)
        {
            throw Broken(path, "holds no head of a checkpoint");
        }

        content = content[headLength..];
        var arrays = new List<ModelArray>();
        foreach (ModelArray array in head.Arrays)
        {
            double bytesOfArray = sizeof(float) * array.Count;
            if (!(bytesOfArray >= 0 && bytesOfArray <= content.Length))
            {
                throw Broken(path, $"holds fewer numbers than {array.FullName} has");
            }

            arrays.Add(array with { Values = Floats(content[..(int)bytesOfArray]) });
            content = content[(int)bytesOfArray..];
        }

        return content.IsEmpty ? head with { Arrays = arrays } : throw Broken(path, "holds more numbers than its head lists");
    }

    // Between the prefix and the hash.
    private static ReadOnlySpan<byte> Verified(string path, ReadOnlySpan<byte> bytes)
    {
        int known = Math.Min(bytes.Length, Magic.Length);
        if (known == 0 || !bytes[..known].SequenceEqual(Magic[..known]))
        {
            throw Broken(path, "is no checkpoint");
        }

        if (bytes.Length < Prefix + SHA256.HashSizeInBytes)
        {
            throw Broken(path, Format.Invariant($"is cut short: it holds {bytes.Length} bytes"));
        }

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[VersionAt..]);
        if (version != Version)
        {
            throw Broken(path, Format.Invariant($"is a checkpoint of version {version}; this program reads version {Version}"));
        }

        long length = BinaryPrimitives.ReadInt64LittleEndian(bytes[LengthAt..]);
        if (length != bytes.Length)
        {
            string state = length > bytes.Length ? "is cut short" : "has something behind its end";
            throw Broken(path, Format.Invariant($"{state}: it holds {bytes.Length} bytes and must hold {length}"));
        }

        ReadOnlySpan<byte> hash = SHA256.HashData(bytes[..^SHA256.HashSizeInBytes]);
        return hash.SequenceEqual(bytes[^SHA256.HashSizeInBytes..])
            ? bytes[Prefix..^SHA256.HashSizeInBytes]
            : throw Broken(path, "is damaged: its SHA-256 is not that of its content");
    }

    private static Checkpoint? Head(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<Checkpoint>(json, Json) is { Run: not null, History: not null, Arrays: not null } head
                && head.Arrays.All(array => array is { Shape: not null })
                ? head
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static float[] Values(ModelArray array) => array.Values.Length == array.Count
        ? array.Values
        : throw new ArgumentException($"{array.FullName} has {array.Values.Length} values; its shape {array.ShapeText} has {array.Count}.");

    private static float[] Floats(ReadOnlySpan<byte> bytes)
    {
        var values = new float[bytes.Length / sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(sizeof(float) * i)..]);
        }

        return values;
    }

    private static BadInputException Broken(string path, string what) => new($"{path} {what}.");
}
