using System.Globalization;
using Assay.Runs;

namespace Assay.Studies.Frequency;

/// <summary>
/// Judges a finished training from its numbers alone: against the zero predictor, against what the input can tell, against the
/// error under frozen weights, and against what changes when parts of the input are taken away.
/// </summary>
static class FrequencyVerdict
{
    /// <summary>Error above this share of the zero predictor's means that nothing was learned.</summary>
    public const double NothingLearned = 0.95;

    /// <summary>Frozen error over online error from which the online figure is called tracking.</summary>
    public const double TrackingRatio = 1.1;

    /// <summary>Ratio of two test errors up to which the second set is called as good as the first.</summary>
    public const double Generalises = 1.5;

    public static (string Verdict, List<Finding> Findings) Judge(FrequencyEvidence evidence)
    {
        var findings = new List<Finding>();
        var record = evidence.Record;
        double test = evidence.Scored["test/mse"], zero = record.Baselines["zero"]["test/mse"];
        var learned = test < NothingLearned * zero;
        var words = new List<string>();
        if (learned)
        {
            words.Add($"The network extracts the tones: frozen test MSE {N(test)}, {N(zero / test)} times below the zero predictor ({N(zero)}).");
            Compare(evidence, test, words, findings);
        }
        else
        {
            words.Add($"Nothing was learned: frozen test MSE {N(test)}, and predicting zero scores {N(zero)}.");
            findings.Add(new Finding(
                "frequency/nothing-learned", Severity.Error, "With frozen weights the network is no better than predicting zero.",
                $"test MSE {N(test)} against {N(zero)} for the zero predictor; by tone {ByTone(evidence.Scored, "test")}.",
                "Judge a stateful network by its error under frozen weights, never by the loss of the updates."));
        }
        Tracking(evidence, zero, words, findings);
        InputIndependent(evidence, learned, words, findings);
        if (learned) InputUse(evidence, test, words, findings);
        Generalisation(evidence, learned, test, words, findings);
        return (string.Join(" ", words), findings);
    }

    // The loss before each update is low although the frozen network knows nothing: the updates themselves follow the target.
    static void Tracking(FrequencyEvidence evidence, double zero, List<string> words, List<Finding> findings)
    {
        if (!evidence.Record.Metrics.TryGetValue("online/loss", out var online) || !double.IsFinite(online)) return;
        var frozen = evidence.Record.Metrics["train/mse"];
        if (frozen < TrackingRatio * online || frozen < 0.05 * zero) return;
        words.Add($"The online loss of {N(online)} is tracking: each update moves the output after the target, and with the updates stopped the same rows score {N(frozen)}.");
        findings.Add(new Finding(
            "frequency/tracking", frozen >= NothingLearned * zero ? Severity.Error : Severity.Warning,
            "The online loss measures the updates, not the network: the target is tracked row by row.",
            $"online loss {N(online)}, frozen train MSE {N(frozen)}, ratio {N(frozen / online)}. Copying the last target scores {Copy(evidence)}. "
                + $"Online loss by tone {ByTone(evidence.Record.Metrics, "online")}: only what is slow enough for the updates is low.",
            "Quote the frozen error. A smaller learning rate raises the online loss and leaves the frozen one."));
    }

    static string Copy(FrequencyEvidence evidence) =>
        evidence.Record.Baselines.TryGetValue("told-last-target", out var lagged) ? N(lagged["train/mse"]) : "next to nothing";

    static void InputIndependent(FrequencyEvidence evidence, bool learned, List<string> words, List<Finding> findings)
    {
        if (!evidence.Gate.InputTellsNothing) return;
        var clock = evidence.Record.Baselines["clock-lstm"]["test/mse"];
        words.Add(learned
            ? "The input is statistically independent of the target, so the network can only have grown a clock of its own."
            : $"The input is statistically independent of the target, so neither width nor patience can help: only a network that keeps time by itself can, and 8 hidden units (489 parameters) are enough for {N(clock)}.");
        findings.Add(new Finding(
            "frequency/input-independent", learned ? Severity.Info : Severity.Error,
            "The input signal is statistically independent of the target.",
            string.Join("; ", evidence.Gate.Tones.Select(tone =>
                $"{tone.Frequency} Hz: correlation {N(tone.Correlation)} (chance {N(tone.ChanceCorrelation)}), spectral line {N(tone.Line)} (chance {N(tone.ChanceLine)})"))
                + $". The best predictor from any stretch of the signal is zero; the hand-built clock, which ignores the signal, scores {N(clock)}.",
            learned ? null : "Lower noise.phase (0.01 is the light variant), or train a clock: --preset clock."));
    }

    static void Compare(FrequencyEvidence evidence, double test, List<string> words, List<Finding> findings)
    {
        var filter = evidence.Record.Baselines["linear-filter"]["test/mse"];
        var memoryless = evidence.Record.Baselines["memoryless"]["test/mse"];
        if (test < filter)
        {
            words.Add($"That is {N(filter / test)} times below the best causal linear filter of 200 rows ({N(filter)}) and {N(memoryless / test)} times below the best memoryless predictor.");
            return;
        }
        words.Add($"A linear filter of 200 rows does better ({N(filter)}).");
        findings.Add(new Finding(
            "frequency/below-baseline", Severity.Warning, "A linear filter of the last 200 rows beats the network.",
            $"test MSE {N(test)} against {N(filter)} for the filter and {N(memoryless)} for the best memoryless predictor.",
            "Train longer, with longer windows (bptt), or start with longer memory (memory)."));
    }

    static void InputUse(FrequencyEvidence evidence, double test, List<string> words, List<Finding> findings)
    {
        double Of(string ablation) => evidence.Record.Ablations[ablation]["test/mse"];
        double silent = Of("signal-zeroed"), shuffled = Of("signal-shuffled"), blind = Of("selector-zeroed"), forgetful = Of("state-reset");
        var usesSignal = silent > Generalises * test;
        words.Add(usesSignal
            ? $"It listens: without the signal the error is {N(silent)}, with the signal shuffled {N(shuffled)}, without the selector {N(blind)}, without memory {N(forgetful)}."
            : $"It does not listen: without the signal the error is {N(silent)}, hardly changed; without the selector {N(blind)}, without memory {N(forgetful)}.");
        if (!usesSignal)
            findings.Add(new Finding(
                "frequency/clock", Severity.Info, "The network ignores the signal and keeps time by itself.",
                $"test MSE {N(test)}, with the signal zeroed {N(silent)}, shuffled {N(shuffled)}; with the state reset at each row {N(forgetful)}."));
    }

    static void Generalisation(FrequencyEvidence evidence, bool learned, double test, List<string> words, List<Finding> findings)
    {
        double train = evidence.Scored["train/mse"], independent = evidence.Scored["independent/mse"];
        if (!learned)
        {
            findings.Add(new Finding(
                "frequency/empty-gate", Severity.Info, "Train and test agreeing proves nothing here.",
                $"train MSE {N(train)}, test MSE {N(test)}: both sets have the same targets, and the zero predictor agrees with itself as well."));
            return;
        }
        if (independent <= Generalises * test)
        {
            words.Add($"It generalises: on the independent set, with another start phase and random selector order, MSE {N(independent)} ({N(independent / test)} times the test set's).");
            return;
        }
        double first = evidence.Scored["independent/mse/first-second"], later = evidence.Scored["independent/mse/later"];
        double testLater = evidence.Scored["test/mse/later"];
        var transient = later <= Generalises * testLater;
        words.Add(transient
            ? $"On the independent set MSE is {N(independent)}: {N(first)} in the first second after each change of the selector and {N(later)} after it (test {N(testLater)}), so what differs is finding the phase, not the tones."
            : $"It does not generalise: on the independent set, with another start phase and random selector order, MSE is {N(independent)}, {N(independent / test)} times the test set's, also long after a change of the selector ({N(later)}).");
        findings.Add(new Finding(
            transient ? "frequency/slow-lock" : "frequency/learned-by-heart", transient ? Severity.Info : Severity.Warning,
            transient ? "The network needs time to lock on after the selector changes." : "The test set is passed by what it shares with the training set.",
            $"independent MSE {N(independent)}, test MSE {N(test)}; first second of a segment {N(first)}, later {N(later)} (test {N(testLater)}). Train and test have the same targets and start phase.",
            transient ? "Train with shorter segments (segment.longest)." : "A clock started at phase 0 fails here by design; otherwise train on random start times."));
    }

    static string ByTone(IReadOnlyDictionary<string, double> metrics, string split) => string.Join(", ", Signal.Frequencies.Select(f =>
    {
        var name = split == "online" ? $"online/loss/f{f}" : $"{split}/mse/f{f}";
        return $"{f} Hz {(metrics.TryGetValue(name, out var value) ? N(value) : "unknown")}";
    }));

    internal static string N(double value) => value.ToString(Math.Abs(value) is >= 1000 and < 1e6 ? "N0" : "G3", CultureInfo.InvariantCulture);
}
