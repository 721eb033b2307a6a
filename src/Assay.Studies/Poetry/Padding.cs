namespace Assay.Studies.Poetry;

/// <summary>Which positions of a batch hold no token.</summary>
static class Padding
{
    /// <summary>(batch, time), true beyond a text's length; null if all are as long as the batch.</summary>
    public static bool[]? Of(int[] lengths, int time)
    {
        if (Array.TrueForAll(lengths, length => length >= time)) return null;
        var padding = new bool[lengths.Length * time];
        for (var i = 0; i < padding.Length; i++) padding[i] = i % time >= lengths[i / time];
        return padding;
    }
}
