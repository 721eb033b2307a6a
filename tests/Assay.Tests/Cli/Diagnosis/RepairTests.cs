using System.Text.Json;
using Assay.Runs;

namespace Assay.Tests.Cli.Diagnosis;

[Collection("program")]
public class RepairTests
{
    [Fact]
    public void ARepairReportsItsLedgerAndKeepsItBesideTheRun()
    {
        using var call = new Call();
        Assert.Equal(0, call.Verb("train", "fake", "--set", "protocol=rising", "--quiet"));
        var first = Assert.Single(new RunStore(call.Runs).List());

        Assert.Equal(0, call.Verb("repair", first.Id, "--budget", "2", "--quiet"));

        var ledger = JsonDocument.Parse(File.ReadAllText(Path.Combine(first.Folder, "repair.json"))).RootElement;
        Assert.True(ledger.GetProperty("cost").GetDouble() <= 2);
        Assert.Equal(new RunStore(call.Runs).List().Count - 1, ledger.GetProperty("ledger").GetArrayLength());
        Assert.Contains("spent", call.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("repair: which run?", "repair")]
    [InlineData("--budget is 'much'", "repair", "latest", "--budget", "much")]
    [InlineData("--budget is '0'", "repair", "latest", "--budget", "0")]
    [InlineData("there is no case 'frequency-moniter'", "diagnose", "--case", "frequency-moniter")]
    [InlineData("--case trains its own runs", "diagnose", "latest", "--case", "poetry-bypass")]
    [InlineData("there is no 'diagnoses' to measure", "bench", "diagnoses")]
    [InlineData("--seeds", "bench", "diagnosis", "--seeds", "3")]
    public void WhatCannotBeIsOneLineAndExitCodeTwo(string expected, params string[] args)
    {
        using var call = new Call();
        Assert.Equal(0, call.Verb("train", "fake", "--quiet"));

        var code = args[0] == "bench" ? call.Run(args) : call.Verb(args);

        Assert.Equal(2, code);
        Assert.Contains(expected.Replace("repair: ", "", StringComparison.Ordinal), call.Error, StringComparison.Ordinal);
        Assert.Single(call.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void ALogHasNoModelToProbe()
    {
        using var call = new Call();
        var log = Path.Combine(call.Folder, "log.csv");
        File.WriteAllText(log, "epoch,loss\n1,0.5\n2,0.4\n3,0.3\n");

        Assert.Equal(1, call.Verb("diagnose", log, "--probe"));
        Assert.Contains("no model that could be probed", call.Error, StringComparison.Ordinal);
    }
}
