using System.Text;

namespace Assay.Cli;

/// <summary>A frame that is drawn over the one before it.</summary>
sealed class LiveDisplay : TrainingDisplay
{
    readonly Terminal _terminal;
    IReadOnlyList<int> _drawn = [];
    int _width;
    int _frame;

    public LiveDisplay(TextWriter to, Terminal terminal, string title)
        : base(to, title)
    {
        _terminal = terminal;
        Start();
    }

    public override bool IsLive => true;

    protected override string Draw(TrainingWatch watch, bool last)
    {
        var (width, height) = _terminal.Size();
        var lines = ProgressFrame.Render(watch, width - 1, height - 1, last ? -1 : _frame++);
        var text = new StringBuilder("\r");
        // A terminal that became narrower has broken the old lines into several.
        var rows = _drawn.Sum(length => Math.Max(1, (length + width - 1) / width));
        if (rows > 0) text.Append($"\e[{Math.Min(rows, height - 1)}A");
        if (width != _width) text.Append("\e[J");
        foreach (var line in lines) text.Append(line.Render(_terminal.Colour)).Append("\e[K\n");
        text.Append("\e[J");
        (_drawn, _width) = ([.. lines.Select(line => line.Length)], width);
        return text.ToString();
    }
}
