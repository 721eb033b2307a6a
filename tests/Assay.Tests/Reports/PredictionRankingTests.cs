using System.Xml.Linq;
using Assay.Reports;
using Assay.Runs;

namespace Assay.Tests.Reports;

public sealed class PredictionRankingTests
{
    const long Large = 17_867_520, Middle = 5_120_768, Small = 1_510_912;

    static PredictionRanking Rank(params ReportedRun[] runs) => PredictionRanking.Of(RunGroup.Of(runs))!;

    static ReportedRun[] Seeds(string model, double cosine, long parameters, double latency, params double[] by) =>
        [.. by.Select((more, seed) => NextVectorRuns.Run(model, cosine + more, seed + 1, parameters, latency))];

    static ReportedRun[] Suite() =>
    [
        .. Seeds("transformer", 0.594, Large, 0.9, 0.001, -0.001, 0), .. Seeds("lstm", 0.594, Middle, 0.1, 0, 0.0015, -0.001),
        .. Seeds("gru", 0.59, 2 * Middle, 0.4, 0, 0.0005, -0.0005), .. Seeds("mixture", 0.565, Small, 0.05, 0, 0.0005, -0.0005),
    ];

    static string Advice(PredictionRanking ranking, string title) => ranking.Recommendations.Single(one => one.Title == title).Text;

    [Fact]
    public void ModelsThatCannotBeToldApartShareARank()
    {
        var ranking = Rank(Suite());

        Assert.Empty(ranking.Problems);
        Assert.Equal([("lstm", 1), ("transformer", 1), ("gru", 3), ("mixture", 4)], ranking.Models.Select(model => (model.Label, model.Rank!.Value)));
        Assert.All(ranking.Models, model => Assert.Equal(3, model.Seeds));
        Assert.Contains("Of these lstm is to be preferred: it has the fewest parameters, 5,120,768.", Advice(ranking, "Best accuracy"), StringComparison.Ordinal);
        Assert.StartsWith("lstm and transformer cannot be told apart at the top", ranking.Sentence, StringComparison.Ordinal);
        Assert.Contains("All are above linear average, lstm by 0.0", ranking.Sentence, StringComparison.Ordinal);
        Assert.Contains("below it: mixture.", ranking.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void OneThatIsAheadOverDocumentsIsTiedWhereItsSeedsDoNotAgree()
    {
        ReportedRun[] sure = [.. Seeds("lstm", 0.594, Middle, 0.1, 0, 0.0001, -0.0001), .. Seeds("gru", 0.59, Middle, 0.1, 0, 0.0001, -0.0001)];
        ReportedRun[] open = [.. Seeds("lstm", 0.594, Middle, 0.1, 0.02, -0.001, -0.019), .. Seeds("gru", 0.59, Middle, 0.1, -0.02, 0.001, 0.019)];

        Assert.Equal([1, 2], Rank(sure).Models.Select(model => model.Rank));
        Assert.Equal([1, 1], Rank(open).Models.Select(model => model.Rank));
    }

    [Fact]
    public void GainsArePairedByDocument()
    {
        var model = Rank(NextVectorRuns.Run("lstm", 0.594), NextVectorRuns.Run("gru", 0.58)).Models[0];

        var gain = model.Gains["ridge"];
        Assert.Equal(0.024, gain.Value, 3);
        Assert.InRange(gain.High - gain.Low, 1e-6, 0.002);
        Assert.Equal(1e6 * model.Gains["linear average"].Value / 1e6, model.GainPerMillion, 12);
        Assert.Equal(0.594 - 1.96 * 0.004, model.Test!.Value.Low, 9);
        Assert.Contains("ridge", model.Beaten);
        Assert.DoesNotContain("Kalman limit", model.Beaten);
        Assert.DoesNotContain("chance", model.Gains.Keys);
    }

    [Fact]
    public void EfficiencyCountsTheGainAndBalanceLeavesOutWhatIsDominated()
    {
        var ranking = Rank(Suite());

        Assert.StartsWith("mixture: it gains 0.0299 over the linear average for each million parameters.", Advice(ranking, "Most efficient"), StringComparison.Ordinal);
        Assert.StartsWith("lstm: the fewest parameters among those with at least 90 % of the best gain", Advice(ranking, "Best balance"), StringComparison.Ordinal);
        Assert.EndsWith("dominated are transformer (by lstm) and gru (by lstm).", Advice(ranking, "Best balance"), StringComparison.Ordinal);
        Assert.Null(ranking.Models.Single(model => model.Label == "mixture").DominatedBy);
    }

    [Fact]
    public void WhereRidgeIsAsGoodNoNetworkIsRecommended()
    {
        var ranking = Rank(NextVectorRuns.Run("lstm", 0.57), NextVectorRuns.Run("gru", 0.56));

        Assert.Equal("None beats ridge (0.57): no network is worth its training here.", Advice(ranking, "None"));
        Assert.Contains("no network is worth its training here", ranking.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(ranking.Recommendations, one => one.Title == "Best balance");
    }

    [Fact]
    public void RunsScoredOnOtherDataAreNotRanked()
    {
        var other = NextVectorRuns.Run("gru", 0.7);
        other.Record.Baselines["linear average"]["test/cosine"] = 0.6;
        var fewer = NextVectorRuns.Run("gru", 0.55);
        fewer = fewer with { Items = new ItemScores("document", "test", ["elsewhere"], new Dictionary<string, double[]> { ["test/cosine"] = [0.5] }, new Dictionary<string, IReadOnlyDictionary<string, double[]>>()) };

        var differs = Rank(NextVectorRuns.Run("lstm", 0.59), other);
        Assert.Equal("linear average has test cosine 0.6 beside gru and 0.52 beside lstm: they were scored on other data or told other things, so they are not ranked.", Assert.Single(differs.Problems));
        Assert.All(differs.Models, model => Assert.Null(model.Rank));
        Assert.Equal(differs.Problems[0], Advice(differs, "None"));
        Assert.Contains("hold out other documents, 0 are shared", Assert.Single(Rank(NextVectorRuns.Run("lstm", 0.59), fewer).Problems), StringComparison.Ordinal);
        Assert.Contains("cannot be told", Assert.Single(Rank(NextVectorRuns.Run("lstm", 0.59), NextVectorRuns.Run("gru", 0.5) with { Items = null }).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatDivergedIsNamedAndLeftOut()
    {
        var diverged = NextVectorRuns.Run("gru", 0.5);
        diverged.Record.Best.Clear();

        var ranking = Rank(NextVectorRuns.Run("lstm", 0.59), diverged);

        Assert.Equal(["gru has no test/cosine and is left out."], ranking.Notes);
        Assert.Equal("lstm", Assert.Single(ranking.Models).Label);
        Assert.Null(PredictionRanking.Of(RunGroup.Of([diverged])));
        Assert.Null(PredictionRanking.Of(RunGroup.Of([PoetryRuns.Run(8, "rnn", 1, 0.5)])));
    }

    [Fact]
    public void OneModelOverSeedsIsHeldAgainstBaselinesAndLimit()
    {
        var sentence = Rank(Seeds("lstm", 0.594, Middle, 0.1, 0, 0.001, -0.001)).Sentence;

        Assert.StartsWith("lstm: test cosine 0.594 (0.5915 to 0.5965) over 3 seeds. It is 0.07", sentence, StringComparison.Ordinal);
        Assert.Contains("above linear average. It is 0.02", sentence, StringComparison.Ordinal);
        Assert.EndsWith("below the Kalman limit, the best possible from this context.", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void TheComparisonBeginsWithTheRanking()
    {
        var parent = SampleRuns.Empty();
        (parent.Record.Preset, parent.Record.Study, parent.Record.Verdict) = ("suite", "next-vector", "lstm is best.");
        parent.Record.Metrics["ensemble/all/test/cosine"] = 0.597;
        parent.Record.Metrics["ensemble/lstm/test/cosine"] = 0.596;
        parent.Record.Metrics["ensemble/lstm/test/cosine/se"] = 0.004;

        var document = ComparisonReport.Build(Suite(), parent);

        Assert.Equal("Ranking", document.Blocks.OfType<HeadingBlock>().First().Text);
        var words = document.Markdown().Replace("\\", "", StringComparison.Ordinal);
        Assert.Contains("| all models | 0.597 |", words, StringComparison.Ordinal);
        Assert.Contains("| lstm | 0.596 ± 0.004 |", words, StringComparison.Ordinal);
        Assert.Contains("| **1 (tied)** | **lstm** |", words, StringComparison.Ordinal);
        foreach (var name in new[] { "parameters-cosine.svg", "validation-cosine.svg" })
            Assert.Equal(4, Svg.Texts(XDocument.Parse(document.Figures()[name]).Root!).Count(text => text is "lstm" or "gru" or "transformer" or "mixture"));
    }
}
