using System.Globalization;

namespace Assay.Studies;

/// <summary>How a <see cref="TextModel"/> writes a text: where it begins and how the words are drawn.</summary>
public sealed record GenerationOptions
{
    /// <summary>A text whose code is written out; null draws a code as the training texts' codes are distributed.</summary>
    public string? SeedText { get; init; }

    /// <summary>Seed of everything that is drawn.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// What cosines are divided by before the softmax. They differ by tenths, so 0.02 stays near the nearest word and 0.2 strays far; 0 always
    /// takes the nearest.
    /// </summary>
    public double Temperature { get; init; } = 0.05;

    /// <summary>Only so many of the nearest words can be drawn; 0 for all.</summary>
    public int TopK { get; init; } = 50;

    /// <summary>Only the fewest words whose probabilities reach this sum can be drawn (nucleus sampling, Holtzman et al. 2020); 1 for all.</summary>
    public double TopP { get; init; } = 0.9;

    /// <summary>Words at most, punctuation and breaks included; null for as many as the seed text's window has, or a full window.</summary>
    public int? Length { get; init; }

    /// <summary>
    /// What the score of a word that has been written is divided by, or multiplied by where it is negative (Keskar et al. 2019); 1 for nothing. Punctuation
    /// and breaks may repeat.
    /// </summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>Refuses values out of range.</summary>
    /// <param name="window">Words of the longest text.</param>
    /// <exception cref="ArgumentException">The message says what was given and what is needed.</exception>
    public void Check(int window)
    {
        if (!(Temperature >= 0) || double.IsInfinity(Temperature)) throw Refused("temperature", Temperature, "a number of at least 0");
        if (TopK < 0) throw Refused("top-k", TopK, "a whole number of at least 0, and 0 for all words");
        if (!(TopP > 0 && TopP <= 1)) throw Refused("top-p", TopP, "a number above 0 and at most 1");
        if (Length is < 1) throw Refused("length", Length.Value, "a whole number of at least 1");
        if (Length > window) throw Refused("length", Length.Value, string.Create(CultureInfo.InvariantCulture, $"at most {window}, because a code stands for one window of so many tokens"));
        if (!(RepetitionPenalty > 0) || double.IsInfinity(RepetitionPenalty)) throw Refused("repetition penalty", RepetitionPenalty, "a number above 0");
        if (SeedText is not null && string.IsNullOrWhiteSpace(SeedText)) throw new ArgumentException("the seed text is empty; needed: some words");
    }

    static ArgumentException Refused(string name, double value, string needed) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; needed: {needed}"));
}
