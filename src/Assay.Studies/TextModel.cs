namespace Assay.Studies;

/// <summary>A trained model that writes texts: what <see cref="Study.OpenTextModel"/> gives of a run.</summary>
public abstract class TextModel
{
    /// <summary>What a reader of its texts should know beforehand, or null.</summary>
    public virtual string? Caution => null;

    /// <summary>A new text; equal options give equal texts.</summary>
    /// <exception cref="ArgumentException">An option is out of its range, or the seed text is too short; the message says what is needed.</exception>
    /// <exception cref="InvalidOperationException">This model cannot write from nothing; the message says why.</exception>
    public abstract string Generate(GenerationOptions options);

    /// <summary>Texts on the way from one to another, both ends as the model reconstructs them included.</summary>
    /// <param name="from">The first text.</param>
    /// <param name="to">The last text.</param>
    /// <param name="steps">How many texts, at least 2.</param>
    /// <exception cref="ArgumentException">A text is too short, or the two cannot be mixed.</exception>
    /// <exception cref="InvalidOperationException">This model cannot do it; the message says why.</exception>
    public abstract IReadOnlyList<string> Interpolate(string from, string to, int steps);

    /// <summary>A text as the model reads it and writes it again.</summary>
    /// <exception cref="ArgumentException">The text is too short.</exception>
    public abstract string Reconstruct(string text);
}
