namespace Assay.Data.Text;

/// <summary>Tokens as readable text again.</summary>
public static class PlainText
{
    const string NoSpaceBefore = ".,!?;:)]}'\u2026\u201D";
    const string NoSpaceAfter = "([{\u201C";

    /// <summary>
    /// Words with spaces, punctuation where it belongs, breaks as line ends; padding and the markers of a poem's ends are left out.
    /// What was written together with a hyphen or a dash comes back with it between spaces.
    /// </summary>
    public static string Join(IEnumerable<string> tokens) => string.Concat(Pieces(tokens));

    /// <summary>The same token by token: each with the space before it, a break as one or two line ends, and what is left out as nothing.</summary>
    public static IEnumerable<string> Pieces(IEnumerable<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return Iterate();

        IEnumerable<string> Iterate()
        {
            var glue = true;
            var quoted = false;
            foreach (var token in tokens)
            {
                if (token is Marker.Pad or Marker.Start or Marker.End)
                {
                    yield return "";
                    continue;
                }
                if (token is Marker.LineBreak or Marker.StanzaBreak)
                {
                    yield return token == Marker.LineBreak ? "\n" : "\n\n";
                    glue = true;
                    continue;
                }
                var closes = token == "\"" && quoted;
                yield return !glue && !closes && !NoSpaceBefore.Contains(token[0], StringComparison.Ordinal) ? " " + token : token;
                if (token == "\"") quoted = !quoted;
                glue = NoSpaceAfter.Contains(token[^1], StringComparison.Ordinal) || (token == "\"" && quoted);
            }
        }
    }
}
