namespace Assay.Reports;

/// <summary>A matrix as coloured cells, with names on both sides and a colour bar. Cells without a finite value are grey.</summary>
public sealed class HeatMapChart : Chart
{
    // Above this many cells the names that a reader could point at would outweigh the picture.
    const int LargestWithTips = 1000;

    const double LargestCell = 34, SmallestRow = 7;

    /// <summary>The cells, row by row, all rows equally long.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Rows { get; init; }

    /// <summary>One name a row.</summary>
    public required IReadOnlyList<string> RowLabels { get; init; }

    /// <summary>One name a column.</summary>
    public required IReadOnlyList<string> ColumnLabels { get; init; }

    /// <summary>What rows are.</summary>
    public string RowTitle { get; init; } = "";

    /// <summary>What columns are.</summary>
    public string ColumnTitle { get; init; } = "";

    /// <summary>What the colours measure.</summary>
    public string ValueTitle { get; init; } = "";

    /// <summary>Whether zero is the middle: for correlations and other values with a sign.</summary>
    public bool Signed { get; init; }

    /// <summary>The value of the first colour; the smallest value where none is given.</summary>
    public double? Low { get; init; }

    /// <summary>The value of the last colour; the largest value where none is given.</summary>
    public double? High { get; init; }

    private protected override double Draw(SvgCanvas canvas)
    {
        Check();
        canvas.Text(16, 24, Title, "name");
        var scale = new ColourScale(Rows.SelectMany(row => row), Signed, Low, High);
        var names = RowLabels.Select(label => SvgCanvas.Cut(label, 26)).ToList();
        var top = ValueTitle.Length > 0 ? 54.0 : 40.0;
        var left = (RowTitle.Length > 0 ? 38 : 20) + 8 + names.Select(name => SvgCanvas.WidthOf(name, 11)).DefaultIfEmpty(0).Max();
        var room = Math.Max(40, Width - left - 36 - scale.Room(ValueTitle));
        var width = Math.Min(LargestCell, room / Math.Max(1, ColumnLabels.Count));
        var height = Math.Max(SmallestRow, Math.Min(width, 22));
        var (right, bottom) = (left + width * ColumnLabels.Count, top + height * Rows.Count);
        DrawCells(canvas, scale, (left, top), (width, height));
        DrawRowLabels(canvas, names, left, top, height);
        var below = DrawColumnLabels(canvas, left, bottom, width);
        if (RowTitle.Length > 0) canvas.Text(20, (top + bottom) / 2, RowTitle, "soft", SvgCanvas.Anchor.Middle, upright: true);
        if (ColumnTitle.Length > 0) canvas.Text((left + right) / 2, below + 18, ColumnTitle, "soft", SvgCanvas.Anchor.Middle);
        if (Rows.Count == 0) canvas.Text(left, top + 16, "no values to draw", "soft");
        var end = Math.Max(bottom, top + 80);
        scale.Draw(canvas, right + 16, top, end, ValueTitle);
        return Math.Max(below + (ColumnTitle.Length > 0 ? 30 : 12), end + 16);
    }

    void Check()
    {
        if (RowLabels.Count != Rows.Count) throw new ArgumentException($"{Rows.Count} rows and {RowLabels.Count} names for them; needed: one a row");
        for (var row = 0; row < Rows.Count; row++)
            if (Rows[row].Count != ColumnLabels.Count)
                throw new ArgumentException($"row {row} has {Rows[row].Count} cells for {ColumnLabels.Count} columns; needed: one a column");
    }

    void DrawCells(SvgCanvas canvas, ColourScale scale, (double Left, double Top) at, (double Width, double Height) cell)
    {
        var tips = Rows.Count * ColumnLabels.Count <= LargestWithTips;
        for (var row = 0; row < Rows.Count; row++)
            for (var column = 0; column < ColumnLabels.Count; column++)
            {
                var value = Rows[row][column];
                canvas.Tile(at.Left + column * cell.Width, at.Top + row * cell.Height, cell.Width, cell.Height,
                    double.IsFinite(value) ? scale.At(value) : null,
                    tips ? $"{RowLabels[row]}, {ColumnLabels[column]}: {Numbers.Format(value)}" : null);
            }
    }

    static void DrawRowLabels(SvgCanvas canvas, List<string> names, double left, double top, double height)
    {
        var stride = Stride(height);
        for (var row = 0; row < names.Count; row += stride)
            canvas.Text(left - 8, top + (row + 0.5) * height + 4, names[row], "ink small", SvgCanvas.Anchor.End);
    }

    /// <summary>Draws the names below the cells, upright where they would meet, and returns where they end.</summary>
    double DrawColumnLabels(SvgCanvas canvas, double left, double bottom, double width)
    {
        var names = ColumnLabels.Select(label => SvgCanvas.Cut(label, 20)).ToList();
        var longest = names.Select(name => SvgCanvas.WidthOf(name, 11)).DefaultIfEmpty(0).Max();
        if (longest + 6 <= width)
        {
            for (var column = 0; column < names.Count; column++)
                canvas.Text(left + (column + 0.5) * width, bottom + 15, names[column], "ink small", SvgCanvas.Anchor.Middle);
            return bottom + 18;
        }

        var stride = Stride(width);
        for (var column = 0; column < names.Count; column += stride)
            canvas.Text(left + (column + 0.5) * width + 4, bottom + 6, names[column], "ink small", SvgCanvas.Anchor.End, upright: true);
        return bottom + 10 + longest;
    }

    /// <summary>Every how many names one is written, so that they do not touch.</summary>
    static int Stride(double step) => Math.Max(1, (int)Math.Ceiling(12 / step));
}
