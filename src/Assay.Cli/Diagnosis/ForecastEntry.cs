using Assay.Diagnosis;
using Assay.Diagnosis.Forecasts;
using Assay.Runs;

namespace Assay.Cli;

/// <summary>Keeps the ledger of forecasts beside the runs: each is written down once, and scored when the run is diagnosed after its end.</summary>
static class ForecastEntry
{
    /// <summary>Writes down what was foretold of a run and settles what was foretold before. A ledger that cannot be written is said, and no failure.</summary>
    public static void Note(Session session, DiagnosedRun run, AssessedOutlook outlook)
    {
        try
        {
            var ledger = new ForecastLedger(Path.GetDirectoryName(run.Folder)!, session.Clock);
            if (run.Problem is null) ledger.Score([new RunReader(run.Folder)]);
            if (outlook.End is not { } end || ledger.Read().Entries.Any(Same)) return;
            ledger.Add(run.Subject, outlook.Metric, end);

            bool Same(LedgerEntry entry) => entry.Run == run.Subject && entry.Metric == outlook.Metric && entry.SeenUntil.Equals(end.SeenUntil) && entry.AtStep.Equals(end.AtStep);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            session.Terminal.Error.WriteLine($"assay: the forecast is not written down: {ErrorLine.Of(e)}");
        }
    }
}
