using System.Buffers.Binary;
using System.Text;
using Assay.Tensors;
using Assay.Tests.Golden;
using Assay.Tests.Runs;
using Assay.Training;

namespace Assay.Tests.Training.Checkpoints;

public sealed class SafetensorsTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string FilePath => _folder.File("model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        var values = Tensor.Normal(new Rng(1), 0, 1, 3, 4);
        values.Span[5] = float.NaN;
        Safetensors.Write(FilePath, Example(values), new Dictionary<string, string> { ["who"] = "\"ä\"\n" });
        var file = Safetensors.Read(FilePath, needChecksums: true);
        Assert.Equal(["layer.weight", "single", "empty", "longs", "bytes"], file.Tensors.Keys);
        Assert.Equal(values.ToArray(), file.Tensors["layer.weight"].ToTensor().ToArray());
        Assert.Equal([3, 4], file.Tensors["layer.weight"].Dims.ToArray());
        Assert.Equal(7, file.Tensors["single"].ToTensor().Item());
        Assert.Equal([0, 5], file.Tensors["empty"].Dims.ToArray());
        Assert.Equal([1L, long.MinValue], file.Tensors["longs"].ToLongs());
        Assert.Equal([1f, 255f], file.Tensors["bytes"].ToTensor().ToArray());
        Assert.Throws<InvalidOperationException>(() => file.Tensors["single"].ToLongs());
        Assert.Equal("\"ä\"\n", Assert.Single(file.Metadata).Value);
        Assert.Equal([FilePath], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void AFileOfAnotherProgramIsReadUnlessChecksumsAreNeeded()
    {
        Put("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8);
        Assert.Equal(2, Safetensors.Read(FilePath).Tensors["a"].ToTensor().Count);
        var error = Assert.Throws<InvalidDataException>(() => Safetensors.Read(FilePath, needChecksums: true));
        Assert.Contains("checksums", error.Message);
    }

    [Fact]
    public void TheGoldenFilesOfPyTorchAreRead()
    {
        // Their reader in the tests is another program.
        var golden = GoldenFile.Open("rows")["embedding_padding"];
        var file = Safetensors.Read(Path.Combine(Root(), "tests", "golden", "rows.safetensors"));
        Assert.Equal(golden.Parameters.Count > 0, file.Tensors.ContainsKey("embedding_padding/parameter/weight"));
        Assert.Equal(golden.Inputs["weight"].Floats, file.Tensors["embedding_padding/input/weight"].ToTensor().ToArray());
        Assert.Equal(golden.Inputs["indices"].Ints.Select(index => (long)index), file.Tensors["embedding_padding/input/indices"].ToLongs());
    }

    [Fact]
    public void EveryFlippedByteIsFoundAndItsPlaceNamed()
    {
        Safetensors.Write(FilePath, Example(Tensor.Normal(new Rng(1), 0, 1, 3, 4)), new Dictionary<string, string> { ["who"] = "me" });
        var bytes = File.ReadAllBytes(FilePath);
        var data = 8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var places = new (string Name, int End)[]
        {
            ("the header", data), ("'layer.weight'", data + 48), ("'single'", data + 52), ("'longs'", data + 68), ("'bytes'", data + 70),
        };
        Assert.Equal(bytes.Length, places[^1].End);
        for (var i = 0; i < bytes.Length; i++)
            foreach (var flip in new byte[] { 0x01, 0x20, 0x80, 0xff })
            {
                var damaged = bytes.ToArray();
                damaged[i] ^= flip;
                File.WriteAllBytes(FilePath, damaged);
                var error = Assert.Throws<InvalidDataException>(() => Safetensors.Read(FilePath, needChecksums: true));
                Assert.Contains(places.First(place => i < place.End).Name, error.Message);
                Assert.Contains(FilePath, error.Message);
            }
    }

    [Fact]
    public void EveryCutAndEveryExtraByteIsFound()
    {
        Safetensors.Write(FilePath, Example(Tensor.Ones(3, 4)));
        var bytes = File.ReadAllBytes(FilePath);
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(FilePath, bytes[..length]);
            Assert.Contains("cut off", Assert.Throws<InvalidDataException>(() => Safetensors.Read(FilePath)).Message);
        }
        File.WriteAllBytes(FilePath, [.. bytes, 0]);
        Assert.Contains("1 bytes follow the last tensor", Assert.Throws<InvalidDataException>(() => Safetensors.Read(FilePath)).Message);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "'b' overlaps 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "4 bytes before tensor 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "'a' is cut off")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "1 bytes follow")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "data_offsets [start, end]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "takes 12 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[500000000],"data_offsets":[0,2000000000]}}""", 8, "'a' is cut off")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9000000000000000000,9000000000000000000],"data_offsets":[0,8]}}""", 8, "takes more than")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,0],"data_offsets":[0,0]}}""", 0, "an axis has at most")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "at least 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", 8, "whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":"2","data_offsets":[0,8]}}""", 8, "as shape")]
    [InlineData("""{"a":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}}""", 8, "'F16'")]
    [InlineData("""{"a":{"dtype":"1","shape":[1],"data_offsets":[0,8]}}""", 8, "has type '1'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "needs dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":1}}""", 8, "nothing else")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "'a' twice")]
    [InlineData("""{"__metadata__":{"k":"1","k":"2"}}""", 0, "'k' twice")]
    [InlineData("""{"__metadata__":{"k":1}}""", 0, "'k' is not a text")]
    [InlineData("""{"__metadata__":{"crc32c:a":"00000000"}}""", 0, "does not begin with its own checksum")]
    [InlineData("""{"":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "no name")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "not what the format asks for")]
    [InlineData("""{"a":[[[[[[[[[[]]]]]]]]]]}""", 0, "not what the format asks for")]
    [InlineData("""[1]""", 0, "'{'")]
    [InlineData("""{"a":""", 0, "not what the format asks for")]
    public void WhatTheFormatDoesNotAllowIsRefused(string header, int data, string expected)
    {
        Put(header, data);
        var error = Assert.Throws<InvalidDataException>(() => Safetensors.Read(FilePath));
        Assert.Contains(expected, error.Message);
        Assert.Contains(FilePath, error.Message);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData(99_000_000UL)]
    [InlineData(1UL)]
    [InlineData(0UL)]
    public void AHostileHeaderLengthIsRefusedBeforeMemoryIsTaken(ulong length)
    {
        var bytes = new byte[64];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        File.WriteAllBytes(FilePath, bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidDataException>(() => Safetensors.Read(FilePath));
        Assert.Contains("header", error.Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void NamesThatCannotBeReadBackAreNotWritten()
    {
        var tensor = new StoredTensor(Tensor.Ones(1));
        Assert.Throws<ArgumentException>(() => Safetensors.Write(FilePath, [KeyValuePair.Create("", tensor)]));
        Assert.Throws<ArgumentException>(() => Safetensors.Write(FilePath, [KeyValuePair.Create("__metadata__", tensor)]));
        Assert.Throws<ArgumentException>(() => Safetensors.Write(FilePath, [KeyValuePair.Create("a", tensor), KeyValuePair.Create("a", tensor)]));
        Assert.Throws<ArgumentException>(() => Safetensors.Write(FilePath, [], new Dictionary<string, string> { ["header_crc32c"] = "" }));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void TheChecksumIsThatOfTheStandard() => Assert.Equal("e3069283", Crc32C.Of("123456789"u8));

    static KeyValuePair<string, StoredTensor>[] Example(Tensor weight) =>
    [
        new("layer.weight", new StoredTensor(weight)), new("single", new StoredTensor(Tensor.Scalar(7))),
        new("empty", new StoredTensor(Tensor.Zeros(0, 5))), new("longs", new StoredTensor([1L, long.MinValue])),
        new("bytes", new StoredTensor([(byte)1, 255])),
    ];

    void Put(string header, int data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + data];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)text.Length);
        text.CopyTo(bytes, 8);
        File.WriteAllBytes(FilePath, bytes);
    }

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Assay.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }
}
