namespace Assay.Data.Text;

/// <summary>One text and what is known of it.</summary>
/// <param name="Text">The text, lines ended by \n, stanzas by an empty line; never blank.</param>
/// <param name="Title">Its title, if it has one.</param>
/// <param name="Author">Who wrote it, if that is known.</param>
/// <param name="Form">What kind of poem it is, if that is stated.</param>
public sealed record Poem(string Text, string? Title = null, string? Author = null, string? Form = null);
