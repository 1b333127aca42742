namespace BayesBench.Reference.Gradients;

/// <summary>The weights of one or two control variates of a relaxed draw that leave a call least variance.</summary>
internal static class ControlWeights
{
    /// <summary>
    /// A call is <c>f(b) (b - p) + sum_k w_k C_k</c> with <c>E C_k = 0</c>: least squares,
    /// <c>sum_l E[C_k C_l] w_l = -E[f(b) (b - p) C_k]</c>.
    /// </summary>
    public static double[] Least(RelaxedDraw draw, params Func<double, ControlPoint>[] controls)
    {
        var products = new double[controls.Length, controls.Length];
        var ofScore = new double[controls.Length];
        foreach (bool b in new[] { true, false })
        {
            BernoulliObjective objective = draw.Objective;
            double p = b ? objective.Success : objective.Failure;
            double Integral(Func<double, double> f) => LogisticLaw.Part(f, draw.Logit, b ? 1.0 : -1.0);
            double Held(int k, double y) => draw.Held(b, y, 0.0, controls[k](y));
            double Free(int k, double y) => controls[k](y).Slope;
            double[] held = [.. controls.Select((_, k) => Integral(y => Held(k, y)))];
            double[] free = [.. controls.Select((_, k) => Integral(y => Free(k, y)))];
            for (int k = 0; k < controls.Length; k++)
            {
                ofScore[k] += objective.Value(b) * objective.Score(b) * (held[k] + free[k]);
                // Given b what v moves and what u moves are independent.
                for (int l = 0; l < controls.Length; l++)
                {
                    products[k, l] += ((held[k] * free[l]) + (free[k] * held[l])) / p;
                    products[k, l] += Integral(y => (Held(k, y) * Held(l, y)) + (Free(k, y) * Free(l, y)));
                }
            }
        }

        return controls.Length == 1 ? [-ofScore[0] / products[0, 0]] : Solve(products, ofScore);
    }

    // Cramer's rule for two.
    private static double[] Solve(double[,] products, double[] ofScore)
    {
        double determinant = (products[0, 0] * products[1, 1]) - (products[0, 1] * products[1, 0]);
        return
        [
            ((ofScore[1] * products[0, 1]) - (ofScore[0] * products[1, 1])) / determinant,
            ((ofScore[0] * products[1, 0]) - (ofScore[1] * products[0, 0])) / determinant,
        ];
    }
}
