namespace Assay.Data.Sequences;

/// <summary>Cuts documents into passages: sentences, joined where they are short and cut where they are long.</summary>
public static class Passages
{
    /// <summary>The passages of a text in their order.</summary>
    public static IReadOnlyList<string> Of(string text, PassageSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        var passages = new List<string>();
        var open = "";
        foreach (var sentence in Sentences.Split(text))
        {
            open = open.Length == 0 ? sentence : $"{open} {sentence}";
            if (Words(open) < settings.FewestWords) continue;
            Add(passages, open, settings);
            open = "";
        }
        if (open.Length == 0) return passages;
        // What is left at the end is too short: it goes with what came before, if that does not grow too long.
        if (passages.Count > 0 && Words(passages[^1]) + Words(open) <= settings.MostWords) passages[^1] += " " + open;
        else Add(passages, open, settings);
        return passages;
    }

    static void Add(List<string> passages, string text, PassageSettings settings)
    {
        var pieces = text.Split(' ');
        var parts = (Words(text) + settings.MostWords - 1) / settings.MostWords;
        if (parts <= 1)
        {
            passages.Add(text);
            return;
        }
        for (var part = 0; part < parts; part++)
        {
            var (from, to) = ((int)((long)pieces.Length * part / parts), (int)((long)pieces.Length * (part + 1) / parts));
            if (to > from) passages.Add(string.Join(' ', pieces[from..to]));
        }
    }

    static int Words(string text)
    {
        var (words, inside) = (0, false);
        foreach (var sign in text)
        {
            if (sign == ' ') inside = false;
            else if (!inside && char.IsLetterOrDigit(sign)) (words, inside) = (words + 1, true);
        }
        return words;
    }
}
