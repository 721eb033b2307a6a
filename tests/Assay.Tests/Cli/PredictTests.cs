using System.Text.Json;
using Assay.Cli;
using Assay.Data.Numpy;
using Assay.Runs;
using Assay.Studies.NextVector;

namespace Assay.Tests.Cli;

[Collection("program")]
public sealed class PredictTests : IDisposable
{
    const int Count = 4, Length = 3, Width = 8;

    static readonly string[] Small =
    [
        "hidden=8", "heads=2", "layers=1", "epochs=1", "context=3", "stream.width=8", "stream.documents=24", "stream.vectors=360", "latency=false",
    ];

    readonly string _folder = Directory.CreateTempSubdirectory("assay-predict-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string Path(string name) => System.IO.Path.Combine(_folder, name);

    (int Code, string Out, string Error) Call(params string[] args)
    {
        var (to, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = AssayCli.Run(new Session([.. args, "--runs", Path("runs")], [new NextVectorStudy()], new Terminal { Out = TextWriter.Synchronized(to), Error = error }));
        return (code, to.ToString(), error.ToString());
    }

    void Train(params string[] args) => Assert.Equal(0, Call(["train", "next-vector", "--quiet", .. args, .. Small.SelectMany(setting => new[] { "--set", setting })]).Code);

    static float[] Values(int count, int salt = 0) => [.. Enumerable.Range(0, count).Select(i => MathF.Sin(i + salt))];

    string Input(string name, int[] shape, int[]? targets = null, float? wrong = null, string key = "context_sequences")
    {
        var values = Values(shape.Aggregate(1, (product, size) => product * size));
        if (wrong is { } value) values[^1] = value;
        using var writer = new NpzWriter(Path(name));
        writer.Write(key, values, shape);
        if (targets is not null) writer.Write("target_vectors", Values(targets.Aggregate(1, (product, size) => product * size), 5), targets);
        writer.Finish();
        return Path(name);
    }

    float[] Output(string name, params int[] shape)
    {
        using var file = NumpyFile.Open(Path(name));
        using var reader = file.Array("predictions");
        Assert.Equal(shape, reader.Header.Shape);
        var values = new float[reader.Header.Count];
        reader.Read(values);
        return values;
    }

    [Fact]
    public void PredictionsAreThoseOfTheModel()
    {
        Train();
        var input = Input("in.npz", [Count, Length, Width], [Count, Width]);

        var (code, text, error) = Call("predict", "latest", "--input", input, "--output", Path("out.npz"));

        Assert.True(code == 0, error);
        var model = Assay.Studies.NextVector.NextVector.Load(Directory.GetDirectories(Path("runs")).Single());
        var expected = new float[Count * Width];
        model.Predict(Values(Count * Length * Width), expected);
        Assert.Equal(expected, Output("out.npz", Count, Width));
        Assert.Contains("4 contexts of 3 vectors of 8", text, StringComparison.Ordinal);
        Assert.Contains("mean over the targets of the file", text, StringComparison.Ordinal);

        var json = JsonDocument.Parse(Call("predict", "latest", "--input", input, "--json").Out).RootElement;
        var targets = Values(Count * Width, 5);
        var cosine = Enumerable.Range(0, Count).Average(i => Studies.NextVector.SmallVectors.Cosine(expected.AsSpan(i * Width, Width), targets.AsSpan(i * Width, Width)));
        Assert.Equal(cosine, json.GetProperty("cosine").GetDouble(), 6);
        Assert.Equal(expected[Width + 2], json.GetProperty("predictions")[1][0][2].GetSingle(), 6);
    }

    [Fact]
    public void SeveralStepsOfOneContextAreRows()
    {
        Train();

        Assert.Equal(0, Call("predict", "latest", "--input", Input("one.npz", [Length, Width], key: "contexts"), "--output", Path("out.npz"), "--steps", "5", "--raw").Code);

        Assert.Equal(5 * Width, Output("out.npz", 1, 5, Width).Length);
    }

    [Fact]
    public void AParentIsTheEnsembleOfItsChildren()
    {
        Train("--seeds", "2");
        var store = new RunStore(Path("runs"));
        var parent = store.List().Single(run => run.Record.Children.Count > 0);
        var input = Input("in.npz", [Count, Length, Width]);

        Assert.Equal(0, Call("predict", parent.Id, "--input", input, "--output", Path("parent.npz")).Code);
        Assert.Equal(0, Call(["predict", .. parent.Record.Children, "--input", input, "--output", Path("both.npz")]).Code);
        var alone = Call("predict", parent.Record.Children[0], "--input", input, "--output", Path("alone.npz"));

        Assert.Equal(Output("parent.npz", Count, Width), Output("both.npz", Count, Width));
        Assert.NotEqual(Output("parent.npz", Count, Width), Output("alone.npz", Count, Width));
        Assert.Contains("the file has no targets", alone.Out, StringComparison.Ordinal);
        Assert.Contains("given twice", Call("predict", parent.Id, parent.Record.Children[0], "--input", input).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatDoesNotFitIsRefusedAndNothingIsWritten()
    {
        Train();

        Refused(1, "has contexts of 2 vectors of 8; this model reads 3 of 8", Input("short.npz", [Count, 2, Width]));
        Refused(1, "has contexts of 3 vectors of 7; this model reads 3 of 8", Input("narrow.npz", [Count, Length, 7]));
        Refused(1, "nan.npz", Input("nan.npz", [Count, Length, Width], wrong: float.NaN));
        Refused(1, "target_vectors: has shape (3, 8); needed: (4, 8)", Input("targets.npz", [Count, Length, Width], [3, Width]));
        Refused(1, "no such file", Path("none.npz"));
        Refused(2, "--steps", Input("in.npz", [Count, Length, Width]), "--steps", "0");
        Assert.Contains("which contexts?", Call("predict", "latest").Error, StringComparison.Ordinal);
        Assert.Contains("is the input", Call("predict", "latest", "--input", Path("in.npz"), "--output", Path("in.npz")).Error, StringComparison.Ordinal);
        Assert.Contains("which run?", Call("predict", "--input", Path("in.npz")).Error, StringComparison.Ordinal);

        void Refused(int expected, string problem, string input, params string[] more)
        {
            var (code, _, error) = Call(["predict", "latest", "--input", input, "--output", Path("out.npz"), .. more]);
            Assert.Equal(expected, code);
            Assert.Contains(problem, error, StringComparison.Ordinal);
            Assert.False(File.Exists(Path("out.npz")));
        }
    }
}
