using CsvHelper;

namespace Assay.Data.Text;

/// <summary>Poems as CSV with a header: a column text (or content, poem, body), and title, author and form where there are such columns.</summary>
static class PoemCsv
{
    static readonly string[] TextNames = ["text", "content", "poem", "body"];

    public static List<Poem> Parse(string text, string name)
    {
        // Tracked, because an error names the line; the separator is found out.
        using var csv = CsvReader.FromText(text, new CsvReaderOptions { HasHeader = true, TrackLineNumbers = true });
        try
        {
            csv.ReadHeader();
            var column = TextNames.Select(Column).FirstOrDefault(index => index >= 0, -1);
            if (column < 0) throw new InvalidDataException($"{name}: has no column \"text\"; its columns are {string.Join(", ", csv.Headers.Take(8))}.");
            int title = Column("title"), author = Column("author"), form = Column("form");
            var poems = new List<Poem>();
            while (csv.Read())
            {
                var content = Field(column) ?? throw new InvalidDataException($"{name}, line {csv.LineNumber}: its text is empty.");
                poems.Add(new Poem(PoemReader.Clean(content), Field(title), Field(author), Field(form)));
            }
            return poems;

            int Column(string wanted)
            {
                for (var i = 0; i < csv.Headers.Count; i++)
                    if (string.Equals(csv.Headers[i].Trim(), wanted, StringComparison.OrdinalIgnoreCase)) return i;
                return -1;
            }

            string? Field(int index) => index < 0 || index >= csv.FieldCount || string.IsNullOrWhiteSpace(csv.GetString(index)) ? null : csv.GetString(index).Trim();
        }
        catch (CsvFormatException exception)
        {
            throw new InvalidDataException($"{name}, line {exception.LineNumber}: is not CSV with a header and a column \"text\".", exception);
        }
    }
}
