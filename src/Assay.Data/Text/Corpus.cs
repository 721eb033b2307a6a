using System.Text;

namespace Assay.Data.Text;

/// <summary>The poems that come with Assay: 264 written for it, in many forms and voices, free for any use (CC0). The file is data/poems.json.</summary>
public static class Corpus
{
    /// <summary>All of them, in the order of the file.</summary>
    public static IReadOnlyList<Poem> Poems()
    {
        using var stream = typeof(Corpus).Assembly.GetManifestResourceStream("poems.json")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return PoemReader.Parse(reader.ReadToEnd(), "data/poems.json", ".json");
    }
}
