using Assay.Studies.Poetry;
using Api = Assay.Studies.Poetry.Poetry;

namespace Assay.Tests.Studies.Poetry;

public class PoetryFileTests(SmallModel small) : IClassFixture<SmallModel>
{
    const string Text = "the crow is near the lamp\nand my door waits";

    [Fact]
    public void ASavedModelIsTheSameToTheBit()
    {
        var (model, first, second) = (small.Model, small.Poems.File("first.model"), small.Poems.File("second.model"));

        model.Save(first);
        var loaded = Api.Load(first);
        loaded.Save(second);

        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Assert.Equal(model.Fingerprint, loaded.Fingerprint);
        Assert.Equal(model.Encode(Text), loaded.Encode(Text));
        Assert.Equal(model.Generate(seed: 9, temperature: 1), loaded.Generate(seed: 9, temperature: 1));
        Assert.Equal(model.Reconstruct(Text), loaded.Reconstruct(model.Compress(Text)));
        Assert.Equal(model.Evaluate().Metrics, loaded.Evaluate().Metrics);
        Assert.Equal((model.Record.Verdict, model.Record.Seed, model.Step), (loaded.Record.Verdict, loaded.Record.Seed, loaded.Step));
        Assert.Equal(model.Data.Split.Test, loaded.Data.Split.Test);
    }

    [Fact]
    public void AModelNeedsNeitherItsPoemsNorItsVectorsNorItsRun()
    {
        string path, text;
        using (var elsewhere = new SmallPoems())
        {
            var model = Api.Fit(elsewhere.Path, elsewhere.Options(("epochs", 1)));
            (path, text) = (small.Poems.File("alone.model"), model.Generate(seed: 2, temperature: 1));
            model.Save(path);
        }

        Assert.Equal(text, Api.Load(path).Generate(seed: 2, temperature: 1));
    }

    [Fact]
    public void EveryDamagedByteIsNoticed()
    {
        var (path, damaged) = (small.Poems.File("whole.model"), small.Poems.File("damaged.model"));
        small.Model.Save(path);
        var bytes = File.ReadAllBytes(path);

        for (var at = 3; at < bytes.Length; at += bytes.Length / 40)
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 1;
            File.WriteAllBytes(damaged, changed);
            Assert.StartsWith(damaged, Assert.Throws<InvalidDataException>(() => Api.Load(damaged)).Message, StringComparison.Ordinal);
        }
        File.WriteAllBytes(damaged, bytes[..^100]);
        Assert.Contains("is cut off", Assert.Throws<InvalidDataException>(() => Api.Load(damaged)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNoModelIsRefused()
    {
        var runs = small.Poems.File("runs");
        var model = Api.Fit(small.Poems.Path, small.Poems.Options(new PoetryOptions { RunsFolder = runs, Seed = 3, Settings = { ["epochs"] = 1 } }));
        var run = Directory.GetDirectories(runs).Single();
        File.WriteAllText(small.Poems.File("a.txt"), "the sea, the sea, the sea, the sea");

        Assert.Equal(model.Encode(Text), Api.Load(run).Encode(Text));
        Refused<InvalidDataException>(small.Poems.File("a.txt"), "header is damaged");
        Refused<InvalidDataException>(Path.Combine(run, "checkpoints", "best.safetensors"), "is a checkpoint of a PoetryAutoencoder but no saved poetry model");
        Refused<InvalidDataException>(Path.Combine(run, "checkpoints"), "a folder without run.json");
        Refused<FileNotFoundException>(small.Poems.File("nothing"), "no such file or folder of a model");
        var record = Path.Combine(run, "run.json");
        var json = File.ReadAllText(record);
        File.WriteAllText(record, json.Replace("\"study\": \"poetry\"", "\"study\": \"frequency\"", StringComparison.Ordinal));
        Refused<InvalidOperationException>(run, "belongs to the study 'frequency'; needed: a run of 'poetry'");
        File.WriteAllText(record, json);
        File.Delete(Path.Combine(run, "checkpoints", "best.safetensors"));
        Refused<InvalidOperationException>(run, "has no model yet: it is finished");
        Assert.Contains("is a folder", Assert.Throws<ArgumentException>(() => model.Save(run)).Message, StringComparison.Ordinal);

        static void Refused<T>(string path, string expected)
            where T : Exception => Assert.Contains(expected, Assert.Throws<T>(() => Api.Load(path)).Message, StringComparison.Ordinal);
    }
}
