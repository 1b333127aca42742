using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BayesBench.Support;
using BayesBench.Training;
using Xunit;

namespace BayesBench.Properties.Training;

/// <summary>A checkpoint comes back to the same bits, or not at all with one line that says why.</summary>
public sealed class CheckpointFileTests : IDisposable
{
    private const int VersionAt = 8, LengthAt = 12;

    // Quiet and signalling NaNs with payloads, both zeros, both infinities, the least and the largest numbers.
    private static readonly uint[] Odd =
        [0x7FC00001, 0xFFC12345, 0x7F800001, 0xFFBFFFFF, 0x00000000, 0x80000000, 0x7F800000, 0xFF800000, 0x00000001, 0x7F7FFFFF];

    private static readonly Checkpoint Small = Of(
        new ModelArray("layer 1 (sparse 2)", "mean", [5, 2], Array.ConvertAll(Odd, BitConverter.UInt32BitsToSingle)),
        new ModelArray(string.Empty, "none", [0, 7], []),
        new ModelArray("layer 2 (dense 1)", "bias", [], [0.1f]));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bayesbench-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_was_written_is_read_to_the_bit()
    {
        string path = Path.Combine(_folder.FullName, "there", "a.checkpoint");
        CheckpointFile.Write(path, Small);
        Checkpoint read = CheckpointFile.Read(path);
        Assert.Equal(
            (Small.Run, Small.Device, Small.Step, Small.Steps, Small.Seconds),
            (read.Run, read.Device, read.Step, read.Steps, read.Seconds));
        Assert.Equal(Small.History, read.History);
        Assert.Equal(
            Small.Arrays.Select(array => (array.FullName, array.ShapeText)), read.Arrays.Select(array => (array.FullName, array.ShapeText)));
        Assert.Equal(Bits(Small), Bits(read));
        Assert.Equal(CheckpointFile.ToBytes(Small), CheckpointFile.ToBytes(read));
    }

    [Fact]
    public void Every_prefix_is_refused()
    {
        byte[] whole = CheckpointFile.ToBytes(Small);
        for (int length = 0; length < whole.Length; length++)
        {
            string what = length == 0 ? "x is no checkpoint." : $"x is cut short: it holds {length} bytes";
            Assert.StartsWith(what, Refusal(whole[..length]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_flipped_bit_is_refused()
    {
        byte[] bytes = CheckpointFile.ToBytes(Small);
        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            string what = (bit / 8) switch
            {
                < VersionAt => "x is no checkpoint.",
                < LengthAt => "x is a checkpoint of version ",
                < LengthAt + 8 => "x ",
                _ => "x is damaged: its SHA-256 is not that of its content.",
            };
            Assert.StartsWith(what, Refusal(bytes), StringComparison.Ordinal);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.Equal(Small.Step, CheckpointFile.FromBytes("x", bytes).Step);
    }

    [Fact]
    public void What_stands_behind_the_end_is_refused()
    {
        byte[] whole = CheckpointFile.ToBytes(Small);
        Assert.Equal(
            $"x has something behind its end: it holds {whole.Length + 1} bytes and must hold {whole.Length}.", Refusal([.. whole, 0]));
        Assert.StartsWith("x has something behind its end", Refusal([.. whole, .. whole]), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_kind_of_file_is_no_checkpoint()
    {
        Assert.Equal("x is no checkpoint.", Refusal(Encoding.UTF8.GetBytes("BBCP, but in text")));
        Assert.Equal("x is no checkpoint.", Refusal(new byte[200]));
    }

    [Fact]
    public void A_newer_version_is_named() => Assert.Equal(
        "x is a checkpoint of version 2; this program reads version 1.",
        Refusal(Sealed(bytes => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(VersionAt), 2))));

    // The SHA-256 fits: such a file was made so, by whatever program.
    [Theory]
    [InlineData("\"shape\":[5,2]", "\"shape\":[11]", "holds fewer numbers than layer 2 (dense 1): bias has")]
    [InlineData("\"shape\":[5,2]", "\"shape\":[4,2]", "holds more numbers than its head lists")]
    [InlineData("\"shape\":[5,2]", "\"shape\":[-1]", "holds fewer numbers than layer 1 (sparse 2): mean has")]
    [InlineData("\"shape\":[5,2]", "\"shape\":[2147483647,2147483647,2147483647]", "holds fewer numbers than layer 1 (sparse 2): mean has")]
    [InlineData("\"shape\":[5,2]", "\"shape\":null", "holds no head of a checkpoint")]
    [InlineData("{\"run\"", "[\"run\"", "holds no head of a checkpoint")]
    public void A_head_that_does_not_fit_is_refused(string old, string changed, string what)
    {
        byte[] whole = CheckpointFile.ToBytes(Small);
        int headLength = BinaryPrimitives.ReadInt32LittleEndian(whole.AsSpan(20));
        string head = Encoding.UTF8.GetString(whole.AsSpan(24, headLength));
        Assert.Contains(old, head, StringComparison.Ordinal);
        byte[] other = Encoding.UTF8.GetBytes(head.Replace(old, changed, StringComparison.Ordinal));
        byte[] bytes = [.. whole[..20], 0, 0, 0, 0, .. other, .. whole[(24 + headLength)..]];
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(LengthAt), bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), other.Length);
        Assert.Equal($"x {what}.", Refusal(Seal(bytes)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_head_longer_than_the_file_is_refused(int length) => Assert.Equal(
        "x holds no head of a checkpoint.",
        Refusal(Sealed(bytes => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), length))));

    [Fact]
    public void An_array_has_as_many_values_as_its_shape_says() => Assert.Throws<ArgumentException>(
        () => CheckpointFile.ToBytes(Of(new ModelArray("a", "b", [2, 2], [1, 2, 3]))));

    [Fact]
    public void A_crash_before_the_rename_leaves_the_old_file()
    {
        string path = Path.Combine(_folder.FullName, "a.checkpoint");
        CheckpointFile.Write(path, Small);
        byte[] next = CheckpointFile.ToBytes(Small with { Step = Small.Step + 1 });
        // All is written, nothing renamed.
        Assert.Throws<InvalidOperationException>(() => AtomicFile.WriteBytes(path, stream =>
        {
            stream.Write(next);
            throw new InvalidOperationException();
        }));
        Assert.Equal(Small.Step, CheckpointFile.Read(path).Step);
        Assert.Single(_folder.GetFiles());

        // A process that was killed there leaves its half beside, which is nobody's checkpoint.
        File.WriteAllBytes($"{path}.1234.killed.part", next[..^1]);
        Assert.Equal(Small.Step, CheckpointFile.Read(path).Step);
        CheckpointFile.Write(path, Small with { Step = Small.Step + 2 });
        Assert.Equal(Small.Step + 2, CheckpointFile.Read(path).Step);
    }

    [Fact]
    public void Doubles_go_through_floats_to_the_bit()
    {
        double[] values = [0, -1.0 / 3, Math.PI * 1e6, -Math.E * 1e-7, double.NaN];
        Assert.Equal(values, ModelArray.Join(ModelArray.Split(values)));
    }

    private static Checkpoint Of(params ModelArray[] arrays) => new(
        new RunDefinition("sparse 2, dense 1", "Adam", 18446744073709551615, "synthetic-digits, 3 images, 0123"), "a device", 12, 40, 0.1,
        [new TrainingPoint(6, 1, -1.0 / 3, 0.1, null, 1e-3, 0, 1.5, 1e6), new TrainingPoint(12, 2, double.MinValue, 1e-300, 0.25, 1e-3, 1, 2.5, 1e6)],
        arrays);

    private static IEnumerable<uint> Bits(Checkpoint checkpoint) =>
        checkpoint.Arrays.SelectMany(array => array.Values).Select(BitConverter.SingleToUInt32Bits);

    private static string Refusal(byte[] bytes) => Assert.Throws<BadInputException>(() => CheckpointFile.FromBytes("x", bytes)).Message;

    private static byte[] Sealed(Action<byte[]> change)
    {
        byte[] bytes = CheckpointFile.ToBytes(Small);
        change(bytes);
        return Seal(bytes);
    }

    private static byte[] Seal(byte[] bytes)
    {
        SHA256.HashData(bytes.AsSpan(0, bytes.Length - SHA256.HashSizeInBytes), bytes.AsSpan(bytes.Length - SHA256.HashSizeInBytes));
        return bytes;
    }
}
