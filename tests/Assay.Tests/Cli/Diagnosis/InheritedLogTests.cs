using System.Globalization;
using Assay.Cli;
using Assay.Tests.Runs;

namespace Assay.Tests.Cli.Diagnosis;

[Collection("program")]
public class InheritedLogTests
{
    static string File(TemporaryFolder folder, string name, params string[] lines)
    {
        var path = folder.File(name);
        System.IO.File.WriteAllLines(path, lines);
        return path;
    }

    [Theory]
    [InlineData("epoch,loss,val_loss,learning_rate,Grad Norm,val_accuracy,time", ',')]
    [InlineData("epoch;loss;val_loss;learning_rate;Grad Norm;val_accuracy;time", ';')]
    [InlineData("epoch\tloss\tval_loss\tlearning_rate\tGrad Norm\tval_accuracy\ttime", '\t')]
    public void ColumnsGetTheNamesThatRulesRead(string heading, char separator)
    {
        using var folder = new TemporaryFolder();
        var path = File(folder, "history.csv", heading, string.Join(separator, "1", "0.5", "0.6", "1e-3", "2", "0.7", "17.2"), string.Join(separator, "2", "0.4", "nan", "1e-3", "1.5", "", "17.4"));

        var trace = InheritedLog.Read(path, ["probe/trivial=0.5", "hidden=64"]);

        Assert.Equal(["online/loss", "valid/loss", "lr", "grad/norm", "valid/accuracy"], trace.Names);
        Assert.Equal([0.5, 0.4], trace.Online.Values);
        Assert.Equal([0.6, double.NaN], trace.Validation.Values);
        Assert.Equal((0.5, 64, 2), (trace.Trivial, trace.Setting("hidden"), trace.Record.Epochs));
    }

    [Fact]
    public void WithStepsTheLossIsOfBatches()
    {
        using var folder = new TemporaryFolder();
        var path = File(folder, "log.jsonl", """{"step": 10, "loss": 0.5, "note": "warm"}""", """{"step": 20, "loss": "NaN"}""", """{"step": 30, "lo""");

        var trace = InheritedLog.Read(path, []);

        Assert.Equal([10.0, 20], trace.Curve("train/loss").Steps);
        Assert.Equal([0.5, double.NaN], trace.Training.Values);
    }

    [Theory]
    [InlineData("epoch,loss|1,0.5|2,many", ":3: 'many' in column 'loss'; needed: a number")]
    [InlineData("epoch,loss|1,0.5|2", ":3: 1 cells; needed: 2, as in the heading")]
    [InlineData("epoch,loss|2,0.5|1,0.4", ":3: step 1 after step 2; needed: steps that do not fall")]
    [InlineData("epoch,loss,loss|1,0.5,0.5", ":1: column 'loss' is there twice")]
    [InlineData("epoch,name|1,a", ": no column of losses or scores; there are: none with numbers")]
    [InlineData("epoch,loss", ": no rows; needed: a row for each epoch or step")]
    public void ABadTableIsOneClearLine(string text, string problem)
    {
        using var call = new Call();
        var path = Path.Combine(call.Folder, "history.csv");
        System.IO.File.WriteAllLines(path, text.Split('|'));

        Assert.Equal(1, call.Verb("diagnose", path));

        Assert.StartsWith($"assay: {path}{problem}", call.Error, StringComparison.Ordinal);
        Assert.Single(call.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void ABadLineOfJsonIsNamed()
    {
        using var call = new Call();
        var path = Path.Combine(call.Folder, "log.jsonl");
        System.IO.File.WriteAllLines(path, ["""{"step": 1, "loss": 1}""", "[1]", """{"step": 2, "loss": 1}"""]);

        Assert.Equal(1, call.Verb("diagnose", path));

        Assert.StartsWith($"assay: {path}:2: no JSON object", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsNotThereIsOneLine()
    {
        using var call = new Call();

        Assert.Equal(1, call.Verb("diagnose", Path.Combine(call.Folder, "gone.csv")));

        Assert.Contains("gone.csv", call.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal", call.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TheMonitorsCaseIsNothingLearnedAndNotCapacity()
    {
        using var call = new Call();
        double[] online = [.413, .402, .436, .396, .377, .384, .42, .425, .435, .409, .473, .481, .481, .472, .466, .469, .461, .377, .378, .374, .368, .365, .37, .376, .374, .374];
        var path = Path.Combine(call.Folder, "history.csv");
        System.IO.File.WriteAllLines(path, online.Select((loss, epoch) => string.Create(CultureInfo.InvariantCulture, $"{epoch + 1},{loss},0.5,0.5")).Prepend("epoch,loss,train/frozen,val_loss"));

        Assert.Equal(0, call.Verb("diagnose", path, "--set", "probe/trivial=0.5", "--set", "probe/input-zeroed=0.5", "--set", "hidden=64", "--json"));

        var ids = call.Json.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("id").GetString()).ToList();
        Assert.Equal("nothing-learned", ids[0]);
        Assert.DoesNotContain("capacity-limit", ids);
        Assert.Contains("capacity-limit", call.Json.GetProperty("notMeasured").EnumerateArray().Select(id => id.GetString()));
    }
}
