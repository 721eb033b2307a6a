using Assay.Runs;

namespace Assay.Cli;

/// <summary>Says whether a diagnosis would have caught a historical mistake.</summary>
static class CaseOutput
{
    public static void Print(Terminal terminal, HistoricalCase historical, IReadOnlyList<Finding> findings)
    {
        var to = terminal.Out;
        to.WriteLine();
        Wrapped($"claim     {historical.Claim}");
        Wrapped($"truth     {historical.Truth}");
        foreach (var id in historical.Expected) to.WriteLine($"{(findings.Any(finding => finding.Id == id) ? "caught  " : "MISSED  ")}  {id}");
        foreach (var id in historical.Forbidden) to.WriteLine($"{(findings.Any(finding => finding.Id == id) ? "WRONGLY " : "not said")}  {id}");

        void Wrapped(string text)
        {
            foreach (var part in WordWrap.Split(text, terminal.PageWidth)) to.WriteLine(part);
        }
    }
}
