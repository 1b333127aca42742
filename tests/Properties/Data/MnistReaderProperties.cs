using System.Buffers.Binary;
using System.IO.Compression;
using BayesBench.Data;
using Xunit;

namespace BayesBench.Properties.Data;

/// <summary>What an idx file must be, one error for each rule, and MNIST itself where it is.</summary>
public sealed class MnistReaderProperties : IDisposable
{
    private const int Images = 0x0803;
    private const int Labels = 0x0801;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bayesbench-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Reads_back_what_was_written()
    {
        byte[] pixels = [.. Enumerable.Range(0, 3 * 784).Select(pixel => (byte)pixel)];
        Assert.Equal(pixels, MnistReader.ReadImages(Write("images", Idx([Images, 3, 28, 28], pixels))));
        Assert.Equal([9, 0, 5], MnistReader.ReadLabels(Write("labels", Idx([Labels, 3], 9, 0, 5))));
    }

    [Fact]
    public void Pixels_become_shares_of_white()
    {
        WriteSet(trainLabels: 2);
        Digits digits = MnistReader.Read(_directory.FullName);
        Assert.Equal(2 * 784, digits.TrainImages.Length);
        Assert.Equal([0f, 1f / 255, 1f], [digits.TrainImages[0], digits.TrainImages[1], digits.TrainImages[255]]);
        Assert.Equal([1, 1], digits.TrainLabels);
        Assert.False(digits.Synthetic);
    }

    [Fact]
    public void As_many_labels_as_images()
    {
        WriteSet(trainLabels: 3);
        string images = Path.Combine(_directory.FullName, "mnist", "train-images-idx3-ubyte.gz");
        Refuses(
            Path.Combine(_directory.FullName, "mnist", "train-labels-idx1-ubyte.gz"),
            $"has 3 labels, but {images} has 2 images", _ => MnistReader.Read(_directory.FullName));
    }

    [Fact]
    public void Whole_gzip()
    {
        byte[] whole = File.ReadAllBytes(Write("whole", Idx([Labels, 9], 1, 2, 3, 4, 5, 6, 7, 8, 9)));
        string broken = Path.Combine(_directory.FullName, "broken");
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(broken, whole[..length]);
            Refuses(broken, "must be a whole gzip stream", MnistReader.ReadLabels);
        }

        // One bit of the checksum, which stands before the length.
        whole[^6] ^= 1;
        File.WriteAllBytes(broken, whole);
        Refuses(broken, "must be a whole gzip stream", MnistReader.ReadLabels);
    }

    // A bit of gzip's own header, such as its time, says nothing about the content.
    [Fact]
    public void A_flipped_bit_is_found_or_changes_nothing()
    {
        byte[] labels = [9, 8, 7, 6, 5, 4, 3, 2, 1];
        string file = Write("flipped", Idx([Labels, 9], labels));
        byte[] bytes = File.ReadAllBytes(file);
        int found = 0;
        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(file, bytes);
            try
            {
                Assert.Equal(labels, MnistReader.ReadLabels(file));
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith($"{file}: ", error.Message, StringComparison.Ordinal);
                found++;
            }

            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        // All that is not among the header's ten bytes.
        Assert.InRange(found, 8 * (bytes.Length - 10), 8 * bytes.Length);
    }

    [Fact]
    public void Idx_without_gzip_is_refused()
    {
        string file = Path.Combine(_directory.FullName, "plain");
        File.WriteAllBytes(file, Idx([Labels, 3], 9, 0, 5));
        Refuses(file, "must be a whole gzip stream", MnistReader.ReadLabels);
    }

    [Fact]
    public void Images_cut_short_inside_gzip() => Refuses(
        Write("a", Idx([Images, 2, 28, 28], new byte[(2 * 784) - 1])), "promises 1568 bytes of values and holds 1567",
        MnistReader.ReadImages);

    [Fact]
    public void A_header() => Refuses(
        Write("short", [0, 0, 8, 1, 0]), "holds 5 bytes, its header alone must have 8", MnistReader.ReadLabels);

    [Fact]
    public void The_right_magic_number()
    {
        Refuses(
            Write("a", Idx([Images, 1, 28, 28], new byte[784])), "magic number is 2051, it must be 2049",
            MnistReader.ReadLabels);
        Refuses(
            Write("b", Idx([Labels, 12], new byte[12])), "magic number is 2049, it must be 2051",
            MnistReader.ReadImages);
    }

    [Fact]
    public void Square_images_of_28() => Refuses(
        Write("a", Idx([Images, 1, 28, 27], new byte[28 * 27])), "image side is 27, it must be 28",
        MnistReader.ReadImages);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(-1)]
    public void As_many_values_as_promised(int promised) => Refuses(
        Write("a", Idx([Labels, promised], 1, 2, 3)), $"promises {(uint)promised} bytes of values and holds 3",
        MnistReader.ReadLabels);

    [Fact]
    public void Labels_up_to_nine() => Refuses(
        Write("a", Idx([Labels, 3], 9, 10, 11)), "label 1 is 10, it must be 0 to 9", MnistReader.ReadLabels);

    [Fact]
    public void Mnist_is_mnist()
    {
        string folder = Path.Combine(RealData.Require("mnist"), "mnist");
        byte[] labels = MnistReader.ReadLabels(Path.Combine(folder, "train-labels-idx1-ubyte.gz"));
        byte[] train = MnistReader.ReadImages(Path.Combine(folder, "train-images-idx3-ubyte.gz"));
        byte[] test = MnistReader.ReadImages(Path.Combine(folder, "t10k-images-idx3-ubyte.gz"));
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], labels[..10]);
        Assert.Equal((60_000, 1_567_298_545L), (labels.Length, train.Sum(pixel => (long)pixel)));
        Assert.Equal(264_923_200L, test.Sum(pixel => (long)pixel));
    }

    private static void Refuses(string path, string rule, Func<string, object> read)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => read(path));
        Assert.StartsWith($"{path}: {rule}", error.Message, StringComparison.Ordinal);
    }

    private void WriteSet(int trainLabels)
    {
        byte[] pixels = [.. Enumerable.Range(0, 2 * 784).Select(pixel => (byte)pixel)];
        foreach ((string part, int labels) in (IEnumerable<(string, int)>)[("train", trainLabels), ("t10k", 2)])
        {
            Write($"mnist/{part}-images-idx3-ubyte.gz", Idx([Images, 2, 28, 28], pixels));
            Write(
                $"mnist/{part}-labels-idx1-ubyte.gz",
                Idx([Labels, labels], [.. Enumerable.Repeat((byte)1, labels)]));
        }
    }

    private static byte[] Idx(int[] header, params byte[] values)
    {
        byte[] content = new byte[sizeof(int) * header.Length];
        for (int word = 0; word < header.Length; word++)
        {
            BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(sizeof(int) * word), header[word]);
        }

        return [.. content, .. values];
    }

    private string Write(string name, byte[] content)
    {
        string path = Path.Combine(_directory.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using GZipStream gzip = new(File.Create(path), CompressionLevel.Fastest);
        gzip.Write(content);
        return path;
    }
}
