using Assay.Runs;
using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>A number stopped being one: NaN or infinity in a loss, a gradient, an update or an activation, or a run that ended as diverged.</summary>
static class NotFinite
{
    static readonly string[] Watched = ["train/loss", "online/loss", "valid/loss", Vitals.Frozen, "grad/norm"];
    static readonly string[] Prefixes = ["grad/", "update/", "activation/"];

    public static Rule Rule { get; } = new("not-finite", "Training broke down: numbers are no longer finite.", Severity.Error, Look)
    {
        Causes = [Causes.RateTooHigh, Causes.Clipping, Causes.Initialisation, Causes.InputScale, Causes.LossFunction],
        Live = true,
        Exact = true,
    };

    static Symptom? Look(Trace trace)
    {
        var ended = trace.Status == RunStatus.Diverged;
        var curves = trace.Names.Where(Watches).Select(name => (Name: name, Curve: trace.Curve(name))).ToList();
        if (!ended && curves.Count == 0) return null;
        var broken = curves.Select(one => (one.Name, one.Curve, At: FirstBroken(one.Curve))).Where(one => one.At >= 0)
            .OrderBy(one => one.Curve.Steps[one.At]).ToList();
        if (!ended && broken.Count == 0) return new Symptom(-1);

        var loss = trace.Training;
        var said = ended ? "The run ended as diverged" + (trace.Record.Reason is { } reason ? $": {reason.TrimEnd('.')}." : ".") : "";
        if (broken.Count == 0) return new Symptom(1, said) { Where = Invariant($"step {trace.Step}"), Plot = Plot(loss) };
        var (name, curve, at) = broken[0];
        var healthy = at > 0 ? Invariant($"; its last finite value was {curve.Values[at - 1]:G4} at step {curve.Steps[at - 1]:F0}") : "; it never had a finite value";
        return new Symptom(1, Invariant($"{said} '{name}' is {curve.Values[at]} at step {curve.Steps[at]:F0}{healthy}. Curves with such values: {broken.Count} of {curves.Count}.").TrimStart())
        {
            Where = Invariant($"{name}, step {curve.Steps[at]:F0}"),
            Plot = Plot(loss),
            Alternatives = [new Alternative("One bad example rather than the whole training.", "Look at the batch of that step; a training that breaks at the same batch in any order of the batches has bad data.")],
        };
    }

    static bool Watches(string name) => Watched.Contains(name) || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    static int FirstBroken(Curve curve)
    {
        for (var i = 0; i < curve.Count; i++)
            if (!double.IsFinite(curve.Values[i])) return i;
        return -1;
    }

    static EvidencePlot? Plot(Curve loss) => EvidencePlots.Of("Loss before the numbers broke", "loss", true, [("training loss", loss)]);
}
