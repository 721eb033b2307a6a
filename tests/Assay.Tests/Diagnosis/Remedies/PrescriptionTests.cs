using Assay.Diagnosis;
using Assay.Runs;

namespace Assay.Tests.Diagnosis.Remedies;

public class PrescriptionTests
{
    static RunRecord Record => new()
    {
        Study = "poetry", Seed = 1, Command = ["assay", "train", "poetry"],
        Settings = new Dictionary<string, object?> { ["lr"] = 0.003, ["epochs"] = 12.0, ["clip"] = 1.0 },
    };

    [Fact]
    public void WithoutMeasuredGainsCausesAndThenCostsDecide()
    {
        var remedies = Prescription.For(Record, [Causes.TooFewUpdates, Causes.RateTooLow]);

        Assert.Equal(["length-double", "length-fourfold", "rate-triple", "rate-tenfold", "rate-hundredfold"], remedies.Select(Id));
        Assert.Equal("Train twice as long (epochs 12 -> 24).", remedies[0].Title);
        Assert.Equal("./assay train poetry --set epochs=24 --seed 1", remedies[0].Command);
        Assert.All(remedies, remedy => Assert.True(double.IsNaN(remedy.Gain)));
    }

    [Fact]
    public void MeasuredGainForItsCostComesFirst()
    {
        var gains = new Dictionary<string, double> { ["length-fourfold"] = 0.9, ["rate-tenfold"] = 0.5 };

        var remedies = Prescription.For(Record, [Causes.TooFewUpdates, Causes.RateTooLow], gains: gains);

        Assert.Equal(["rate-tenfold", "length-fourfold"], remedies.Take(2).Select(Id));
        Assert.Equal((0.5, 1.0), (remedies[0].Gain, remedies[0].Cost));
    }

    [Fact]
    public void ALogWithoutSettingsGetsWordsAndNoCommands()
    {
        var remedies = Prescription.For(new RunRecord { Study = "log" }, [Causes.RateTooHigh]);

        Assert.Equal("Lower the learning rate to three tenths.", remedies[0].Title);
        Assert.All(remedies, remedy => Assert.Null(remedy.Command));
    }

    static string Id(Remedy remedy) => RemedyActions.List.Single(action => remedy.Title.StartsWith(action.Title.TrimEnd('.'), StringComparison.Ordinal) && action.Cause is Causes.TooFewUpdates or Causes.RateTooLow
        && remedy.Title.StartsWith(action.Title.TrimEnd('.') + " (", StringComparison.Ordinal)).Id;
}
