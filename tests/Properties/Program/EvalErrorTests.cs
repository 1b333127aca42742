using System.Text.Json;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary>Every kind of bad line gets its one-line error, and the lines around it are answered.</summary>
[Collection("program")]
public class EvalErrorTests
{
    private const string Good = """{"id":"normal.log-density","args":{"x":0,"mean":0,"standardDeviation":1}}""";

    /// <summary>A line and its error; … at the end stands for whatever the registry suggests further.</summary>
    public static TheoryData<string, string> BadLines => new()
    {
        { """{""", """not JSON at byte 1: the line ends in the middle.""" },
        { "{\"id\":\"normal.log-density\"", """not JSON at byte 26: the line ends in the middle.""" },
        { """{"id":"normal.log-density","args":{"x":1,"mean":0""", """not JSON at byte 49: '0' is an invalid end of a number. Expected a delimiter.""" },
        { """nonsense""", """not JSON at byte 1: 'nonsense' is an invalid JSON literal. Expected the literal 'null'.""" },
        { """[1,2]""", """the line is an array; it must be an object with id and args.""" },
        { """1""", """the line is a number; it must be an object with id and args.""" },
        { """null""", """the line is null; it must be an object with id and args.""" },
        { """true""", """the line is a boolean; it must be an object with id and args.""" },
        { "\"text\"", """the line is a string; it must be an object with id and args.""" },
        { """{}""", """id is missing; a line has id and args.""" },
        { """{"args":{}}""", """id is missing; a line has id and args.""" },
        { """{"id":null,"args":{}}""", """id is null; it must be a string.""" },
        { """{"id":7,"args":{}}""", """id is a number; it must be a string.""" },
        { """{"id":["normal.log-density"],"args":{}}""", """id is an array; it must be a string.""" },
        { """{"id":"","args":{}}""", """no formula ''; nearest: …""" },
        { """{"id":"normal.log-densty","args":{}}""", """no formula 'normal.log-densty'; nearest: normal.log-density…""" },
        { """{"id":"Normal.LogDensity","args":{}}""", """no formula 'Normal.LogDensity'; nearest: normal.log-density…""" },
        { """{"id":"NORMAL.LOG-DENSITY","args":{}}""", """no formula 'NORMAL.LOG-DENSITY'; nearest: …""" },
        { """{"id":"normal","args":{}}""", """no formula 'normal'; nearest: normal.…""" },
        { """{"id":"normal.log-density"}""", """args is missing; a line has id and args.""" },
        { """{"id":"normal.log-density","args":null}""", """args is null; it must be an object.""" },
        { """{"id":"normal.log-density","args":[1,0,1]}""", """args is an array; it must be an object.""" },
        { """{"id":"normal.log-density","args":"x=1"}""", """args is a string; it must be an object.""" },
        { """{"id":"normal.log-density","args":{},"seed":1}""", """'seed' is no member of a line; it has id and args.""" },
        { """{"ID":"normal.log-density","args":{}}""", """id is missing; a line has id and args.""" },
        { """{"id":"normal.log-density","id":"normal.cdf","args":{}}""", """id is given twice; it must be given once.""" },
        { """{"id":"normal.log-density","args":{},"args":{}}""", """args is given twice; it must be given once.""" },
        { """{"id":"normal.log-density","args":{}} {"id":"normal.cdf"}""", """not JSON at byte 38: '{' is invalid after a single JSON value. Expected end of data.""" },
        { """{"id":"normal.log-density","args":{},}""", """not JSON at byte 37: a comma must be followed by a member or an element.""" },
        { """{'id':'normal.log-density'}""", """not JSON at byte 1: ''' is an invalid start of a property name. Expected a '"'.""" },
        { """{"id":"normal.log-density","args":{"x":.5,"mean":0,"standardDeviation":1}}""", """not JSON at byte 39: '.' is an invalid start of a value.""" },
        { """{"id":"normal.log-density","args":{"x":+1,"mean":0,"standardDeviation":1}}""", """not JSON at byte 39: '+' is an invalid start of a value.""" },
        { """{"id":"normal.log-density","args":{"x":01,"mean":0,"standardDeviation":1}}""", """not JSON at byte 40: Invalid leading zero before '1'.""" },
        { """{"id":"normal.log-density","args":{"x":0x10,"mean":0,"standardDeviation":1}}""", """not JSON at byte 40: 'x' is an invalid end of a number. Expected a delimiter.""" },
        { """{"id":"normal.log-density","args":{"x":NaN,"mean":0,"standardDeviation":1}}""", """not JSON at byte 39: 'N' is an invalid start of a value.""" },
        { """{"id":"normal.log-density","args":{"x":Infinity,"mean":0,"standardDeviation":1}}""", """not JSON at byte 39: 'I' is an invalid start of a value.""" },
        { """{"id":"normal.log-density","args":{"x":1,"mean":0,"standardDeviation":1}} // why""", """not JSON at byte 74: '/' is invalid after a single JSON value. Expected end of data.""" },
        { """{"id":"normal.log-density","args":{}}""", """args.x is missing; normal.log-density takes x, mean, standardDeviation.""" },
        { """{"id":"normal.log-density","args":{"x":1,"mean":0}}""", """args.standardDeviation is missing; normal.log-density takes x, mean, standardDeviation.""" },
        { """{"id":"normal.log-density","args":{"x":1,"mean":0,"standardDeviation":1,"y":2}}""", """args.y is no argument of normal.log-density; it takes x, mean, standardDeviation.""" },
        { """{"id":"normal.log-density","args":{"X":1,"mean":0,"standardDeviation":1}}""", """args.X is no argument of normal.log-density; it takes x, mean, standardDeviation.""" },
        { """{"id":"normal.log-density","args":{"x":1,"x":2,"mean":0,"standardDeviation":1}}""", """args.x is given twice; it must be given once.""" },
        { """{"id":"normal.log-density","args":{"x":"1","mean":0,"standardDeviation":1}}""", """args.x is a string; it must be a number.""" },
        { """{"id":"normal.log-density","args":{"x":null,"mean":0,"standardDeviation":1}}""", """args.x is null; it must be a number.""" },
        { """{"id":"normal.log-density","args":{"x":true,"mean":0,"standardDeviation":1}}""", """args.x is a boolean; it must be a number.""" },
        { """{"id":"normal.log-density","args":{"x":[1],"mean":0,"standardDeviation":1}}""", """args.x is an array; it must be a number.""" },
        { """{"id":"normal.log-density","args":{"x":{"value":1},"mean":0,"standardDeviation":1}}""", """args.x is an object; it must be a number.""" },
        { """{"id":"normal.log-density","args":{"x":1e999,"mean":0,"standardDeviation":1}}""", """args.x is 1e999; it does not fit a binary64 (write "Infinity" for infinity).""" },
        { """{"id":"normal.log-density","args":{"x":-1e999,"mean":0,"standardDeviation":1}}""", """args.x is -1e999; it does not fit a binary64 (write "Infinity" for infinity).""" },
        { """{"id":"normal.log-density","args":{"x":"inf","mean":0,"standardDeviation":1}}""", """args.x is a string; it must be a number.""" },
        { """{"id":"normal.log-density","args":{"x":1,"mean":"NaN","standardDeviation":1}}""", """mean is NaN; it must be finite.""" },
        { """{"id":"normal.log-density","args":{"x":1,"mean":"Infinity","standardDeviation":1}}""", """mean is Infinity; it must be finite.""" },
        { """{"id":"normal.log-density","args":{"x":1,"mean":0,"standardDeviation":0}}""", """standardDeviation is 0; it must be positive and finite.""" },
        { """{"id":"normal.log-density","args":{"x":1,"mean":0,"standardDeviation":-1}}""", """standardDeviation is -1; it must be positive and finite.""" },
        { """{"id":"normal.log-density","args":{"x":1,"mean":0,"standardDeviation":"NaN"}}""", """standardDeviation is NaN; it must be positive and finite.""" },
        { """{"id":"normal.log-density","args":{"x":1,"mean":0,"standardDeviation":"Infinity"}}""", """standardDeviation is Infinity; it must be positive and finite.""" },
        { """{"id":"normal.log-density","args":{"x":1,"mean":0,"standardDeviation":1e-400}}""", """standardDeviation is 0; it must be positive and finite.""" },
        { """{"id":"philox-4x32.block","args":{"counter":[0,0,0],"key":[0,0]}}""", """args.counter is an array of length 3; it must be an array of 4 numbers.""" },
        { """{"id":"philox-4x32.block","args":{"counter":[0,0,0,0,0],"key":[0,0]}}""", """args.counter is an array of length 5; it must be an array of 4 numbers.""" },
        { """{"id":"philox-4x32.block","args":{"counter":0,"key":[0,0]}}""", """args.counter is a number; it must be an array of 4 numbers.""" },
        { """{"id":"philox-4x32.block","args":{"counter":[0,0,0,4294967296],"key":[0,0]}}""", """args.counter[3] is 4294967296; it must be a whole number in [0, 4294967295].""" },
        { """{"id":"philox-4x32.block","args":{"counter":[0,0,0,-1],"key":[0,0]}}""", """args.counter[3] is -1; it must be a whole number in [0, 4294967295].""" },
        { """{"id":"philox-4x32.block","args":{"counter":[0,0,0,0.5],"key":[0,0]}}""", """args.counter[3] is 0.5; it must be a whole number in [0, 4294967295].""" },
        { """{"id":"philox-4x32.block","args":{"counter":[0,0,0,"0"],"key":[0,0]}}""", """args.counter[3] is a string; it must be a number.""" },
        { """{"id":"philox-4x32.block","args":{"counter":[0,0,0,null],"key":[0,0]}}""", """args.counter[3] is null; it must be a number.""" },
        { """{"id":"philox-4x32.block","args":{"counter":[0,0,0,1e99],"key":[0,0]}}""", """args.counter[3] is 1e99; it must be a whole number in [0, 4294967295].""" },
        { """{"id":"objectives.value","args":{"objective":"cubic","k":1,"x":1}}""", """args.objective is "cubic"; it must be one of quadratic, exponential, cosine.""" },
        { """{"id":"objectives.value","args":{"objective":"Quadratic","k":1,"x":1}}""", """args.objective is "Quadratic"; it must be one of quadratic, exponential, cosine.""" },
        { """{"id":"objectives.value","args":{"objective":0,"k":1,"x":1}}""", """args.objective is 0; it must be one of quadratic, exponential, cosine.""" },
        { """{"id":"objectives.value","args":{"objective":null,"k":1,"x":1}}""", """args.objective is null; it must be one of quadratic, exponential, cosine.""" },
        { """{"id":"leave-one-out.normal-moments","args":{"objective":"quadratic","k":1,"mean":0,"standardDeviation":1,"samples":1}}""", """samples is 1; it must be at least 2.""" },
        { """{"id":"leave-one-out.normal-moments","args":{"objective":"quadratic","k":1,"mean":0,"standardDeviation":1,"samples":2.5}}""", """args.samples is 2.5; it must be a whole number in [-2147483648, 2147483647].""" },
        { """{"id":"leave-one-out.normal-moments","args":{"objective":"quadratic","k":1,"mean":0,"standardDeviation":1,"samples":2147483648}}""", """args.samples is 2147483648; it must be a whole number in [-2147483648, 2147483647].""" },
        { """{"id":"log-sum-exp.value","args":{"values":[]}}""", """values is empty; it must have at least one element.""" },
        { """{"id":"log-sum-exp.value","args":{"values":1}}""", """args.values is a number; it must be an array.""" },
        { """{"id":"log-sum-exp.value","args":{"values":[1,[2]]}}""", """args.values[1] is an array; it must be a number.""" },
        { """{"id":"log-sum-exp.value","args":{"values":[1,"two"]}}""", """args.values[1] is a string; it must be a number.""" },
        { """{"id":"log-sum-exp.value","args":{"values":[1,1e999]}}""", """args.values[1] is 1e999; it does not fit a binary64 (write "Infinity" for infinity).""" },
        { """{"id":"kullback-leibler.categorical","args":{"probabilities":[0.5,0.5],"otherProbabilities":[1]}}""", """otherProbabilities has length 1; it must have the length of probabilities, 2.""" },
        { """{"id":"kullback-leibler.categorical","args":{"probabilities":[0.5,0.6],"otherProbabilities":[0.5,0.5]}}""", """the sum of probabilities is 1.1; it must be 1, within 4 units of rounding for each element.""" },
        { """{"id":"kullback-leibler.categorical","args":{"probabilities":[-0.5,1.5],"otherProbabilities":[0.5,0.5]}}""", """probabilities[0] is -0.5; it must be in [0, 1].""" },
        { """{"id":"kullback-leibler.bernoulli","args":{"probability":2,"otherProbability":0.5}}""", """probability is 2; it must be in [0, 1].""" },
        { """{"id":"softmax.cross-entropy","args":{"logits":[1,2],"label":2}}""", """label is 2; it must be in [0, 1].""" },
        { """{"id":"softmax.cross-entropy","args":{"logits":[1,2],"label":-1}}""", """label is -1; it must be in [0, 1].""" },
        { """{"id":"softmax.probabilities","args":{"logits":[1,"NaN"]}}""", """logits[1] is NaN; it must be finite.""" },
        { """{"id":"uniform.log-density","args":{"x":0,"lower":1,"upper":0}}""", """upper is 0; it must be above lower, 1.""" },
        { """{"id":"normal.quantile","args":{"probability":1.5,"mean":0,"standardDeviation":1}}""", """probability is 1.5; it must be in [0, 1].""" },
        { """{"id":"sample.variance","args":{"sample":[1]}}""", """sample has length 1; it must have at least 2 elements.""" },
        { """{"id":"sample.covariance","args":{"x":[1,2,3],"y":[1,2]}}""", """y has length 2; it must have the length of x, 3.""" },
        { """{"id":"bernoulli.log-mass","args":{"x":0.5,"probability":0.5}}""", """x is 0.5; it must be 0 or 1.""" },
        { """{"id":"local-reparameterization.preactivation-moments","args":{"input":[1,2],"weightMean":[1],"logAlpha":[0,0]}}""", """weightMean has length 1; it must have the length of input, 2.""" },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public async Task A_bad_line_gets_its_error_and_its_neighbours_are_answered(string line, string error)
    {
        ProgramRun run = await ProgramRun.WithInput($"{Good}\n{line}\n{Good}\n", "eval");
        string[] answers = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(3, answers.Length);
        Assert.True(JsonDocument.Parse(answers[0]).RootElement.TryGetProperty("value", out _));
        Assert.Equal(answers[0], answers[2]);
        string actual = JsonDocument.Parse(answers[1]).RootElement.GetProperty("error").GetString()!;
        if (error.EndsWith('…'))
        {
            Assert.StartsWith(error[..^1], actual, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(error, actual);
        }

        Assert.Equal("1 of 3 lines could not be answered; the first is line 2.", run.Error.Trim());
    }

    [Fact]
    public void The_table_is_as_long_as_it_claims() => Assert.True(BadLines.Count >= 60);

    [Fact]
    public async Task The_same_lines_are_refused_on_a_device()
    {
        string lines = string.Join('\n', BadLines.Select(row => row.Data.Item1));
        ProgramRun reference = await ProgramRun.WithInput(lines, "eval");
        ProgramRun device = await ProgramRun.WithInput(lines, "eval", "--device", "cpu");
        Assert.Equal(reference, device);
    }
}
