using System.Globalization;

namespace Assay.Studies.Poetry;

/// <summary>
/// Which share of a decoder's steps is taught and how long windows are, by epoch: phases, or a share that falls over the whole training (scheduled
/// sampling: Bengio et al., "Scheduled sampling for sequence prediction with recurrent neural networks", 2015).
/// </summary>
sealed class Curriculum
{
    public const string None = "none", FourPhases = "phases", Constant = "constant", Linear = "linear", Exponential = "exponential", Cosine = "cosine";

    const int FewestTokens = 4;

    readonly Phase[] _phases;
    readonly Func<double, double> _share;
    readonly int _epochs;

    /// <exception cref="ArgumentException">A phase or a decay is not possible; the message names it and says why.</exception>
    public Curriculum(SettingValues settings)
    {
        _epochs = settings.Whole("epochs");
        var text = settings.Text("curriculum");
        _phases = text switch
        {
            None or "false" => [],
            // Ends of 30 epochs, scaled; the last phase is as long as the window, 50 tokens by default.
            FourPhases or "true" => [new(Scaled(7), 0.9, 20), new(Scaled(15), 0.7, 30), new(Scaled(23), 0.3, 40), new(_epochs, 0.1, int.MaxValue)],
            _ => Parse(text),
        };
        var decay = settings.Text("teaching.decay");
        if (_phases.Length > 0 && decay != Constant)
            throw new ArgumentException($"teaching.decay is {decay} and curriculum {text}, which says itself how much is taught; set curriculum=none or teaching.decay=constant");
        _share = Decay(decay, settings.Number("teaching"), settings.Number("teaching.final"));
    }

    /// <summary>Whether any step of any epoch may be taught.</summary>
    public bool Teaches => _phases.Length > 0 ? Array.Exists(_phases, phase => phase.Taught > 0) : _share(0) > 0 || _share(1) > 0;

    /// <summary>Share of steps taught, and tokens of the longest window.</summary>
    /// <param name="epoch">0-based; after the last phase, or the last epoch of the settings, its lesson goes on.</param>
    public (double Taught, int Longest) At(long epoch)
    {
        if (_phases.Length == 0) return (_share(_epochs == 1 ? 0 : Math.Min(1, epoch / (_epochs - 1.0))), int.MaxValue);
        var place = Array.FindIndex(_phases, phase => epoch < phase.LastEpoch);
        var phase = _phases[place < 0 ? ^1 : place];
        return (phase.Taught, phase.Longest);
    }

    int Scaled(int end) => ((end * _epochs) + 29) / 30;

    // Of the part of the training that is done, 0 in the first epoch and 1 in the last.
    static Func<double, double> Decay(string kind, double from, double to)
    {
        if (kind == Exponential && !(from > 0 && to > 0))
            throw new ArgumentException($"teaching.decay=exponential needs shares above 0; given teaching={Text(from)} and teaching.final={Text(to)}");
        return kind switch
        {
            Linear => done => from + ((to - from) * done),
            Exponential => done => from * Math.Pow(to / from, done),
            Cosine => done => to + ((from - to) * (1 + Math.Cos(Math.PI * done)) / 2),
            _ => _ => from,
        };
    }

    static Phase[] Parse(string text)
    {
        var phases = new List<Phase>();
        foreach (var (index, part) in text.Split(',').Index())
        {
            var fields = part.Split(':', StringSplitOptions.TrimEntries);
            var (last, share, tokens) = (0, 0.0, 0);
            if (fields.Length != 3 || !int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out last)
                || !double.TryParse(fields[1], NumberStyles.Float, CultureInfo.InvariantCulture, out share)
                || !int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out tokens))
                throw Refused("it is no phase; needed: last epoch:share of steps taught:tokens, such as 7:0.9:20");
            var before = phases.Count == 0 ? 0 : phases[^1].LastEpoch;
            if (last <= before) throw Refused($"it ends with epoch {last}; needed: an epoch after {before}{(before == 0 ? "" : ", the last of the phase before")}");
            if (share is not (>= 0 and <= 1)) throw Refused($"its share of steps taught is {Text(share)}; needed: 0 to 1");
            if (tokens < FewestTokens) throw Refused($"its windows have {tokens} tokens; needed: at least {FewestTokens}");
            phases.Add(new Phase(last, share, tokens));

            ArgumentException Refused(string why) => new($"curriculum, phase {index + 1} ('{part.Trim()}'): {why}; curriculum is none, phases, or such as 7:0.9:20,30:0.1:50");
        }
        return [.. phases];
    }

    static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    // The last epoch counts from 1, so it is also the first 0-based one after the phase.
    readonly record struct Phase(int LastEpoch, double Taught, int Longest);
}
