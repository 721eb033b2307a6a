namespace Assay.Runs;

/// <summary>Names inside a run's folder; docs/run-format.md specifies what they hold.</summary>
public static class RunFiles
{
    /// <summary>Who, when, settings, status and results.</summary>
    public const string Record = "run.json";

    /// <summary>One JSON object a line, append-only.</summary>
    public const string Events = "events.jsonl";

    /// <summary>Folder of checkpoints.</summary>
    public const string Checkpoints = "checkpoints";

    /// <summary>Waveforms for the plots, relative to the run's folder.</summary>
    public const string Series = "evaluation/series.json";

    /// <summary>What was measured of an autoencoder beyond single numbers.</summary>
    public const string Evaluation = "evaluation.json";

    /// <summary>What was measured of a predictor of the next vector beyond single numbers.</summary>
    public const string Prediction = "prediction.json";

    /// <summary>Where a model of the study ternary puts the operations of each level.</summary>
    public const string Levels = "levels.json";

    /// <summary>Scores of each held-out item; <see cref="ItemScores"/>.</summary>
    public const string Items = "items.json";

    /// <summary>Curves of the gradient through time.</summary>
    public const string Gradients = "gradients.json";

    /// <summary>The report as Markdown.</summary>
    public const string MarkdownReport = "report.md";

    /// <summary>The report as one self-contained page.</summary>
    public const string HtmlReport = "report.html";

    /// <summary>All held-out texts beside their reconstructions, as Markdown.</summary>
    public const string Texts = "poems.md";
}
