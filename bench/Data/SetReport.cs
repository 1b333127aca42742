namespace BayesBench.Data;

/// <summary>One data set looked at.</summary>
/// <param name="Set">Its name, as <c>data fetch</c> takes it.</param>
/// <param name="Title">What it is.</param>
/// <param name="Terms">Whose it is, and the terms.</param>
/// <param name="Bytes">Its size when whole.</param>
/// <param name="Present">Number of files that are whole.</param>
/// <param name="Missing">Number of files that are not there.</param>
/// <param name="Damaged">Number of files with other content than they should have.</param>
public sealed record SetReport(
    string Set, string Title, string Terms, long Bytes, int Present, int Missing, int Damaged)
{
    /// <summary>Every file of the set is present.</summary>
    public bool Whole => Missing == 0 && Damaged == 0;
}
