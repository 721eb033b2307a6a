using System.Text;

namespace Assay.Cli;

/// <summary>Where the program writes, and what of it a person is watching.</summary>
sealed class Terminal
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Standard output is a screen that can be redrawn.</summary>
    public bool OutIsLive { get; init; }

    /// <summary>Standard error is one.</summary>
    public bool ErrorIsLive { get; init; }

    /// <summary>Colours are wanted.</summary>
    public bool Colour { get; init; }

    /// <summary>Columns and rows of the screen, asked anew at every call because a window can change.</summary>
    public Func<(int Width, int Height)> Size { get; init; } = () => (100, 30);

    /// <summary>Columns that a printed page may use: those of the screen, or as many as it likes where nobody watches.</summary>
    public int PageWidth => OutIsLive ? Math.Max(40, Size().Width) : int.MaxValue;

    /// <summary>The console of this process.</summary>
    public static Terminal Standard()
    {
        var screen = Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb") || OperatingSystem.IsWindows();
        return new Terminal
        {
            Out = Writer(Console.OpenStandardOutput()),
            Error = Writer(Console.OpenStandardError()),
            OutIsLive = screen && !Console.IsOutputRedirected,
            ErrorIsLive = screen && !Console.IsErrorRedirected,
            Colour = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Size = ConsoleSize,
        };
    }

    // One write a frame: the console's own writer cuts text into pieces of 256 characters, which flicker.
    static TextWriter Writer(Stream stream) => TextWriter.Synchronized(
        new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 14) { AutoFlush = true, NewLine = "\n" });

    static (int Width, int Height) ConsoleSize()
    {
        try
        {
            return (Math.Max(1, Console.WindowWidth), Math.Max(1, Console.WindowHeight));
        }
        catch (IOException)
        {
            return (80, 24); // a screen that does not tell its size
        }
    }
}
