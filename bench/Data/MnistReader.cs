using System.Buffers.Binary;
using System.IO.Compression;

namespace BayesBench.Data;

/// <summary>
/// Reads the four MNIST files. The idx format: a big-endian magic number (0, 0, type 8 for bytes, number of
/// dimensions), one 32-bit length a dimension, then the bytes, last dimension fastest; here inside gzip.
/// Source: LeCun, Cortes and Burges, the MNIST database, "File formats".
/// </summary>
public static class MnistReader
{
    private const uint ImageMagic = 0x0803;
    private const uint LabelMagic = 0x0801;
    // RFC 1952: a header of 10 bytes, a checksum and a length of 4 each.
    private const int ShortestGzip = 18;

    /// <summary>All of MNIST below a data directory.</summary>
    /// <exception cref="InvalidDataException">A file is not what it should be: which, and the rule.</exception>
    public static Digits Read(string root)
    {
        (float[] trainImages, byte[] trainLabels) = ReadPair(root, "train");
        (float[] testImages, byte[] testLabels) = ReadPair(root, "t10k");
        return new(trainImages, trainLabels, testImages, testLabels, Synthetic: false);
    }

    /// <summary>The pixels of an image file, N x 784, row-major, 0 to 255.</summary>
    /// <exception cref="InvalidDataException">The file breaks a rule of the format.</exception>
    public static byte[] ReadImages(string path) => ReadIdx(path, ImageMagic, [Digits.Side, Digits.Side]);

    /// <summary>The labels of a label file, each 0 to 9.</summary>
    /// <exception cref="InvalidDataException">The file breaks a rule of the format.</exception>
    public static byte[] ReadLabels(string path)
    {
        byte[] labels = ReadIdx(path, LabelMagic, []);
        int wrong = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(Digits.Classes - 1));
        return wrong < 0 ? labels : throw Broken(path, $"label {wrong} is {labels[wrong]}, it must be 0 to 9");
    }

    private static (float[] Images, byte[] Labels) ReadPair(string root, string part)
    {
        string imagePath = Path.Combine(root, "mnist", $"{part}-images-idx3-ubyte.gz");
        string labelPath = Path.Combine(root, "mnist", $"{part}-labels-idx1-ubyte.gz");
        byte[] pixels = ReadImages(imagePath);
        byte[] labels = ReadLabels(labelPath);
        int images = pixels.Length / Digits.Pixels;
        if (images != labels.Length)
        {
            throw Broken(labelPath, $"has {labels.Length} labels, but {imagePath} has {images} images");
        }

        return (Array.ConvertAll(pixels, pixel => pixel / 255f), labels);
    }

    private static byte[] ReadIdx(string path, uint magic, ReadOnlySpan<int> shape)
    {
        byte[] content = Decompress(path);
        int header = sizeof(uint) * (2 + shape.Length);
        if (content.Length < header)
        {
            throw Broken(path, $"holds {content.Length} bytes, its header alone must have {header}");
        }

        Expect(path, "magic number", content, 0, magic);
        // The count is compared and never allocated: it may be any number.
        long size = WordAt(content, 1);
        for (int dimension = 0; dimension < shape.Length; dimension++)
        {
            Expect(path, "image side", content, 2 + dimension, (uint)shape[dimension]);
            size *= shape[dimension];
        }

        return content.Length - header == size
            ? content[header..]
            : throw Broken(path, $"promises {size} bytes of values and holds {content.Length - header}");
    }

    private static byte[] Decompress(string path)
    {
        byte[] packed = File.ReadAllBytes(path);
        using GZipStream content = new(new MemoryStream(packed), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        try
        {
            content.CopyTo(bytes);
        }
        catch (InvalidDataException error)
        {
            throw Broken(path, $"must be a whole gzip stream ({error.Message.TrimEnd('.')})");
        }

        // GZipStream takes a cut stream for an ended one; the length in gzip's last four bytes does not.
        bool whole = packed.Length >= ShortestGzip
            && BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(packed.Length - sizeof(uint))) == bytes.Length;
        return whole ? bytes.ToArray() : throw Broken(path, "must be a whole gzip stream (it is cut short)");
    }

    private static void Expect(string path, string what, byte[] content, int word, uint expected)
    {
        uint found = WordAt(content, word);
        if (found != expected)
        {
            throw Broken(path, $"{what} is {found}, it must be {expected}");
        }
    }

    private static uint WordAt(byte[] content, int word) =>
        BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(word * sizeof(uint)));

    private static InvalidDataException Broken(string path, string rule) => new($"{path}: {rule}.");
}
