using Assay.Data.Text;
using Assay.Studies;
using Assay.Studies.Poetry;
using Assay.Tensors;
using Api = Assay.Studies.Poetry.Poetry;

namespace Assay.Tests.Studies.Poetry;

public sealed class PoetryFitTests : IDisposable
{
    const string Text = "the crow is near the lamp\nand my door waits";

    readonly SmallPoems _poems = new();

    public void Dispose() => _poems.Dispose();

    [Fact]
    public void PoemsAtHandAreAsPoemsInAFile()
    {
        var fromFile = Api.Fit(_poems.Path, _poems.Options(("epochs", 1)));
        var fromTexts = Api.Fit(_poems.Texts, _poems.Options(("epochs", 1)));
        var fromPoems = Api.Fit(_poems.Texts.Select((text, i) => new Poem(text, $"Poem {i}")), _poems.Options(("epochs", 1)));

        Assert.Equal(fromFile.Encode(Text), fromTexts.Encode(Text));
        Assert.Equal(fromFile.Encode(Text), fromPoems.Encode(Text));
        Assert.Equal("Poem 7", fromPoems.Data.Poems[7].Title);
    }

    [Fact]
    public void TrainsAsTheStudyDoes()
    {
        var study = new PoetryStudy();
        var phases = new HashSet<string>();
        var options = _poems.Options(new PoetryOptions { Seed = 3, RunsFolder = _poems.File("runs"), Progress = progress => phases.Add(progress.Phase) });
        var model = Api.Fit(_poems.Path, options);
        string[] assignments = [.. options.Settings.Select(setting => $"{setting.Key}={setting.Value}"), $"data={_poems.Path}"];
        var settings = SettingValues.Resolve(study, null, assignments);
        using var run = new Assay.Runs.RunStore(_poems.File("other")).Create(study.Draft(settings, 3, []));

        study.Train(run, settings, 3, resume: false, new TrainingControl());

        var kept = Directory.GetDirectories(_poems.File("runs")).Single();
        Assert.Equal(Best(run.Folder), Best(kept));
        Assert.Equal(run.Record.Best["test/cosine"], model.Record.Best["test/cosine"]);
        Assert.NotEmpty(model.Record.Verdict!);
        Assert.Contains("preparing", phases);
        Assert.Contains("training", phases);

        static byte[] Best(string folder) => File.ReadAllBytes(Path.Combine(folder, "checkpoints", "best.safetensors"));
    }

    [Theory]
    [InlineData("smal", null, null, "no preset 'smal' (did you mean 'small'?)")]
    [InlineData("scaled", null, null, "preset 'scaled' stands for 2 runs; needed: one of tiny, small")]
    [InlineData(null, "botleneck", 3, "no setting 'botleneck' (did you mean 'bottleneck'?)")]
    [InlineData(null, "epochs", 0, "setting 'epochs' is 0; needed: a whole number from 1")]
    [InlineData(null, "epochs", 2.5, "setting 'epochs' is 2.5; needed: a whole number")]
    [InlineData(null, "cell", "lstn", "setting 'cell' is lstn; needed: one of rnn, lstm, gru")]
    [InlineData(null, "data", "x.json", "the poems are given twice")]
    [InlineData(null, "overlap", 30, "an overlap of 30")]
    public void WhatDoesNotFitIsRefusedBeforeAnythingStarts(string? preset, string? name, object? value, string expected)
    {
        var options = new PoetryOptions { Preset = preset };
        if (name is not null) options.Settings[name] = value!;

        Assert.Contains(expected, Assert.ThrowsAny<ArgumentException>(() => Api.Fit("nowhere.json", options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WholeNumbersAndFloatsOfAnyKindAreTaken() =>
        Assert.Equal(2.0, Api.Fit(_poems.Path, _poems.Options(("epochs", 2L), ("lr", 0.5f))).Record.Settings["epochs"]);

    [Fact]
    public void MissingPoemsAndANegativeSeedAreRefused()
    {
        Assert.Contains("no such file or folder of poems", Assert.Throws<FileNotFoundException>(() => Api.Fit(_poems.File("nowhere.json"))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Api.Fit(_poems.Path, new PoetryOptions { Seed = -1 }));
        Assert.Contains("needed: 3, one to train on", Assert.Throws<InvalidDataException>(() => Api.Fit(["a b c d e f"], new PoetryOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CancellingStopsAndAKeptRunGoesOn()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        var kept = Assert.Throws<OperationCanceledException>(() => Api.Fit(_poems.Path, _poems.Options(new PoetryOptions { Cancellation = stop.Token, RunsFolder = _poems.File("runs") })));
        var lost = Assert.Throws<OperationCanceledException>(() => Api.Fit(_poems.Path, _poems.Options(new PoetryOptions { Cancellation = stop.Token })));

        var id = Path.GetFileName(Directory.GetDirectories(_poems.File("runs")).Single());
        Assert.Contains($"'assay resume {id}' goes on with it", kept.Message, StringComparison.Ordinal);
        Assert.Contains("nothing is kept", lost.Message, StringComparison.Ordinal);
        Assert.Contains("has no model yet: it is stopped", Assert.Throws<InvalidOperationException>(() => Api.Load(Path.Combine(_poems.File("runs"), id))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PresetsSayWhatTheyBuild()
    {
        var presets = Api.Presets.ToDictionary(preset => preset.Name);

        Assert.Equal(["tiny", "small", "medium", "large", "xlarge", "research"], Api.Presets.Take(6).Select(preset => preset.Name));
        Assert.Equal([485_768L, 1_245_368, 3_587_864, 16_626_552, 28_623_832], Api.Presets.Take(5).Select(preset => preset.Parameters));
        Assert.Equal((16, 937.5, true), (presets["tiny"].Floats, presets["tiny"].Compression, presets["tiny"].IsCompressor));
        Assert.Equal((10_182_616, 128 + (50 * 512), false), (presets["production"].Parameters, presets["production"].Floats, presets["production"].IsCompressor));
        Assert.DoesNotContain("scaled", presets.Keys);
    }

    [Theory]
    [InlineData(CellKind.Rnn, AttendTo.None, 1, false, 37)]
    [InlineData(CellKind.Gru, AttendTo.Latent, 2, true, 40)]
    [InlineData(CellKind.Lstm, AttendTo.Encoder, 2, true, 24)]
    [InlineData(CellKind.Lstm, AttendTo.Latent, 1, false, 8)]
    public void ParametersAreCountedWithoutBuilding(CellKind cell, AttendTo attend, int layers, bool bidirectional, int hidden)
    {
        var architecture = new PoetryArchitecture(6, hidden, 5, cell, layers, bidirectional, Attend: attend, Heads: attend == AttendTo.None ? 8 : 4, Slots: 3, Window: 9);

        foreach (var one in new[] { architecture, architecture with { Positional = 2, Residual = true, LayerNorm = true, SelfAttention = hidden % 8 == 0 }, architecture with { Positional = 16, Feedback = false, Residual = true } })
            Assert.Equal(new PoetryAutoencoder(one, new Rng(1)).ParameterCount, ParameterCount.Of(one));
    }

    [Fact]
    public void StepByStepIsAllAtOnce()
    {
        var plain = new PoetryArchitecture(6, 8, 4, BatchNorm: false, Heads: 2, Slots: 3, Window: 7);
        foreach (var architecture in new[] { plain, plain with { Attend = AttendTo.Latent, Layers = 2, Residual = true, LayerNorm = true }, plain with { Components = true }, plain with { Positional = 2, Feedback = false } })
        {
            var model = new PoetryAutoencoder(architecture, new Rng(1));
            model.Eval();
            var code = Tensor.Normal(new Rng(2), 0, 1, 1, 4);
            var whole = model.Decode(code, Tensor.Zeros(1, 1, 8), [1], 7).ToArray();
            var next = model.Stepwise(code);
            var steps = new List<float>();
            Tensor? fed = null;
            for (var step = 0; step < 7; step++) steps.AddRange((fed = next(fed)).Span);

            Assert.Equal(whole.Length, steps.Count);
            Assert.All(whole.Zip(steps), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }
    }

    [Fact]
    public void DrawnCodesAreDistributedAsThoseFitted()
    {
        var rng = new Rng(4);
        float[][] codes = [.. Enumerable.Range(0, 400).Select(_ => (float[])[rng.NextNormal(), 0])];
        foreach (var code in codes) code[1] = 3 + (2 * code[0]) + (0.5f * rng.NextNormal());
        var gaussian = CodeGaussian.Fit(codes);

        float[][] drawn = [.. Enumerable.Range(0, 20_000).Select(_ => gaussian.Draw(rng))];

        var again = CodeGaussian.Fit(drawn);
        for (var i = 0; i < 2; i++) Assert.Equal(codes.Average(code => code[i]), gaussian.Mean[i], 1e-4f);
        for (var i = 0; i < 2; i++) Assert.Equal(gaussian.Mean[i], again.Mean[i], 0.07f);
        for (var i = 0; i < 4; i++) Assert.Equal(gaussian.Covariance[i], again.Covariance[i], 0.15f);
        Assert.Equal(codes[0], CodeGaussian.Fit([codes[0]]).Draw(rng));
    }
}
