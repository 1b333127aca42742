namespace BayesBench.Kernels.Numerics;

/// <summary>
/// The shape of a product and how its operands lie in memory: element (i, k) of the left one at
/// <c>i LeftRow + k LeftInner</c>, (k, j) of the right one at <c>k RightInner + j RightColumn</c>, so that no form of a product
/// needs a body of its own.
/// </summary>
/// <param name="Rows">M, rows of the product.</param>
/// <param name="Inner">K, terms of every sum.</param>
/// <param name="Columns">N, columns of the product.</param>
/// <param name="LeftRow">From one row of the left operand to the next.</param>
/// <param name="LeftInner">From one term of the left operand to the next.</param>
/// <param name="RightInner">From one term of the right operand to the next.</param>
/// <param name="RightColumn">From one column of the right operand to the next.</param>
/// <param name="OtherRow">From one row of the addend or factor to the next, 0 where all share one; -1 for none.</param>
/// <param name="IsFactor">1 where it multiplies, 0 where it is added.</param>
internal readonly record struct ProductShape(
    int Rows,
    int Inner,
    int Columns,
    int LeftRow,
    int LeftInner,
    int RightInner,
    int RightColumn,
    int OtherRow = -1,
    int IsFactor = 0);
