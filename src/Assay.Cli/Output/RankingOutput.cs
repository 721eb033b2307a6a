using System.Text.Json;
using Assay.Reports;
using Assay.Statistics;

namespace Assay.Cli;

/// <summary>A ranking of models as tables of text and as JSON.</summary>
static class RankingOutput
{
    /// <summary>What cannot be ranked and why, the tables, and what follows from them.</summary>
    public static void Print(Terminal terminal, PredictionRanking ranking)
    {
        foreach (var text in ranking.Problems.Concat(ranking.Notes)) Say(text);
        foreach (var ranked in ranking.Tables)
        {
            terminal.Out.WriteLine();
            terminal.Out.WriteLine(ranked.Title);
            var table = new TextTable([.. ranked.Columns.Select(column => column.Align == Align.Right ? ">" + column.Title : column.Title)]);
            foreach (var row in ranked.Rows) table.Add(row);
            foreach (var line in table.Render(terminal.PageWidth)) terminal.Out.WriteLine(line);
        }

        terminal.Out.WriteLine();
        foreach (var (title, text) in ranking.Recommendations) Say($"{title}: {text}");

        void Say(string text)
        {
            foreach (var line in WordWrap.Split(text, terminal.PageWidth)) terminal.Out.WriteLine(line);
        }
    }

    /// <summary>Writes "ranking": problems, models in their order with their gains, and recommendations.</summary>
    public static void Write(Utf8JsonWriter json, PredictionRanking? ranking)
    {
        if (ranking is null) return;
        json.WriteStartObject("ranking");
        json.WriteString("verdict", ranking.Sentence);
        JsonOutput.Texts(json, "problems", ranking.Problems);
        JsonOutput.Texts(json, "notes", ranking.Notes);
        json.WriteStartArray("models");
        foreach (var model in ranking.Models) Model(json, model);
        json.WriteEndArray();
        JsonOutput.Object(json, "recommendations", ranking.Recommendations.Select(one => KeyValuePair.Create(one.Title, one.Text)), (writer, text) => writer.WriteStringValue(text));
        json.WriteEndObject();
    }

    static void Model(Utf8JsonWriter json, RankedModel model)
    {
        json.WriteStartObject();
        if (model.Rank is { } rank) json.WriteNumber("rank", rank);
        else json.WriteNull("rank");
        json.WriteString("model", model.Label);
        json.WriteNumber("seeds", model.Seeds);
        json.WriteNumber("parameters", model.Parameters);
        Estimated(json, "test", model.Test);
        Estimated(json, "testFinal", model.FinalTest);
        Estimated(json, "valid", model.Valid);
        Estimated(json, "validFinal", model.FinalValid);
        json.WriteStartObject("gains");
        foreach (var (name, gain) in model.Gains) Estimated(json, name, gain);
        json.WriteEndObject();
        JsonOutput.Texts(json, "beaten", [.. model.Beaten]);
        foreach (var (name, value) in new[]
        {
            ("cosinePerMillion", model.CosinePerMillion), ("gainPerMillion", model.GainPerMillion), ("seconds", model.Seconds), ("latencyP50", model.Median), ("latencyP99", model.Slowest),
        })
        {
            json.WritePropertyName(name);
            JsonOutput.Number(json, value);
        }

        json.WriteString("dominatedBy", model.DominatedBy?.Label);
        json.WriteEndObject();
    }

    static void Estimated(Utf8JsonWriter json, string name, Interval? interval)
    {
        if (interval is not { } value)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        IntervalJson.Members(json, value);
        json.WriteEndObject();
    }
}
