namespace Assay.Cli;

static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int Diverged = 3;
    public const int Killed = 130;
}
