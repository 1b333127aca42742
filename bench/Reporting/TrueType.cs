using System.Buffers.Binary;
using System.Text;

namespace BayesBench.Reporting;

/// <summary>
/// Writes a TrueType font of advance widths without outlines, one glyph for each character of one range: what a
/// layout needs where somebody else draws the letters.
/// </summary>
internal static class TrueType
{
    private const int HeaderBytes = 12;
    private const int RecordBytes = 16;

    /// <summary>The file. Lengths are in thousandths of an em; <paramref name="descent"/> counts downwards.</summary>
    /// <remarks>Every table is a list of 16-bit words (OpenType specification 1.9, chapter "Font tables").</remarks>
    public static byte[] Build(string name, char first, IReadOnlyList<ushort> widths, ushort ascent, ushort descent)
    {
        ushort glyphs = (ushort)(widths.Count + 1); // glyph 0 stands for characters the font lacks
        ushort last = (ushort)(first + widths.Count - 1);
        ushort widest = widths.Max();
        ushort average = (ushort)widths.Average(width => width);
        ushort below = Negative(descent);

        // In the order of their tags, as the directory asks.
        return Assemble(
            ("OS/2", [
                0, average, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0, 0, 0, 0, 0, 0,
                0, 0, 0, 0, 0, 0, 0, 0, 0x2020, 0x2020, 0x40, first, last, ascent, below, 0, ascent, descent]),
            ("cmap", [
                0, 1, 3, 1, 0, 12, // one subtable: Windows, Unicode, format 4, of one segment and the end mark
                4, 32, 0, 4, 4, 1, 0, last, 0xFFFF, 0, first, 0xFFFF, (ushort)(1 - first), 1, 0, 0]),
            ("glyf", [0, 0]), // without data, but present: a font that lacks the table is taken for a bitmap font
            ("head", [
                1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0,
                0, below, widest, ascent, 0, 8, 2, 0, 0]),
            ("hhea", [1, 0, ascent, below, 0, widest, 0, 0, widest, 1, 0, 0, 0, 0, 0, 0, 0, glyphs]),
            ("hmtx", [average, 0, .. widths.SelectMany(width => new ushort[] { width, 0 })]),
            ("loca", new ushort[glyphs + 1]), // every glyph ends where it starts: an empty outline
            ("maxp", [1, 0, glyphs, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]),
            ("name", Names((1, name), (2, "Regular"), (4, name), (6, name.Replace(" ", string.Empty, StringComparison.Ordinal)))),
            ("post", [3, 0, 0, 0, Negative(100), 50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    }

    private static ushort[] Names(params (ushort Id, string Text)[] names)
    {
        var words = new List<ushort> { 0, (ushort)names.Length, (ushort)(6 + (12 * names.Length)) };
        int offset = 0;
        foreach ((ushort id, string text) in names)
        {
            words.AddRange([3, 1, 0x409, id, (ushort)(2 * text.Length), (ushort)offset]);
            offset += 2 * text.Length;
        }

        return [.. words, .. names.SelectMany(name => name.Text).Select(letter => (ushort)letter)];
    }

    private static byte[] Assemble(params (string Tag, ushort[] Words)[] tables)
    {
        int start = HeaderBytes + (RecordBytes * tables.Length);
        var file = new byte[start + tables.Sum(table => Padded(2 * table.Words.Length))];
        ushort log = (ushort)int.Log2(tables.Length);
        ushort searched = (ushort)(RecordBytes << log);
        Put(file, [1, 0, (ushort)tables.Length, searched, log, (ushort)((RecordBytes * tables.Length) - searched)]);
        int head = 0;
        for (int i = 0; i < tables.Length; i++)
        {
            (string tag, ushort[] words) = tables[i];
            Span<byte> content = file.AsSpan(start, Padded(2 * words.Length));
            Put(content, words);
            Span<byte> record = file.AsSpan(HeaderBytes + (RecordBytes * i), RecordBytes);
            Encoding.ASCII.GetBytes(tag, record);
            BinaryPrimitives.WriteUInt32BigEndian(record[4..], Checksum(content));
            BinaryPrimitives.WriteInt32BigEndian(record[8..], start);
            BinaryPrimitives.WriteInt32BigEndian(record[12..], 2 * words.Length);
            head = tag == "head" ? start : head;
            start += content.Length;
        }

        // The one field that depends on all others: it makes the sum of the whole file a constant.
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), 0xB1B0AFBA - Checksum(file));
        return file;
    }

    private static void Put(Span<byte> target, ReadOnlySpan<ushort> words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(target[(2 * i)..], words[i]);
        }
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (int i = 0; i < bytes.Length; i += 4)
        {
            sum += BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]);
        }

        return sum;
    }

    private static int Padded(int bytes) => (bytes + 3) & ~3;

    private static ushort Negative(ushort value) => (ushort)-value;
}
