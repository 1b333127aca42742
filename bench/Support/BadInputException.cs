namespace BayesBench.Support;

/// <summary>An argument or input of the user's is wrong; the message names it, its value and the rule.</summary>
public sealed class BadInputException(string message) : Exception(message);
