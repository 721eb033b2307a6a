using Assay.Studies;

namespace Assay.Cli;

/// <summary>The program <c>assay</c>. A program of your own gets every verb with <c>return AssayCli.Run(args, new MyStudy());</c>.</summary>
public static class AssayCli
{
    /// <summary>
    /// Does what the arguments say with the given studies. Errors become one line on standard error.
    /// </summary>
    /// <returns>The exit code: 0 done, 1 failed, 2 bad usage, 3 the run diverged.</returns>
    public static int Run(string[] args, params IReadOnlyList<Study> studies) => Run(new Session(args, studies, Terminal.Standard()));

    internal static int Run(Session session)
    {
        try
        {
            return CommandLine.Run(session);
        }
        catch (Exception e)
        {
            session.Terminal.Error.WriteLine($"assay: {ErrorLine.Of(e)}");
            return e is UsageException ? ExitCode.Usage : ExitCode.Failed;
        }
    }
}
