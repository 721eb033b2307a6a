using Assay.Tensors;

namespace Assay.Tests.Tensors;

/// <summary>Runs something with a given number of threads and puts the old number back.</summary>
static class Threads
{
    public static T With<T>(int count, Func<T> function)
    {
        var before = Compute.Threads;
        Compute.Threads = count;
        try
        {
            return function();
        }
        finally
        {
            Compute.Threads = before;
        }
    }
}
