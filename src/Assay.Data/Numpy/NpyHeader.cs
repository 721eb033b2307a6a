using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Assay.Data.Numpy;

/// <summary>
/// What the beginning of a .npy file says of its array (NumPy Enhancement Proposal 1, versions 1 to 3): the elements' kind and bytes, and the
/// sizes along the axes. Arrays in C order of little-endian numbers or texts are read; others are refused.
/// </summary>
/// <param name="Kind">What the elements are.</param>
/// <param name="ItemSize">Bytes of an element.</param>
/// <param name="Shape">Sizes along the axes; empty for a single value.</param>
public sealed partial record NpyHeader(NpyKind Kind, int ItemSize, IReadOnlyList<int> Shape)
{
    const int LongestDictionary = 1 << 16;
    const int LongestText = 1 << 20;

    static ReadOnlySpan<byte> Signature => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (count, size) => checked(count * size));

    /// <summary>Bytes of all elements.</summary>
    public long DataBytes => checked(Count * ItemSize);

    /// <summary>The shape as NumPy writes it, such as <c>(3, 5, 768)</c>.</summary>
    public string ShapeText => Shape.Count == 1 ? $"({Shape[0]},)" : $"({string.Join(", ", Shape)})";

    /// <summary>True if a file begins as an array does.</summary>
    internal static bool IsAt(ReadOnlySpan<byte> start) => start.StartsWith(Signature);

    /// <summary>Reads a header from where a stream stands, which then stands at the first element.</summary>
    /// <param name="stream">A file or an entry of an archive.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="bytes">How long the header is.</param>
    internal static NpyHeader Read(Stream stream, string name, out int bytes)
    {
        Span<byte> start = stackalloc byte[8];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !IsAt(start))
            throw new InvalidDataException($"{name}: is no NumPy array; it does not begin with \\x93NUMPY.");
        var version = start[6];
        if (version is < 1 or > 3) throw new InvalidDataException($"{name}: has version {version}.{start[7]} of NumPy's format; versions 1 to 3 are read.");
        Span<byte> size = stackalloc byte[4];
        size.Clear();
        var width = version == 1 ? 2 : 4;
        Fill(stream, size[..width], name);
        var length = BitConverter.ToUInt32(size);
        if (length > LongestDictionary) throw new InvalidDataException($"{name}: has a header of {length:N0} bytes; at most {LongestDictionary:N0} are read.");
        var text = new byte[length];
        Fill(stream, text, name);
        bytes = start.Length + width + text.Length;
        return Parse((version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(text), name);
    }

    /// <summary>The bytes that <see cref="Read"/> reads, padded to a multiple of 64 as NumPy does.</summary>
    internal byte[] Write()
    {
        var kind = Kind switch { NpyKind.Float => 'f', NpyKind.Integer => 'i', NpyKind.Unsigned => 'u', NpyKind.Unicode => 'U', _ => 'S' };
        var order = Kind == NpyKind.Bytes || ItemSize == 1 ? '|' : '<';
        var size = Kind == NpyKind.Unicode ? ItemSize / 4 : ItemSize;
        var text = $"{{'descr': '{order}{kind}{size}', 'fortran_order': False, 'shape': {ShapeText}, }}";
        var length = (10 + text.Length + 1 + 63) / 64 * 64;
        return [.. Signature, 1, 0, (byte)(length - 10), (byte)((length - 10) >> 8), .. Encoding.ASCII.GetBytes(text.PadRight(length - 11)), (byte)'\n'];
    }

    static NpyHeader Parse(string text, string name)
    {
        var type = Descr().Match(text);
        var order = Order().Match(text);
        var sizes = Sizes().Match(text);
        if (!type.Success && StructuredDescr().IsMatch(text))
            throw new InvalidDataException($"{name}: has elements of several fields; needed: an array of numbers or of texts.");
        if (!type.Success || !order.Success || !sizes.Success)
            throw new InvalidDataException($"{name}: has a header that does not tell descr, fortran_order and shape.");
        var shape = Shaped(sizes.Groups[1].Value, name);
        if (order.Groups[1].Value == "True" && shape.Count(size => size != 1) > 1)
            throw new InvalidDataException($"{name}: is stored column by column (Fortran order); save it with numpy.ascontiguousarray.");
        var (kind, item) = Element(type.Groups[1].Value, name);
        var header = new NpyHeader(kind, item, shape);
        try
        {
            return header.DataBytes >= 0 ? header : throw new OverflowException();
        }
        catch (OverflowException e)
        {
            throw new InvalidDataException($"{name}: claims the shape {header.ShapeText}, which is more than a file can hold.", e);
        }
    }

    static int[] Shaped(string text, string name)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var shape = new int[parts.Length];
        for (var axis = 0; axis < shape.Length; axis++)
            if (!int.TryParse(parts[axis].TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out shape[axis]))
                throw new InvalidDataException($"{name}: claims the shape ({text}); needed: sizes from 0 to {int.MaxValue:N0}.");
        return shape;
    }

    static (NpyKind, int) Element(string type, string name)
    {
        if (type.Contains('O', StringComparison.Ordinal))
            throw new InvalidDataException($"{name}: holds pickled Python objects, which are not read; save numbers or texts of a fixed type.");
        var match = Simple().Match(type);
        if (!match.Success || !int.TryParse(match.Groups[3].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var size)) throw Unknown();
        if (match.Groups[1].Value == ">" && size > 1)
            throw new InvalidDataException($"{name}: has big-endian elements ('{type}'); save it with .astype of the same type in '<' order.");
        return match.Groups[2].Value switch
        {
            "f" when size is 2 or 4 or 8 => (NpyKind.Float, size),
            "i" when size is 1 or 2 or 4 or 8 => (NpyKind.Integer, size),
            "u" when size is 1 or 2 or 4 or 8 => (NpyKind.Unsigned, size),
            "b" when size == 1 => (NpyKind.Unsigned, 1),
            "U" when size is > 0 and <= LongestText => (NpyKind.Unicode, 4 * size),
            "S" when size is > 0 and <= LongestText => (NpyKind.Bytes, size),
            _ => throw Unknown(),
        };

        InvalidDataException Unknown() => new($"{name}: has elements of type '{type}'; read are float16, float32, float64, whole numbers and texts.");
    }

    static void Fill(Stream stream, Span<byte> bytes, string name)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new InvalidDataException($"{name}: ends within its header.");
    }

    [GeneratedRegex(@"'descr'\s*:\s*'([^']*)'")]
    private static partial Regex Descr();

    [GeneratedRegex(@"'descr'\s*:\s*\[")]
    private static partial Regex StructuredDescr();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)")]
    private static partial Regex Order();

    [GeneratedRegex(@"'shape'\s*:\s*\(([^()]*)\)")]
    private static partial Regex Sizes();

    [GeneratedRegex(@"^([<>|=]?)([a-zA-Z])(\d+)$")]
    private static partial Regex Simple();
}
