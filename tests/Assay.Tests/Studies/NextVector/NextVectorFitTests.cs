using Assay.Data.Sequences;
using Assay.Runs;
using Assay.Studies;
using Assay.Studies.NextVector;
using Api = Assay.Studies.NextVector.NextVector;

namespace Assay.Tests.Studies.NextVector;

public sealed class NextVectorFitTests : IDisposable
{
    static readonly (string, object)[] Small =
    [
        ("hidden", 8), ("heads", 2), ("layers", 1), ("epochs", 1), ("context", 3), ("stream.width", 8), ("stream.documents", 24), ("stream.vectors", 360), ("latency", false),
    ];

    readonly string _folder = Directory.CreateTempSubdirectory("assay-next-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static NextVectorOptions Options(NextVectorOptions options, params (string Name, object Value)[] settings)
    {
        foreach (var (name, value) in Small.Concat(settings)) options.Settings[name] = value;
        return options;
    }

    static NextVectorPredictor Fit(params (string, object)[] settings) => Api.Fit(options: Options(new NextVectorOptions(), settings));

    static float[][] Context(int salt = 0) => [.. Enumerable.Range(0, 3).Select(place => Enumerable.Range(0, 8).Select(i => MathF.Sin((7 * place) + i + salt)).ToArray())];

    static double Length(float[] vector) => Math.Sqrt(vector.Sum(value => (double)value * value));

    [Fact]
    public void TrainsAsTheStudyDoes()
    {
        var phases = new HashSet<string>();
        var model = Api.Fit(options: Options(new NextVectorOptions { Seed = 3, RunsFolder = _folder, Progress = progress => phases.Add(progress.Phase) }));
        var study = new NextVectorStudy();

        var run = new StudyRuns(study, _folder).Train(SettingValues.Resolve(study, null, Small.Select(setting => FormattableString.Invariant($"{setting.Item1}={setting.Item2}"))));

        var kept = Directory.GetDirectories(_folder, "next-vector-*").Single();
        Assert.Equal(Best(run.Folder), Best(kept));
        Assert.Equal(run.Record.Best["test/cosine"], model.Record.Best["test/cosine"]);
        Assert.Equal((3, 8, false), (model.Context, model.Width, model.TakesQueries));
        Assert.Contains("training", phases);
        Assert.Equal(model.Predict(Context()), Api.Load(kept).Predict(Context()));

        static byte[] Best(string folder) => File.ReadAllBytes(Path.Combine(folder, "checkpoints", "best.safetensors"));
    }

    [Fact]
    public void PredictionsHaveLengthOneOrAreRaw()
    {
        var model = Fit();
        var (unit, raw) = (model.Predict(Context()), model.Predict(Context(), raw: true));

        Assert.Equal(1, Length(unit), 5);
        for (var i = 0; i < unit.Length; i++) Assert.Equal(raw[i] / Length(raw), unit[i], 5);
    }

    [Fact]
    public void ManyContextsAreAsEachAlone()
    {
        var model = Fit(("model", "gru"));
        const int Count = 300;
        var predictions = new float[Count * 8];

        model.Predict([.. Enumerable.Range(0, Count).SelectMany(salt => Context(salt).SelectMany(vector => vector))], predictions);

        foreach (var place in new[] { 0, 255, 256, 299 })
        {
            var alone = model.Predict(Context(place));
            for (var i = 0; i < 8; i++) Assert.Equal(alone[i], predictions[(place * 8) + i], 5);
        }
    }

    [Fact]
    public void AheadReadsItsOwnPredictionsAtTheLengthOfTheContext()
    {
        var model = Fit(("model", "mixture"));
        var context = Context();
        var ahead = model.Ahead(context, 3);
        var length = (float)context.Average(Length);
        float[] last = [.. ahead[0].Select(value => value * length)];

        var second = model.Predict([context[1], context[2], last]);

        Assert.Equal(3, ahead.Count);
        Assert.Equal(model.Predict(context), ahead[0]);
        for (var i = 0; i < 8; i++) Assert.Equal(second[i], ahead[1][i], 5);
    }

    [Fact]
    public void SavedModelsPredictTheSame()
    {
        var model = Fit(("model", "transformer"));
        var path = Path.Combine(_folder, "transformer.safetensors");

        model.Save(path);
        var loaded = Api.Load(path);

        Assert.Equal(model.Predict(Context(), raw: true), loaded.Predict(Context(), raw: true));
        Assert.Equal(model.Record.Best, loaded.Record.Best);
        Assert.Equal(model.ParameterCount, loaded.ParameterCount);
        File.WriteAllBytes(path, [.. File.ReadAllBytes(path).Select((value, i) => i == 5000 ? (byte)~value : value)]);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => Api.Load(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mse")]
    [InlineData("infonce")]
    public void EvaluationIsWhatTheRunRecorded(string loss)
    {
        var model = Fit(("loss", loss));
        var evaluation = model.Evaluate();

        Assert.All(evaluation.Metrics, metric => Assert.Equal(model.Record.Best[metric.Key], metric.Value, 12));
        Assert.Equal(model.Record.Verdict, evaluation.Verdict);
        Assert.Contains("Kalman limit", evaluation.Baselines.Keys);
    }

    [Fact]
    public void ModelsTogetherPredictTheMeanOfTheirDirections()
    {
        NextVectorPredictor first = Fit(), second = Fit(("model", "gru"));
        var together = Api.Together(first, second);
        float[] sum = [.. first.Predict(Context()).Zip(second.Predict(Context()), (a, b) => a + b)];
        var predicted = together.Predict(Context());

        for (var i = 0; i < sum.Length; i++) Assert.Equal(sum[i] / Length(sum), predicted[i], 5);
        Assert.Equal(2, together.Records.Count);
        Assert.InRange(together.Evaluate().Metrics["test/cosine"], -1, 1);
        Assert.Contains("2 networks", Assert.Throws<InvalidOperationException>(() => together.Save("x")).Message, StringComparison.Ordinal);
        Assert.Contains("one model reads 3 vectors of 8, another 2 vectors of 8", Assert.Throws<ArgumentException>(() => Api.Together(first, Fit(("context", 2)))).Message, StringComparison.Ordinal);
        Assert.Contains("other data or splits", Assert.Throws<InvalidOperationException>(() => Api.Together(first, Fit(("split.seed", 5))).Evaluate()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        var model = Fit();
        var queried = Fit(("query", true));

        Refused("2 vectors of 8 numbers; needed: 3 of 8", () => model.Predict(Context()[..2]));
        Refused("vector 1, number 2 is NaN", () => model.Predict([Context()[0], [0, 0, float.NaN, 0, 0, 0, 0, 0], Context()[2]]));
        Refused("this model takes none", () => model.Predict(Context(), new float[8]));
        Refused("needed: 1 queries of 8", () => queried.Predict(Context()));
        Refused("needed: 16, 1 x 2 x 8", () => model.Predict(new float[24], new float[8], steps: 2));
        Refused("the data are given twice", () => Api.Fit("x.npz", Options(new NextVectorOptions(), ("data", "y.npz"))));
        Refused("no setting 'hiden' (did you mean 'hidden'?)", () => Fit(("hiden", 3)));
        Assert.Throws<FileNotFoundException>(() => Api.Load(Path.Combine(_folder, "nothing")));
        Assert.Throws<InvalidDataException>(() => Api.Load(_folder));
        Assert.Equal(8, queried.Predict(Context(), new float[8]).Length);

        static void Refused(string problem, Action action) => Assert.Contains(problem, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileOfVectorsIsTrainedOn()
    {
        var path = Path.Combine(_folder, "vectors.npz");
        SequenceArchive.Write(path, SmallVectors.Corpus(12));

        var model = Api.Fit(path, Options(new NextVectorOptions()));

        Assert.Equal((SmallVectors.Width, RunStatus.Finished), (model.Width, model.Record.Status));
        Assert.DoesNotContain("Kalman limit", model.Evaluate().Baselines.Keys);
    }
}
