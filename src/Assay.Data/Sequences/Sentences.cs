using System.Text.RegularExpressions;

namespace Assay.Data.Sequences;

/// <summary>
/// Cuts English prose into sentences: at full stops, question and exclamation marks with the quotes and brackets that close after them, where the next
/// word does not go on in lower case; and at blank lines. Titles (<c>Mr.</c>), initials (<c>J. S. Bach</c>), other abbreviations, decimals and numbers
/// of lists end none. Line breaks within a sentence become spaces.
/// </summary>
public static partial class Sentences
{
    const string Closing = "\"'”’»)]}*_";
    const string Opening = "\"'“‘«([{*_";

    // Always before something else.
    static readonly HashSet<string> Leading = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "dr", "prof", "rev", "st", "gen", "col", "capt", "lt", "sgt", "maj", "sen", "rep", "gov", "pres", "hon", "messrs", "mme", "mlle", "fr",
        "vs", "viz", "cf", "approx", "e.g", "i.e", "eg", "ie",
    };

    // Before a number.
    static readonly HashSet<string> BeforeNumber = new(StringComparer.OrdinalIgnoreCase)
    {
        "no", "nos", "vol", "vols", "fig", "figs", "ch", "chap", "p", "pp", "sec", "art", "eq", "ver", "vv",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
    };

    // At the end of a sentence only if a new one is seen to begin.
    static readonly HashSet<string> Either = new(StringComparer.OrdinalIgnoreCase) { "etc", "jr", "sr", "inc", "ltd", "co", "corp", "bros", "ca", "al", "esq", "dept", "mt", "ave" };

    static readonly HashSet<string> Beginnings = new(StringComparer.Ordinal)
    {
        "The", "A", "An", "This", "That", "These", "Those", "There", "Then", "He", "She", "It", "They", "We", "You", "I", "His", "Her", "Its", "Their", "Our", "My",
        "And", "But", "Or", "So", "If", "In", "On", "At", "As", "For", "From", "When", "While", "What", "Who", "Why", "How", "Where", "After", "Before", "Although", "However", "No", "Yes", "Not",
    };

    /// <summary>The sentences of a text in their order, without white space at their ends.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sentences = new List<string>();
        foreach (var paragraph in BlankLine().Split(text.ReplaceLineEndings("\n")))
        {
            var folded = Space().Replace(paragraph, " ").Trim();
            var start = 0;
            for (var at = 0; at < folded.Length; at++)
            {
                if (folded[at] is not ('.' or '!' or '?' or '…')) continue;
                var stop = at;
                while (at + 1 < folded.Length && (folded[at + 1] is '.' or '!' or '?' or '…' || Closing.Contains(folded[at + 1], StringComparison.Ordinal))) at++;
                if (at + 1 < folded.Length && (folded[at + 1] != ' ' || !Ends(folded, start, stop, at + 2))) continue;
                sentences.Add(folded[start..(at + 1)]);
                start = Math.Min(at + 2, folded.Length);
            }
            if (start < folded.Length) sentences.Add(folded[start..]);
        }
        return sentences;
    }

    // Whether the sign at a place ends a sentence that has begun at start, if another word begins at next.
    static bool Ends(string text, int start, int stop, int next)
    {
        while (next < text.Length && Opening.Contains(text[next], StringComparison.Ordinal)) next++;
        if (next == text.Length) return true;
        if (char.IsLower(text[next])) return false;
        if (text[stop] != '.' || text[stop + 1] != ' ') return true;
        var word = text[(text.LastIndexOf(' ', stop) + 1)..stop].TrimStart(Opening.ToCharArray());
        if (word.Length == 0) return true;
        if (Leading.Contains(word) || (BeforeNumber.Contains(word) && char.IsDigit(text[next]))) return false;
        if (word.All(char.IsDigit) && stop - word.Length <= start + 1) return false;
        var initials = word is [var letter] && char.IsUpper(letter) && letter != 'I';
        return (!initials && !word.Contains('.', StringComparison.Ordinal) && !Either.Contains(word)) || Beginnings.Contains(Word().Match(text, next).Value);
    }

    [GeneratedRegex(@"\n[^\S\n]*(?:\n[^\S\n]*)+")]
    private static partial Regex BlankLine();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"\G\w+")]
    private static partial Regex Word();
}
