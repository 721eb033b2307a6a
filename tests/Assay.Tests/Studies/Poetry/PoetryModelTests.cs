using Assay.Data.Text;
using Assay.Studies;
using Assay.Studies.Poetry;
using Api = Assay.Studies.Poetry.Poetry;

namespace Assay.Tests.Studies.Poetry;

/// <summary>A small model, trained once.</summary>
public sealed class SmallModel : IDisposable
{
    internal SmallPoems Poems { get; } = new();

    internal PoetryModel Model { get; }

    internal PoetryModel Attending { get; }

    public SmallModel()
    {
        Model = Api.Fit(Poems.Path, Poems.Options());
        Attending = Api.Fit(Poems.Path, Poems.Options(("attend", "encoder"), ("epochs", 1)));
    }

    public void Dispose() => Poems.Dispose();
}

public class PoetryModelTests(SmallModel small) : IClassFixture<SmallModel>
{
    const string Text = "the crow is near the lamp\nand my door waits", Long = "the sea is near the boat\nand a bell waits\nunder my lamp and your door and the snow is near the field.";

    readonly PoetryModel _model = small.Model;

    [Fact]
    public void ATextIsCompressedAndWrittenAgain()
    {
        var code = _model.Compress(Long);
        var codes = _model.Encode(Long);

        Assert.True(codes.Length > 1);
        Assert.All(codes, one => Assert.Equal(4, one.Length));
        Assert.Equal(codes, code.Codes);
        Assert.Equal(new Tokenizer().Tokenize(Long).Count + 2, code.Tokens);
        Assert.Equal(4 * codes.Length, code.Floats);
        Assert.Equal(20.0 * code.Tokens / (4 * codes.Length), code.Compression, 1e-12);
        Assert.Equal(_model.Reconstruct(Long), _model.Reconstruct(code));
        Assert.NotEqual("", _model.Reconstruct(code));
        Assert.DoesNotContain('<', _model.Reconstruct(code));
    }

    [Fact]
    public void ACodeKeepsItsBitsInAFile()
    {
        var code = _model.Compress(Long);
        var path = small.Poems.File("code.json");

        code.Save(path);

        var read = PoemCode.Load(path);
        Assert.Equal(code.Codes, read.Codes);
        Assert.Equal(code.Lengths, read.Lengths);
        Assert.Equal(_model.Reconstruct(code), _model.Reconstruct(read));
    }

    [Theory]
    [InlineData("{}", "is no code of a poem")]
    [InlineData("not json", "is no code of a poem")]
    [InlineData("""{"model":"a","width":20,"overlap":2,"lengths":[5],"codes":[]}""", "one length above the overlap and one code")]
    [InlineData("""{"model":"a","width":20,"overlap":2,"lengths":[2],"codes":[[1]]}""", "one length above the overlap and one code")]
    [InlineData("""{"model":"a","width":20,"overlap":2,"lengths":[5,5],"codes":[[1],[1,2]]}""", "all of them equally long")]
    public void WhatIsNoCodeIsRefused(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => PoemCode.FromJson(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void ACodeOfAnotherModelIsRefused()
    {
        var code = _model.Compress(Text);

        Assert.Contains("a code means nothing to another model", Assert.Throws<ArgumentException>(() => _model.Reconstruct(code with { Model = "0123" })).Message, StringComparison.Ordinal);
        Assert.Contains("windows of at most 10 tokens and 4 floats", Assert.Throws<ArgumentException>(() => _model.Reconstruct(code with { Codes = [[1]] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACodeDoesNotDependOnWhatElseIsEncoded()
    {
        var alone = _model.Encode(Text);
        foreach (var other in small.Poems.Texts) _model.Encode(other);

        Assert.Equal(alone, _model.Encode(Text));
        // Two texts whose first windows are equal share the code of it.
        Assert.Equal(_model.Encode(Long)[0], _model.Encode(Long.Replace("snow", "rope", StringComparison.Ordinal))[0]);
    }

    [Fact]
    public void TemperatureZeroIsTheNearestWordWhateverTheSeed()
    {
        var nearest = _model.Generate(Text, temperature: 0, draw: 1);

        Assert.Equal(nearest, _model.Generate(Text, temperature: 0, draw: 2));
        Assert.Equal(nearest, _model.Generate(Text, temperature: 1, topK: 1, draw: 3));
        Assert.Equal(nearest, _model.Generate(Text, temperature: 1e-9, draw: 4));
    }

    [Fact]
    public void EqualSeedsGiveEqualTextsAndOthersOthers()
    {
        Assert.Equal(_model.Generate(seed: 5, temperature: 1, topK: 0), _model.Generate(seed: 5, temperature: 1, topK: 0));
        Assert.Equal(12, Enumerable.Range(0, 12).Select(seed => _model.Generate((ulong)seed, temperature: 1, topK: 0, topP: 1)).Distinct().Count());
    }

    [Fact]
    public void TextsHaveNoMarkersAndAtMostTheirLength()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var text = _model.Generate((ulong)seed, temperature: 2, topK: 0, topP: 1, length: 6);
            var tokens = new Tokenizer().Tokenize(text);

            Assert.InRange(tokens.Count, 1, 6);
            Assert.All(tokens, token => Assert.Contains(token, _model.Vocabulary));
            Assert.DoesNotContain(tokens, token => token is Marker.Pad or Marker.Start or Marker.End or Marker.Unknown or Marker.Mask);
        }
    }

    [Fact]
    public void BothEndsOfAnInterpolationAreReconstructions()
    {
        const string Other = "your field waits\nunder the snow and my bell is near";

        var texts = _model.Interpolate(Text, Other, 5);

        Assert.Equal(5, texts.Count);
        Assert.Equal(_model.Reconstruct(Text), texts[0]);
        Assert.Equal(_model.Reconstruct(Other), texts[4]);
        Assert.Contains("at least 2 steps", Refused<ArgumentException>(() => _model.Interpolate(Text, Other, 1)), StringComparison.Ordinal);
        Assert.Contains("texts of as many windows; given 2", Refused<ArgumentException>(() => _model.Interpolate(Text, Long, 3)), StringComparison.Ordinal);
    }

    [Fact]
    public void TooShortATextIsRefused()
    {
        Assert.Contains("'the sea' is too short; needed: at least 5 tokens", Refused<ArgumentException>(() => _model.Encode(" the sea ")), StringComparison.Ordinal);
        Assert.Contains("too short", Refused<ArgumentException>(() => _model.Generate("the sea")), StringComparison.Ordinal);
        Assert.Contains("the seed text is empty", Refused<ArgumentException>(() => _model.Generate(" ")), StringComparison.Ordinal);
    }

    [Fact]
    public void AModelThatAttendsToItsEncoderRefusesCodesAlone()
    {
        var model = small.Attending;

        Assert.Contains("not a compressor", model.Caution, StringComparison.Ordinal);
        Assert.Null(_model.Caution);
        Assert.NotEqual("", model.Reconstruct(Text));
        Assert.Equal(4, model.Encode(Text)[0].Length);
        foreach (var act in new Action[] { () => model.Compress(Text), () => model.Reconstruct(_model.Compress(Text)), () => model.Interpolate(Text, Text, 2), () => model.Generate(1) })
            Assert.Contains("attends to all states of the encoder (attend=encoder)", Refused<InvalidOperationException>(act), StringComparison.Ordinal);
    }

    [Fact]
    public void EvaluationIsTheRunsOwn()
    {
        var evaluation = _model.Evaluate();

        Assert.Equal(_model.Record.Best["test/cosine"], evaluation.Metrics["test/cosine"], 1e-6);
        Assert.Equal(_model.Record.Baselines["mean vector"]["test/cosine"], evaluation.Baselines["mean vector"]["test/cosine"], 1e-9);
        Assert.Equal(_model.ParameterCount, evaluation.Parameters);
    }

    [Fact]
    public void OtherPoemsAreScoredAndComparedWithThoseItKnows()
    {
        var known = small.Poems.Texts[_model.Data.Split.Train[0]];
        var path = small.Poems.File("other.txt");
        File.WriteAllText(path, $"{known}\n\n\nthe walrus is near the sea and waits");

        var evaluation = _model.Evaluate(path);

        Assert.All(evaluation.Metrics.Keys, name => Assert.StartsWith("test/", name, StringComparison.Ordinal));
        Assert.InRange(evaluation.Metrics["test/cosine"], -1, 1);
        Assert.InRange(evaluation.Metrics["test/unknown"], 0.001, 0.2);
        Assert.Equal(1, evaluation.Metrics["test/repeated"]);
        File.WriteAllText(path, "one two");
        Assert.Contains("none of 1 poems has at least 5 tokens", Refused<InvalidDataException>(() => _model.Evaluate(path)), StringComparison.Ordinal);
    }

    static string Refused<T>(Action act)
        where T : Exception => Assert.Throws<T>(act).Message;
}
