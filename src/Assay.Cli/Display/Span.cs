namespace Assay.Cli;

/// <summary>Text in one style.</summary>
/// <param name="Text">Characters of one column each.</param>
/// <param name="Style">Parameters of the escape sequence that begins the style, such as "1" for bold; empty for plain.</param>
readonly record struct Span(string Text, string Style = "")
{
    public const string Bold = "1";
    public const string Dim = "2";
    public const string Green = "32";
    public const string Yellow = "33";
    public const string Cyan = "36";
}
