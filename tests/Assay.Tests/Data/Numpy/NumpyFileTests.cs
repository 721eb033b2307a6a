using System.IO.Compression;
using System.Text;
using Assay.Data.Numpy;
using Assay.Tests.Runs;

namespace Assay.Tests.Data.Numpy;

public sealed class NumpyFileTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatIsWrittenIsReadAgain(bool compress)
    {
        var path = _folder.File("all.npz");
        using (var writer = new NpzWriter(path, compress))
        {
            writer.Write("numbers", [1f, -2.5f, 3e30f, 0f, 5f, 6f], 2, 3);
            writer.WriteRows("rows", [40, 1000], (row, values) => values.Fill(row));
            writer.Write("whole", [long.MinValue, 7L], 2);
            writer.Write("single", [42L]);
            writer.Write("texts", ["", "sea", "Zürich 🌊"]);
            writer.Finish();
        }

        using var file = NumpyFile.Open(path);

        Assert.Equal(["numbers", "rows", "whole", "single", "texts"], file.Names);
        Assert.Equal([1f, -2.5f, 3e30f, 0f, 5f, 6f], Floats(file, "numbers"));
        Assert.Equal(Enumerable.Range(0, 40_000).Select(i => (float)(i / 1000)), Floats(file, "rows"));
        Assert.Equal([long.MinValue, 7L], file.Integers("whole", 2));
        Assert.Equal([42L], file.Integers("single", 1));
        Assert.Equal(["", "sea", "Zürich 🌊"], file.Texts("texts", 3));
    }

    [Fact]
    public void EqualArraysGiveEqualFiles()
    {
        foreach (var name in new[] { "a.npz", "b.npz" })
        {
            using var writer = new NpzWriter(_folder.File(name), compress: true);
            writer.Write("numbers", [1f, 2f], 2);
            writer.Finish();
        }

        Assert.Equal(File.ReadAllBytes(_folder.File("a.npz")), File.ReadAllBytes(_folder.File("b.npz")));
    }

    [Fact]
    public void WhatIsNotFinishedLeavesNothing()
    {
        using (var writer = new NpzWriter(_folder.File("half.npz"))) writer.Write("numbers", [1f], 1);

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData("<f2", new byte[] { 0x00, 0x3C, 0x00, 0xC1 }, new[] { 1f, -2.5f })]
    [InlineData("<f4", new byte[] { 0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC0 }, new[] { 1f, -2.5f })]
    [InlineData("<f8", new byte[] { 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0x04, 0xC0 }, new[] { 1f, -2.5f })]
    [InlineData("|i1", new byte[] { 1, 0xFF }, new[] { 1f, -1f })]
    [InlineData("|u1", new byte[] { 1, 0xFF }, new[] { 1f, 255f })]
    [InlineData("|b1", new byte[] { 1, 0 }, new[] { 1f, 0f })]
    [InlineData("<i2", new byte[] { 1, 0, 0xFE, 0xFF }, new[] { 1f, -2f })]
    [InlineData("<u4", new byte[] { 1, 0, 0, 0, 2, 0, 0, 0 }, new[] { 1f, 2f })]
    [InlineData("<i8", new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, new[] { 1f, -2f })]
    public void NumbersOfAnyTypeBecomeFloats(string type, byte[] data, float[] expected)
    {
        using var file = NumpyFile.Open(Array($"{{'descr': '{type}', 'fortran_order': False, 'shape': (2,), }}", data));

        Assert.Equal(expected, Floats(file, NumpyFile.Single));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EveryVersionOfTheHeaderIsRead(int version)
    {
        using var file = NumpyFile.Open(Array("{'descr': '|S3', 'fortran_order': False, 'shape': (1,), }", "sea"u8.ToArray(), version));

        Assert.Equal(["sea"], file.Texts(NumpyFile.Single, 1));
    }

    [Theory]
    [InlineData("'descr': '|O', 'fortran_order': False, 'shape': (2,), ", "holds pickled Python objects, which are not read")]
    [InlineData("'descr': '>f4', 'fortran_order': False, 'shape': (2,), ", "has big-endian elements ('>f4')")]
    [InlineData("'descr': '<c8', 'fortran_order': False, 'shape': (1,), ", "has elements of type '<c8'")]
    [InlineData("'descr': '<f16', 'fortran_order': False, 'shape': (1,), ", "has elements of type '<f16'")]
    [InlineData("'descr': '<U0', 'fortran_order': False, 'shape': (2000000000,), ", "has elements of type '<U0'")]
    [InlineData("'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), ", "has elements of several fields")]
    [InlineData("'descr': '<f4', 'fortran_order': True, 'shape': (2, 1000), ", "column by column (Fortran order)")]
    [InlineData("'descr': '<f4', 'shape': (2,), ", "does not tell descr, fortran_order and shape")]
    [InlineData("'descr': '<f4', 'fortran_order': False, 'shape': (-2,), ", "claims the shape (-2,)")]
    [InlineData("'descr': '<f4', 'fortran_order': False, 'shape': (3,), ", "has 8 bytes of elements; shape (3,) with 4 bytes each takes 12")]
    [InlineData("'descr': '<f4', 'fortran_order': False, 'shape': (1,), ", "has 8 bytes of elements; shape (1,) with 4 bytes each takes 4")]
    [InlineData("'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 4), ", "more than a file can hold")]
    public void ArraysOfOtherKindsAreRefused(string header, string message)
    {
        using var file = NumpyFile.Open(Array($"{{{header}}}", new byte[8]));

        var error = Assert.Throws<InvalidDataException>(() => file.Array(NumpyFile.Single));

        Assert.StartsWith(_folder.File("one.npy"), error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HeadersAreNoLongerThanTheyMayBe()
    {
        var path = _folder.File("long.npy");
        File.WriteAllBytes(path, [0x93, .. "NUMPY"u8, 2, 0, 0xFF, 0xFF, 0xFF, 0x7F, .. new byte[100]]);
        using var file = NumpyFile.Open(path);

        Assert.Contains("has a header of 2,147,483,647 bytes", Assert.Throws<InvalidDataException>(() => file.Array(NumpyFile.Single)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "is neither an .npz archive nor an .npy array")]
    [InlineData(40, "is a damaged archive")]
    public void FilesThatWereCutOffAreRefused(int bytes, string message)
    {
        var path = Saved();
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..bytes]);

        var error = Assert.Throws<InvalidDataException>(() => NumpyFile.Open(path));

        Assert.StartsWith($"{path}: {message}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEntryThatClaimsMoreThanItCanHoldIsRefused()
    {
        var path = Saved();
        var bytes = File.ReadAllBytes(path);
        var directory = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(bytes.AsSpan(directory + 24), 2_000_000_000);
        File.WriteAllBytes(path, bytes);
        using var file = NumpyFile.Open(path);

        Assert.Contains("numbers: claims 2,000,000,000 bytes", Assert.Throws<InvalidDataException>(() => file.Array("numbers")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedBytesAreFoundOut()
    {
        var path = Saved();
        var bytes = File.ReadAllBytes(path);
        for (var at = 90; at < bytes.Length - 150; at++) bytes[at] ^= 0x5A;
        File.WriteAllBytes(path, bytes);
        using var file = NumpyFile.Open(path);

        Assert.StartsWith($"{path}, numbers: ", Assert.Throws<InvalidDataException>(() => Floats(file, "numbers")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1999)]
    public void AFlippedBitOfAStoredArrayIsFoundOut(int place)
    {
        var path = _folder.File("stored.npz");
        using (var writer = new NpzWriter(path))
        {
            writer.WriteRows("numbers", [501], (row, values) => values[0] = MathF.Sin(row));
            writer.Finish();
        }
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf("NUMPY"u8) + 127 + place] ^= 1;
        File.WriteAllBytes(path, bytes);
        using var file = NumpyFile.Open(path);

        Assert.Contains("do not have the checksum that the archive keeps", Assert.Throws<InvalidDataException>(() => Floats(file, "numbers")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingArrayIsNamedBesideThoseThereAre()
    {
        using var file = NumpyFile.Open(Saved());

        Assert.Contains("has no array 'vectors'; it has numbers", Assert.Throws<InvalidDataException>(() => file.Array("vectors")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TextsAreNoNumbersAndNumbersNoTexts()
    {
        using var file = NumpyFile.Open(Array("{'descr': '<U1', 'fortran_order': False, 'shape': (2,), }", new byte[8]));
        using var numbers = NumpyFile.Open(Saved());

        Assert.Contains("holds texts; needed: numbers", Assert.Throws<InvalidDataException>(() => Floats(file, NumpyFile.Single)).Message, StringComparison.Ordinal);
        Assert.Contains("holds numbers with fractions; needed: whole numbers", Assert.Throws<InvalidDataException>(() => numbers.Integers("numbers", 500)).Message, StringComparison.Ordinal);
        Assert.Contains("has shape (500,); needed: (3,)", Assert.Throws<InvalidDataException>(() => numbers.Integers("numbers", 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ArraysAreReadSideBySideInPieces()
    {
        var path = _folder.File("two.npz");
        using (var writer = new NpzWriter(path, compress: true))
        {
            writer.WriteRows("a", [30_000], (row, values) => values[0] = row);
            writer.WriteRows("b", [30_000], (row, values) => values[0] = -row);
            writer.Finish();
        }
        using var file = NumpyFile.Open(path);
        using NpyReader first = file.Array("a"), second = file.Array("b");
        var (one, two) = (new float[10], new float[10]);

        first.Skip(20_000);
        second.Skip(20_000);
        for (var i = 20_000; i < 30_000; i += 10)
        {
            first.Read(one);
            second.Read(two);
            Assert.Equal(Enumerable.Range(i, 10).Select(value => (float)value), one);
            Assert.Equal(one.Select(value => -value), two);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => first.Read(one));
    }

    string Saved()
    {
        var path = _folder.File("saved.npz");
        using var writer = new NpzWriter(path, compress: true);
        writer.WriteRows("numbers", [500], (row, values) => values[0] = MathF.Sin(row));
        writer.Finish();
        return path;
    }

    string Array(string header, byte[] data, int version = 1)
    {
        var text = Encoding.UTF8.GetBytes(header + "\n");
        var length = BitConverter.GetBytes(text.Length);
        var path = _folder.File("one.npy");
        File.WriteAllBytes(path, [0x93, .. "NUMPY"u8, (byte)version, 0, .. version == 1 ? length[..2] : length, .. text, .. data]);
        return path;
    }

    static float[] Floats(NumpyFile file, string name)
    {
        using var reader = file.Array(name);
        var values = new float[reader.Header.Count];
        reader.Read(values);
        return values;
    }
}
