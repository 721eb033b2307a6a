namespace Assay.Cli;

/// <summary>The command line asks for something that does not exist; nothing was started.</summary>
sealed class UsageException(string message) : Exception(message)
{
    /// <summary>Looks up what the user named: that it is not there is bad usage, not a failure.</summary>
    public static T Check<T>(Func<T> lookUp)
    {
        try
        {
            return lookUp();
        }
        catch (ArgumentException e)
        {
            throw new UsageException(ErrorLine.Of(e));
        }
    }
}
