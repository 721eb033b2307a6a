using Assay.Data.Sequences;
using Assay.Data.Vectors;

namespace Assay.Studies.NextVector;

/// <summary>The documents that the study's settings ask for, before they are split.</summary>
public static class NextVectorCorpus
{
    /// <summary>Those of <c>data</c>, or the embedded stream where that is empty.</summary>
    /// <param name="settings">Of a <see cref="NextVectorStudy"/>.</param>
    /// <inheritdoc cref="DocumentVectors.Read" path="/exception"/>
    public static DocumentVectors Read(SettingValues settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Text("data") is { Length: > 0 } path)
        {
            return DocumentVectors.Read(path, () => new VectorFolder(settings.Text("vectors.folder")).Open(settings.Text("vectors")),
                new PassageSettings(settings.Whole("chunk.least"), settings.Whole("chunk.most")), settings.Whole("context"));
        }
        var process = NextVectorSettings.Process(settings);
        return new DocumentVectors(TopicStream.Draw(process, settings.Whole("stream.documents"), settings.Whole("stream.vectors"), (ulong)settings.Whole("stream.seed")), null, false, []);
    }
}
