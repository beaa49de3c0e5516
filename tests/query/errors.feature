Feature: errors

  Scenario Outline: [1] what is wrong is found before the query runs
    Given any graph
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | query                                             | detail                         |
      | RETURN                                            | UnexpectedSyntax               |
      | MATCH (n)                                         | InvalidClauseComposition       |
      | MATCH (n) RETURN n; MATCH (m) RETURN m            | UnexpectedSyntax               |
      | MATCH (n) RETURN m                                | UndefinedVariable              |
      | MATCH (n) WHERE (n)-->(m) RETURN n                | UndefinedVariable              |
      | MATCH (n) RETURN (n)-->()                         | UnexpectedSyntax               |
      | MATCH (n) WHERE (n) RETURN n                      | InvalidArgumentType            |
      | MATCH (n) RETURN size((n)-->())                   | UnexpectedSyntax               |
      | MATCH ()-[r]->()-[r]->() RETURN r                 | RelationshipUniquenessViolation |
      | MATCH (a)-[:T..]->(b) RETURN b                    | InvalidRelationshipPattern     |
      | MATCH (a)-[:T*-2]->(b) RETURN b                   | InvalidRelationshipPattern     |
      | MATCH ()-[r $p]->() RETURN r                      | InvalidParameterUse            |
      | MATCH p = (a), p = (b) RETURN p                   | VariableAlreadyBound           |
      | MATCH (p), p = (b) RETURN p                       | VariableAlreadyBound           |
      | WITH 1 AS a UNWIND [1] AS a RETURN a              | VariableAlreadyBound           |
      | WITH 1 AS n MATCH (n) RETURN n                    | VariableTypeConflict           |
      | RETURN 1 AS a, 2 AS a                             | ColumnNameConflict             |
      | WITH 1 + 1 RETURN 2                               | NoExpressionAlias              |
      | RETURN count(count(*))                            | NestedAggregation              |
      | RETURN count(rand())                              | NonConstantExpression          |
      | MATCH (n) WHERE count(n) > 1 RETURN n             | InvalidAggregation             |
      | RETURN [x IN [1] \| count(*)]                     | InvalidAggregation             |
      | MATCH (n) RETURN n.a ORDER BY max(n.b)            | InvalidAggregation             |
      | MATCH (n) RETURN DISTINCT n.a ORDER BY n.b        | UndefinedVariable              |
      | MATCH (n) RETURN n.a + count(*)                   | AmbiguousAggregationExpression |
      | MATCH (n) WITH n.a % 3 AS m, min(n.b) AS k ORDER BY sum(n.b) RETURN m | UndefinedVariable |
      | MATCH (n) RETURN n.a + n.b, count(*) ORDER BY n.a + n.b + count(*) | AmbiguousAggregationExpression |
      | MATCH p = ()-->() RETURN size(p)                  | InvalidArgumentType            |
      | MATCH (n) RETURN length(n)                        | InvalidArgumentType            |
      | RETURN foo(1)                                     | UnknownFunction                |
      | RETURN toUpper()                                  | InvalidNumberOfArguments       |
      | RETURN 1 - 'x'                                    | InvalidArgumentType            |
      | RETURN 0x                                         | InvalidNumberLiteral           |
      | RETURN 0x12G                                      | InvalidNumberLiteral           |
      | RETURN 1e999                                      | FloatingPointOverflow          |
      | RETURN {1a: 2}                                    | UnexpectedSyntax               |
      | RETURN 'abc                                       | UnexpectedSyntax               |
      | RETURN 4 — 1                                      | InvalidUnicodeCharacter        |
      | RETURN 1 AS a UNION RETURN 2 AS b                 | DifferentColumnsInUnion        |
      | CREATE (n) RETURN n                               | InvalidClauseComposition       |
      | MATCH (n) SET n.a = 1 RETURN n                    | InvalidClauseComposition       |
      | MATCH (n) WHERE EXISTS { MATCH (n) SET n.a = 1 } RETURN n | InvalidClauseComposition |
      | MATCH (n) RETURN n LIMIT -1                       | NegativeIntegerArgument        |
      | MATCH (n) RETURN n SKIP n.a                       | NonConstantExpression          |

  Scenario Outline: [2] what only the values tell
    Given any graph
    When executing query:
      """
      <query>
      """
    Then a <class> should be raised at runtime: <detail>

    Examples:
      | query                                        | class           | detail                      |
      | UNWIND [1, 'x'] AS v RETURN v * 2            | TypeError       | InvalidArgumentType         |
      | UNWIND [1] AS v RETURN [1][toString(v)]      | TypeError       | InvalidArgumentType         |
      | UNWIND [1] AS v RETURN {a: 1}[v]             | TypeError       | MapElementAccessByNonString |
      | UNWIND [{}, true] AS v RETURN v.name         | TypeError       | InvalidArgumentType         |
      | UNWIND [[]] AS v RETURN toString(v)          | TypeError       | InvalidArgumentValue        |
      | RETURN range(1, 2, 0)                        | ArgumentError   | NumberOutOfRange            |
      | RETURN percentileDisc(1, 2)                  | ArgumentError   | NumberOutOfRange            |
      | RETURN 'a' =~ '('                            | ArgumentError   | InvalidRegex                |
      | RETURN 1 / 0                                 | ArithmeticError | DivisionByZero              |
      | RETURN 9223372036854775807 + 1               | ArithmeticError | IntegerOverflow             |
      | RETURN date('yesterday')                     | ArgumentError   | InvalidArgumentValue        |
      | RETURN date({year: 2023, month: 2, day: 29}) | ArgumentError   | InvalidArgumentValue        |
      | RETURN date({year: 2023, moth: 2})           | ArgumentError   | InvalidArgumentValue        |
      | RETURN date({year: 2021, week: 53})          | ArgumentError   | InvalidArgumentValue        |
      | RETURN duration({day: 1})                    | ArgumentError   | InvalidArgumentValue        |
      | RETURN $missing                              | ParameterMissing | MissingParameter           |
