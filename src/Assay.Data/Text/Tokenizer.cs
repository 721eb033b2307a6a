using System.Globalization;
using System.Text;

namespace Assay.Data.Text;

/// <summary>
/// Cuts a text into tokens: words with their apostrophes (<c>don't</c>, <c>o'clock</c>), numbers (<c>3.14</c>, <c>1,000</c>, <c>1990s</c>), punctuation,
/// other signs one by one (an emoji with all its parts is one), and breaks of lines and stanzas. Nothing but white space is
/// dropped. Letters are compared as they are written: an accent of its own is part of its word, but makes another word than the accented
/// letter. A text that spells out a marker, such as <c>&lt;PAD&gt;</c>, gives ordinary tokens.
/// </summary>
/// <param name="keepCase">Words as they are written; else in lower case.</param>
public sealed class Tokenizer(bool keepCase = false)
{
    /// <summary>Whether words keep their capitals.</summary>
    public bool KeepCase { get; } = keepCase;

    /// <summary>The tokens of a text. Breaks are <see cref="Marker.LineBreak"/> and <see cref="Marker.StanzaBreak"/>, never at either end.</summary>
    public List<string> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var normal = text.Replace('\u2019', '\'').Replace('\u02BC', '\'');
        var tokens = new List<string>();
        for (var at = 0; at < normal.Length;)
        {
            var length = char.IsWhiteSpace(normal[at]) ? Space(normal, at, tokens) : Token(normal, at, tokens);
            at += length;
        }
        while (tokens.Count > 0 && Marker.IsBreak(tokens[^1])) tokens.RemoveAt(tokens.Count - 1);
        return tokens;
    }

    // White space counts by the lines that it ends: none, one, or more.
    static int Space(string text, int start, List<string> tokens)
    {
        int at = start, lines = 0;
        for (; at < text.Length && char.IsWhiteSpace(text[at]); at++)
        {
            if (text[at] is '\n' or '\u2028' or '\u2029' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n'))) lines++;
        }
        if (lines > 0 && tokens.Count > 0) tokens.Add(lines == 1 ? Marker.LineBreak : Marker.StanzaBreak);
        return at - start;
    }

    int Token(string text, int start, List<string> tokens)
    {
        var end = WordEnd(text, start);
        if (end > start)
        {
            var word = text[start..end];
            tokens.Add(KeepCase ? word : word.ToLowerInvariant());
            return end - start;
        }
        // A run of one punctuation sign (... or --) is one token; so is whatever else is seen as one sign.
        var sign = text[start];
        end = start + 1;
        if (char.IsAscii(sign))
            while (end < text.Length && text[end] == sign) end++;
        else
            end = start + StringInfo.GetNextTextElementLength(text, start);
        tokens.Add(text[start..end]);
        return end - start;
    }

    // Letters, marks and digits; inside, an apostrophe between them, or a point or comma between digits.
    static int WordEnd(string text, int start)
    {
        var at = start;
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            if (IsWordPart(rune, at > start)) at += length;
            else if (at > start && at + 1 < text.Length && Joins(text[at - 1], text[at], text[at + 1])) at++;
            else break;
        }
        return at;
    }

    static bool IsWordPart(Rune rune, bool inside) => Rune.IsLetterOrDigit(rune)
        || (inside && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    static bool Joins(char before, char sign, char after) => sign switch
    {
        '\'' => char.IsLetterOrDigit(before) && char.IsLetter(after),
        '.' or ',' => char.IsAsciiDigit(before) && char.IsAsciiDigit(after),
        _ => false,
    };
}
