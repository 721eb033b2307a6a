using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies.Poetry;

/// <summary>What written words are held against: those that were read, one by one and, if asked for, in the mean of each window.</summary>
sealed class PoetryObjective(SettingValues settings)
{
    readonly string _kind = settings.Text("loss");
    readonly double _squares = settings.Number("loss.share"), _sequence = settings.Number("loss.sequence"), _temperature = settings.Number("loss.temperature");

    /// <summary>The loss of words (batch, time, width), of which those count that <paramref name="mask"/> (batch, time) says.</summary>
    public Tensor Of(Tensor written, Tensor read, Tensor mask) => _sequence == 0
        ? Vectors(written, read, mask)
        : (Vectors(written, read, mask) * (float)(1 - _sequence)) + (Losses.OfSequences(written, read, mask, Vectors) * (float)_sequence);

    Tensor Vectors(Tensor written, Tensor read, Tensor mask) => _kind switch
    {
        PoetrySettings.Mse => Losses.MaskedMse(written, read, mask),
        PoetrySettings.Cosine => Losses.MaskedCosine(written, read, mask, _temperature),
        _ => Losses.MaskedHybrid(written, read, mask, _squares, _temperature),
    };
}
