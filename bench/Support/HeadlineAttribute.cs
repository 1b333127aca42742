namespace BayesBench.Support;

/// <summary>A benchmark that the main job runs too; the others run when <c>throughput</c> is asked for.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HeadlineAttribute : Attribute;
