namespace Assay.Data.Text;

/// <summary>What stands between two poems of a plain text.</summary>
public enum PoemSeparator
{
    /// <summary>Marker lines if there are any, else gaps of two or more empty lines; a text with neither is one poem.</summary>
    Auto,

    /// <summary>A line that repeats one of - = * # ~ _ + three times or more.</summary>
    Marker,

    /// <summary>One or more empty lines: every stanza is a poem of its own.</summary>
    EmptyLine,

    /// <summary>Nothing: the whole text is one poem.</summary>
    None,
}
