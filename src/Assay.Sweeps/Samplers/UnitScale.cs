namespace Assay.Sweeps;

/// <summary>
/// A range as the unit interval, on which equal lengths count alike: the logarithm is taken where the range says so, and whole numbers
/// and choices own cells of it, of which they are the middle.
/// </summary>
static class UnitScale
{
    /// <summary>Where a value of the range lies.</summary>
    public static double Place(ParameterRange range, object value) => range switch
    {
        NumberRange { Log: true } number => Math.Log((double)value / number.Low) / Math.Log(number.High / number.Low),
        NumberRange number => ((double)value - number.Low) / (number.High - number.Low),
        WholeRange { Log: true } whole => Math.Log((int)value / (whole.Low - 0.5)) / Math.Log((whole.High + 0.5) / (whole.Low - 0.5)),
        WholeRange whole => ((double)(int)value - whole.Low + 0.5) / Cells(whole),
        ChoiceRange choice => (IndexOf(choice, value) + 0.5) / choice.Choices.Count,
        _ => throw Unknown(range),
    };

    /// <summary>The value that lies there; a place outside gives the nearest.</summary>
    public static object Value(ParameterRange range, double place) => range switch
    {
        NumberRange { Log: true } number => Math.Clamp(number.Low * Math.Pow(number.High / number.Low, place), number.Low, number.High),
        NumberRange number => Math.Clamp(number.Low + place * (number.High - number.Low), number.Low, number.High),
        WholeRange { Log: true } whole => (int)Math.Clamp(
            Math.Round((whole.Low - 0.5) * Math.Pow((whole.High + 0.5) / (whole.Low - 0.5), place)), whole.Low, whole.High),
        WholeRange whole => (int)(whole.Low + (long)Math.Clamp(Math.Floor(place * Cells(whole)), 0, Cells(whole) - 1)),
        ChoiceRange choice => choice.Choices[Math.Clamp((int)(place * choice.Choices.Count), 0, choice.Choices.Count - 1)],
        _ => throw Unknown(range),
    };

    /// <summary>How many values the range has; infinity for numbers.</summary>
    public static double Count(ParameterRange range) => range switch
    {
        NumberRange => double.PositiveInfinity,
        WholeRange whole => Cells(whole),
        ChoiceRange choice => choice.Choices.Count,
        _ => throw Unknown(range),
    };

    static double Cells(WholeRange whole) => (double)whole.High - whole.Low + 1;

    static int IndexOf(ChoiceRange choice, object value)
    {
        for (var index = 0; index < choice.Choices.Count; index++)
            if (choice.Choices[index].Equals(value))
                return index;
        throw new ArgumentException($"the value is {value}; needed: one of {choice}", nameof(value));
    }

    static ArgumentException Unknown(ParameterRange range) => new($"ranges are choices, whole numbers and numbers; given: {range.GetType().Name}", nameof(range));
}
