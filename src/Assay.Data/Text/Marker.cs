namespace Assay.Data.Text;

/// <summary>Tokens that stand for no word. Their ids are their places here; no text can contain them.</summary>
public static class Marker
{
    /// <summary>Fills what a sequence is shorter than its neighbours; id 0, and a vector of zeros.</summary>
    public const string Pad = "<PAD>";

    /// <summary>A word that the vocabulary has not.</summary>
    public const string Unknown = "<UNK>";

    /// <summary>Before the first token of a poem.</summary>
    public const string Start = "<START>";

    /// <summary>After the last token of a poem.</summary>
    public const string End = "<END>";

    /// <summary>The end of a line.</summary>
    public const string LineBreak = "<LINE>";

    /// <summary>The end of a stanza.</summary>
    public const string StanzaBreak = "<STANZA>";

    /// <summary>A token that a denoising model does not see.</summary>
    public const string Mask = "<MASK>";

    /// <summary>All of them, by id.</summary>
    public static IReadOnlyList<string> All { get; } = [Pad, Unknown, Start, End, LineBreak, StanzaBreak, Mask];

    internal static bool IsBreak(string token) => ReferenceEquals(token, LineBreak) || ReferenceEquals(token, StanzaBreak);
}
