using Assay.Diagnosis;
using Assay.Faults;
using Assay.Tensors;

namespace Assay.Tests.Diagnosis.Judgement;

public class CalibrationTests
{
    [Fact]
    public void ItRecoversAKnownCurve()
    {
        var rng = new Rng(1);
        var outcomes = Enumerable.Range(0, 20000).Select(_ => rng.NextDouble()).Select(score => (score, rng.NextDouble() < score * score, 1.0)).ToList();

        var map = Calibration.Fit(outcomes);

        foreach (var score in new[] { 0.2, 0.5, 0.8 }) Assert.InRange(map.Of(score), (score * score) - 0.05, (score * score) + 0.05);
        Assert.True(map.Probabilities.Zip(map.Probabilities.Skip(1)).All(pair => pair.First <= pair.Second));
        Assert.InRange(Score.CalibrationError(outcomes.Select(one => (map.Of(one.score), one.Item2, 1.0))), 0, 0.02);
    }

    [Fact]
    public void NothingIsEverCertain()
    {
        var map = Calibration.Fit(Enumerable.Range(0, 100).Select(i => ((double)i, i >= 50, 1.0)));

        Assert.InRange(map.Of(-1e9), 0.001, 0.2);
        Assert.InRange(map.Of(1e9), 0.8, 0.999);
    }

    [Fact]
    public void TreesLearnAQuestionAndWhatAMissingAnswerMeans()
    {
        var rng = new Rng(2);
        var rows = Enumerable.Range(0, 2000).Select(_ => new[] { rng.NextDouble(), rng.NextDouble(), rng.NextDouble() < 0.2 ? double.NaN : rng.NextDouble() }).ToList();
        bool[] labels = [.. rows.Select(row => double.IsNaN(row[2]) || row[0] > 0.6)];

        var trees = new TreeFitter(rows, [.. rows.Select(_ => 1.0)], new TreeSettings(Rounds: 60)).Fit(labels);

        var right = rows.Zip(labels).Count(one => trees.Scores(one.First)[0] > 0 == one.Second);
        Assert.True(right > 1950, $"{right} of 2000");
    }

    [Fact]
    public void TreesTellSeveralClassesApart()
    {
        var rng = new Rng(3);
        var rows = Enumerable.Range(0, 1500).Select(_ => new[] { rng.NextDouble(), rng.NextDouble() }).ToList();
        int[] labels = [.. rows.Select(row => row[0] < 0.5 ? 0 : row[1] < 0.5 ? 1 : 2)];

        var trees = new TreeFitter(rows, [.. rows.Select(_ => 1.0)], new TreeSettings(Rounds: 40)).Fit(labels, ["a", "b", "c"]);

        Assert.True(rows.Zip(labels).Count(one => Array.IndexOf(trees.Shares(one.First), trees.Shares(one.First).Max()) == one.Second) > 1450);
        Assert.Equal(1, trees.Shares(rows[0]).Sum(), 6);
    }

    [Fact]
    public void AModelSurvivesItsFile()
    {
        var rows = Enumerable.Range(0, 200).Select(i => new[] { i / 200.0, double.NaN }).ToList();
        bool[] labels = [.. rows.Select(row => row[0] > 0.3)];
        var trees = new TreeFitter(rows, [.. rows.Select(_ => 1.0)], new TreeSettings(Rounds: 5)).Fit(labels);
        var map = new Calibration([-1, 1], [0.1, 0.9]);
        var model = new DoctorModel(["x", "y"], trees, new Dictionary<string, double> { ["shared-rows"] = 40 }, trees, map, map, map, 0.7, 0.75, 0.8, new Dictionary<string, double> { ["rate-tenth"] = 0.25 });

        var read = DoctorJson.Read(new MemoryStream(DoctorJson.Write(model)));

        foreach (var row in rows) Assert.Equal(model.Faulty.Scores(row)[0], read.Faulty.Scores(row)[0], 2);
        Assert.Equal((0.7, 0.75, 0.8, 0.25), (read.Alarm, read.LoggedAlarm, read.LiveAlarm, read.Gains["rate-tenth"]));
        Assert.Equal(40, read.Score(rows[0], ["shared-rows", "plateau"]));
        Assert.Equal(read.Faulty.Scores(rows[0])[0], read.Score(rows[0], ["plateau"]));
        Assert.Equal([double.NaN, 5.0], read.Pick(["y"], [5.0]));
    }
}
