// Classes run side by side: a device takes its launches in turns, and much of a test is the host's work.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.Collections)]
