namespace Assay.Reports;

/// <summary>What the ablations say about the model's input, in words computed from their numbers.</summary>
static class InputUseSection
{
    // A change below this factor is within what another noise draw would do.
    const double Unmoved = 1.1;

    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("What the model uses of its input");
        var model = StandingSection.ModelError(run.Record);
        var zero = run.Zero(ReportedRun.Judged);
        var measured = run.Record.Ablations
            .Where(a => a.Key != StandingSection.Unchanged && a.Value.ContainsKey(ReportedRun.Judged))
            .Select(a => (Name: a.Key, Error: a.Value[ReportedRun.Judged])).ToList();
        if (measured.Count == 0 || double.IsNaN(model))
        {
            Missing.Write(document, measured.Count == 0
                ? "No ablation has a test error: what the model uses is not known."
                : "The model's own test error is missing: the ablations cannot be held against it.");
            return;
        }
        document.Paragraph("Each ablation takes something away from the frozen model and measures its test error again. "
            + "Where the error stays, the model did not use what was taken.");
        document.List([.. measured.Select(a => Sentence(a.Name, a.Error, model, zero))]);
        document.Paragraph(Conclude(measured, model, zero));
    }

    static string Sentence(string name, double error, double model, double zero)
    {
        var change = $"{name}: {Numbers.Format(model)} becomes {Numbers.Format(error)} ({Numbers.Ratio(error / model)})";
        if (!double.IsFinite(error)) return $"{name}: {Numbers.Format(error)}; the model breaks down.";
        if (IsUnmoved(error, model)) return $"{change}. The score does not depend on it.";
        if (error < model) return $"{change}. The model is better without it.";
        return error >= ReportedRun.NothingLearned * zero
            ? $"{change}. Without it the model is no better than predicting zero ({Numbers.Format(zero)})."
            : $"{change}. The model depends on it.";
    }

    static string Conclude(List<(string Name, double Error)> measured, double model, double zero)
    {
        if (model >= ReportedRun.NothingLearned * zero)
            return $"The model itself, at {Numbers.Format(model)}, is no better than predicting zero ({Numbers.Format(zero)}): "
                + "it makes no use of its input that shows in the score.";
        var used = measured.Where(a => !(a.Error <= model * Unmoved)).Select(a => a.Name).ToList();
        var unused = measured.Where(a => IsUnmoved(a.Error, model)).Select(a => a.Name).ToList();
        var first = used.Count > 0
            ? $"The score depends on what these take away: {string.Join(", ", used)}."
            : "The score depends on nothing that was taken away.";
        return unused.Count > 0 ? $"{first} It does not change with: {string.Join(", ", unused)}." : first;
    }

    static bool IsUnmoved(double error, double model) => error <= model * Unmoved && error >= model / Unmoved;
}
