namespace Assay.Runs;

/// <summary>Turns what the file system throws into one kind of error with one kind of message.</summary>
static class WriteError
{
    /// <summary>An error that names <paramref name="path"/>, also in place of a name an inner call has given already.</summary>
    internal static IOException At(string path, Exception cause)
    {
        var origin = cause is WriteFailure { InnerException: { } inner } ? inner : cause;
        return new WriteFailure($"cannot write '{path}': {Reason(origin)}", origin);
    }

    static string Reason(Exception cause)
    {
        // .NET appends ": 'path'" to most messages; the path is in ours already.
        var message = cause.Message;
        var quoted = message.IndexOf(" : '", StringComparison.Ordinal);
        return quoted > 0 ? message[..quoted] : message;
    }

    sealed class WriteFailure(string message, Exception cause) : IOException(message, cause);
}
