using System.Text;
using Assay.Data.Text;

namespace Assay.Tests.Data.Text;

public sealed class PoemReaderTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("assay-poems-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("""[{"text": "one\r\n\r\ntwo", "title": "First", "author": "A", "form": "couplet"}, {"TEXT": "three"}]""")]
    [InlineData("""{"poems": [{"text": "one\n\ntwo", "title": "First", "author": "A", "form": "couplet"}, {"body": "three  "}], "count": 2}""")]
    [InlineData("""[{"content": "\none\n \ntwo\n", "title": "First", "author": "A", "form": "couplet"}, "three",]""")]
    public void JsonOfSeveralShapesGivesTheSamePoems(string json)
    {
        var poems = PoemReader.Read(Write("poems.json", json));

        Assert.Equal([new Poem("one\n\ntwo", "First", "A", "couplet"), new Poem("three")], poems);
    }

    [Fact]
    public void OneJsonObjectIsOnePoem() =>
        Assert.Equal([new Poem("alone", "T")], PoemReader.Read(Write("one.json", """{"text": "alone", "title": "T"}""")));

    [Fact]
    public void JsonLinesArePoems() =>
        Assert.Equal([new Poem("a"), new Poem("b", "B")], PoemReader.Read(Write("p.jsonl", "{\"text\": \"a\"}\n\n{\"text\": \"b\", \"title\": \"B\"}\n")));

    [Theory]
    [InlineData("title,text\nT,\"one, \"\"two\"\"\nthree\"\n,four\n")]
    [InlineData("Text;Title\n\"one, \"\"two\"\"\nthree\";T\nfour;\n")]
    public void CsvWithATextColumnIsRead(string csv) =>
        Assert.Equal([new Poem("one, \"two\"\nthree", "T"), new Poem("four")], PoemReader.Read(Write("p.csv", csv)));

    [Theory]
    [InlineData("a\nb\n---\nc\n\nd\n* * *\n\n", PoemSeparator.Auto, "a\nb|c\n\nd")]
    [InlineData("a\n\nb\n\n\nc", PoemSeparator.Auto, "a\n\nb|c")]
    [InlineData("a\n\nb\n", PoemSeparator.Auto, "a\n\nb")]
    [InlineData("a\n\nb\n\n\n\nc", PoemSeparator.EmptyLine, "a|b|c")]
    [InlineData("a\n---\nb", PoemSeparator.None, "a\n---\nb")]
    [InlineData("a\n\n\nb\n===\nc", PoemSeparator.Marker, "a\n\n\nb|c")]
    public void PlainTextIsDivided(string text, PoemSeparator separator, string expected) =>
        Assert.Equal(expected, string.Join('|', PoemReader.Read(Write("p.txt", text), separator).Select(poem => poem.Text)));

    [Fact]
    public void AFolderHoldsAPoemInEachTextFile()
    {
        Write("b.txt", "second");
        Write("a.txt", "first");
        Write("empty.txt", " \n");
        Write("other.md", "not a poem");

        Assert.Equal([new Poem("first", "a"), new Poem("second", "b")], PoemReader.Read(_folder));
    }

    [Theory]
    [InlineData("empty.json", " \n", "empty.json: is empty")]
    [InlineData("p.json", "[]", "holds no poem")]
    [InlineData("p.json", """[{"text": "a"}, {"title": "T", "words": 3}]""", "poem 2: has no \"text\" (nor \"content\", \"poem\", \"body\"); it has title, words")]
    [InlineData("p.json", """[{"text": 3}]""", "poem 1: \"text\" is a number")]
    [InlineData("p.json", """[{"text": "  "}]""", "poem 1: its text is empty")]
    [InlineData("p.json", "[4]", "poem 1: is a number; needed: an object with \"text\"")]
    [InlineData("p.json", "[{\"text\":\n \"a\"", "line 2: is not JSON")]
    [InlineData("p.jsonl", "{\"text\": \"a\"}\n{oh}", "line 2: is not JSON")]
    [InlineData("p.csv", "title,words\na,b", "has no column \"text\"; its columns are title, words")]
    [InlineData("p.csv", "title,text\na,", "line 2: its text is empty")]
    public void BadContentIsNamedWithItsPlace(string name, string content, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => PoemReader.Read(Write(name, content)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BytesThatAreNoTextAreRefusedWithTheirLine()
    {
        var path = Path.Combine(_folder, "latin1.txt");
        File.WriteAllBytes(path, [.. "first\nsecond\n"u8, 0xE9, (byte)'\n']);

        Assert.Contains("latin1.txt, line 3: is not valid UTF-8", Assert.Throws<InvalidDataException>(() => PoemReader.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AByteOrderMarkIsNoPartOfTheText()
    {
        var path = Path.Combine(_folder, "bom.txt");
        File.WriteAllText(path, "word", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Equal("word", PoemReader.Read(path)[0].Text);
    }

    [Fact]
    public void AHugeFileIsRefusedBeforeItIsRead()
    {
        var path = Path.Combine(_folder, "huge.json");
        using (var stream = File.Create(path)) stream.SetLength(1L << 30);

        Assert.Contains("1024 MiB", Assert.Throws<InvalidDataException>(() => PoemReader.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNotThereIsSaidToBeMissing() => Assert.Throws<FileNotFoundException>(() => PoemReader.Read(Path.Combine(_folder, "none.json")));

    string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
