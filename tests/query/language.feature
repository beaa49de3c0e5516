Feature: language

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (ada:Person {name: 'Ada', born: 1815, tags: ['math', 'code']}),
             (bob:Person {name: 'Bob', born: 1990}),
             (cleo:Person:Admin {name: 'Cleo'}),
             (acme:Company {name: 'Acme'}),
             (bolt:Company {name: 'Bolt'}),
             (ada)-[:KNOWS {since: 2001}]->(bob),
             (bob)-[:KNOWS {since: 2005}]->(cleo),
             (cleo)-[:KNOWS {since: 2010}]->(ada),
             (ada)-[:WORKS_AT]->(acme),
             (bob)-[:WORKS_AT]->(acme),
             (cleo)-[:WORKS_AT]->(bolt),
             (cleo)-[:LIKES]->(cleo)
      """

  Scenario: [1] map projection takes properties, all of them, variables and expressions
    When executing query:
      """
      MATCH (p:Person {name: 'Bob'})
      WITH p, 1 AS one
      RETURN p {.name, .missing, one, next: p.born + 1} AS some, p {.*} AS all
      """
    Then the result should be, in any order:
      | some                                             | all                        |
      | {name: 'Bob', missing: null, one: 1, next: 1991} | {name: 'Bob', born: 1990}  |

  Scenario: [2] reduce folds a list
    When executing query:
      """
      RETURN reduce(sum = 0, x IN [1, 2, 3] | sum + x) AS sum,
             reduce(text = '', x IN [] | text + x) AS none,
             reduce(n = 1, x IN null | n) AS nothing
      """
    Then the result should be, in any order:
      | sum | none | nothing |
      | 6   | ''   | null    |

  Scenario: [3] subqueries count and collect
    When executing query:
      """
      MATCH (c:Company)
      RETURN c.name AS name, COUNT { (c)<-[:WORKS_AT]-() } AS staff,
             COLLECT { MATCH (c)<-[:WORKS_AT]-(p) RETURN p.name ORDER BY p.name } AS names
      """
    Then the result should be, in any order:
      | name   | staff | names          |
      | 'Acme' | 2     | ['Ada', 'Bob'] |
      | 'Bolt' | 1     | ['Cleo']       |

  Scenario: [4] EXISTS sees aggregates of its own
    When executing query:
      """
      MATCH (c:Company)
      WHERE EXISTS {
        MATCH (c)<-[:WORKS_AT]-(p) WITH c, count(*) AS n WHERE n > 1 RETURN true
      }
      RETURN c.name AS name
      """
    Then the result should be, in any order:
      | name   |
      | 'Acme' |

  Scenario: [5] pattern predicates combine with other conditions
    When executing query:
      """
      MATCH (p:Person)
      WHERE (p)-[:WORKS_AT]->(:Company {name: 'Acme'}) AND NOT (p)-[:KNOWS]->({name: 'Bob'})
      RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Bob' |

  Scenario: [6] a list of names seeks the index
    When executing query:
      """
      MATCH (p) WHERE p.name IN ['Bob', 'Bob', 'Ada', 'Zoe', null] RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ada' |
      | 'Bob' |

  Scenario: [7] relationship types can be tested like labels
    When executing query:
      """
      MATCH (:Admin)-[r]->() RETURN type(r) AS t, r:LIKES AS likes
      """
    Then the result should be, in any order:
      | t          | likes |
      | 'KNOWS'    | false |
      | 'WORKS_AT' | false |
      | 'LIKES'    | true  |

  Scenario: [8] CASE in both forms
    When executing query:
      """
      UNWIND [1, 2, null, 'x'] AS v
      RETURN CASE v WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'other' END AS a,
             CASE WHEN v IS NULL THEN 'null' WHEN v = 2 THEN 'two' END AS b
      """
    Then the result should be, in any order:
      | a       | b      |
      | 'one'   | null   |
      | 'two'   | 'two'  |
      | 'other' | 'null' |
      | 'other' | null   |

  Scenario: [9] strings are counted in characters
    When executing query:
      """
      RETURN size('Größe') AS n, substring('Größe', 2, 2) AS part, left('äöü', 2) AS l,
             right('äöü', 1) AS r, reverse('añb') AS back, toUpper('größe') AS up,
             toLower('ÄÖÜ') AS low, trim('  x ') AS t, replace('aXbX', 'X', '-') AS rep,
             split('a,b,,c', ',') AS parts
      """
    Then the result should be, in any order:
      | n | part | l    | r   | back  | up      | low   | t   | rep    | parts                |
      | 5 | 'öß' | 'äö' | 'ü' | 'bña' | 'GRÖßE' | 'äöü' | 'x' | 'a-b-' | ['a', 'b', '', 'c'] |

  Scenario: [10] regular expressions match whole texts
    When executing query:
      """
      RETURN 'DeepSea' =~ 'Deep.*' AS a, 'DeepSea' =~ 'Deep' AS b, 'x1' =~ '\\w\\d' AS c,
             null =~ 'x' AS d
      """
    Then the result should be, in any order:
      | a    | b     | c    | d    |
      | true | false | true | null |

  Scenario: [11] numbers keep their kind
    When executing query:
      """
      RETURN 7 / 2 AS i, 7 / 2.0 AS f, 7 % 4 AS m, 2 ^ 3 AS p, -7 / 2 AS neg, 0xFF AS hex,
             1e3 AS e, round(2.5) AS r, round(-2.5) AS rn, round(1.256, 2) AS r2, abs(-3) AS a,
             sign(-0.5) AS s, toInteger('12') AS ti, toFloat('1.5') AS tf, toInteger('x') AS bad
      """
    Then the result should be, in any order:
      | i | f   | m | p   | neg | hex | e      | r   | rn   | r2   | a | s  | ti | tf  | bad  |
      | 3 | 3.5 | 3 | 8.0 | -3  | 255 | 1000.0 | 3.0 | -2.0 | 1.26 | 3 | -1 | 12 | 1.5 | null |

  Scenario: [12] aggregates of nothing and of nulls
    When executing query:
      """
      UNWIND [null, null] AS x
      RETURN count(*) AS rows, count(x) AS c, sum(x) AS s, avg(x) AS a, min(x) AS mi,
             max(x) AS ma, collect(x) AS l, stDev(x) AS d, percentileCont(x, 0.5) AS p
      """
    Then the result should be, in any order:
      | rows | c | s | a    | mi   | ma   | l  | d   | p    |
      | 2    | 0 | 0 | null | null | null | [] | 0.0 | null |

  Scenario: [13] aggregates of numbers
    When executing query:
      """
      UNWIND [2, 4, 4, 4, 5, 5, 7, 9] AS x
      RETURN sum(x) AS s, avg(x) AS a, stDevP(x) AS d, percentileDisc(x, 0.5) AS p,
             percentileCont(x, 0.25) AS q, count(DISTINCT x) AS n, collect(DISTINCT x) AS l
      """
    Then the result should be, in any order:
      | s  | a   | d   | p | q   | n | l               |
      | 40 | 5.0 | 2.0 | 4 | 4.0 | 5 | [2, 4, 5, 7, 9] |

  Scenario: [14] groups by an expression
    When executing query:
      """
      MATCH (p:Person) RETURN p.born IS NULL AS unknown, count(*) AS n ORDER BY unknown
      """
    Then the result should be, in order:
      | unknown | n |
      | false   | 2 |
      | true    | 1 |

  Scenario: [15] dates compare and have parts
    When executing query:
      """
      WITH date('2024-02-29') AS d
      RETURN d.year AS y, d.month AS m, d.dayOfWeek AS w, d < date('2024-03-01') AS less,
             toString(d + duration('P1M1D')) AS later,
             toString(d - duration({days: 60})) AS before,
             toString(datetime('2024-02-29T12:30:00+02:00')) AS t,
             duration.between(d, date('2024-03-10')).days AS days
      """
    Then the result should be, in any order:
      | y    | m | w | less | later        | before       | t                        | days |
      | 2024 | 2 | 4 | true | '2024-03-30' | '2023-12-31' | '2024-02-29T12:30+02:00' | 10   |

  Scenario: [16] UNION keeps one of equal rows, UNION ALL all
    When executing query:
      """
      MATCH (c:Company) RETURN c.name AS n UNION MATCH (x {name: 'Acme'}) RETURN x.name AS n
      """
    Then the result should be, in any order:
      | n      |
      | 'Acme' |
      | 'Bolt' |

  Scenario: [17] optional patterns fill with nulls and filter inside
    When executing query:
      """
      MATCH (p:Person)
      OPTIONAL MATCH (p)-[k:KNOWS]->(q) WHERE k.since > 2004
      RETURN p.name AS p, q.name AS q
      """
    Then the result should be, in any order:
      | p      | q      |
      | 'Ada'  | null   |
      | 'Bob'  | 'Cleo' |
      | 'Cleo' | 'Ada'  |

  Scenario: [18] names with other characters in backquotes, comments, any case
    When executing query:
      """
      // a line
      match (`a b`:Company) /* inside */ with `a b`.name as `the ``name```
      return `the ``name``` order by `the ``name``` desc limit 1;
      """
    Then the result should be, in any order:
      | the `name` |
      | 'Bolt'     |

  Scenario: [19] properties on every hop of a path
    When executing query:
      """
      MATCH (a {name: 'Bob'})-[rs:KNOWS*1..2 {since: 2005}]->(b) RETURN b.name AS b, size(rs) AS n
      """
    Then the result should be, in any order:
      | b      | n |
      | 'Cleo' | 1 |

  Scenario: [20] lengths behind the arrow
    When executing query:
      """
      MATCH (a {name: 'Ada'})-[:KNOWS]->{2,3}(b) RETURN b.name AS b
      """
    Then the result should be, in any order:
      | b      |
      | 'Cleo' |
      | 'Ada'  |

  Scenario: [21] quantifiers over paths
    When executing query:
      """
      MATCH path = ({name: 'Ada'})-[:KNOWS*2]->(b)
      WHERE all(n IN nodes(path) WHERE n:Person) AND single(n IN nodes(path) WHERE n:Admin)
      RETURN [n IN nodes(path) | n.name] AS names
      """
    Then the result should be, in any order:
      | names                  |
      | ['Ada', 'Bob', 'Cleo'] |

  Scenario: [22] rows swap their variables
    When executing query:
      """
      WITH 1 AS a, 2 AS b WITH a AS b, b AS a RETURN a, b
      """
    Then the result should be, in any order:
      | a | b |
      | 2 | 1 |

  Scenario: [23] reading ahead keeps each row with its own values
    When executing query:
      """
      UNWIND range(1, 40) AS i
      MATCH (p:Person)-[:WORKS_AT]->(c)<-[:WORKS_AT]-(q)
      WITH i, p, q ORDER BY i, p.name
      RETURN count(*) AS n, sum(i) AS s, count(DISTINCT p.name + q.name) AS pairs
      """
    Then the result should be, in any order:
      | n  | s    | pairs |
      | 80 | 1640 | 2     |

  Scenario: [24] null is equal to nothing, not even in lists
    When executing query:
      """
      RETURN null = null AS a, [1, null] = [1, null] AS b, [1, null] = [2, null] AS c,
             null IN [1, 2] AS d, 3 IN [1, null] AS e, 1 IN [1, null] AS f, null <> 1 AS g,
             {a: null} = {a: null} AS h
      """
    Then the result should be, in any order:
      | a    | b    | c     | d    | e    | f    | g    | h    |
      | null | null | false | null | null | true | null | null |

  Scenario: [25] the loader of the tests sees all rows at once
    Given an empty graph
    And having executed:
      """
      CREATE (a:From), (b:To)
      WITH a, b UNWIND range(1, 5) AS i CREATE (n:Mid {i: i})
      WITH a, b, [a] + collect(n) + [b] AS all
      UNWIND range(0, size(all) - 2) AS i
      WITH all[i] AS x, all[i + 1] AS y
      CREATE (x)-[:NEXT]->(y)
      """
    When executing query:
      """
      MATCH (:From)-[r:NEXT*]->(:To) RETURN size(r) AS n
      """
    Then the result should be, in any order:
      | n |
      | 6 |

  Scenario: [26] powers go from left to right, signs first
    When executing query:
      """
      RETURN 2 ^ 3 ^ 2 AS p, -3 ^ 2 AS s, 2 * 3 + 4 % 3 AS m, NOT 1 = 2 AND true AS b
      """
    Then the result should be, in any order:
      | p    | s   | m | b    |
      | 64.0 | 9.0 | 7 | true |

  Scenario: [27] columns keep the text they were written with
    When executing query:
      """
      MATCH (c:Company) RETURN cOuNt( * ), max( c.name ), 1+1
      """
    Then the result should be, in any order:
      | cOuNt( * ) | max( c.name ) | 1+1 |
      | 2          | 'Bolt'        | 2   |

  Scenario: [28] ordering by an aggregate that is a column
    When executing query:
      """
      MATCH (p:Person)-[:WORKS_AT]->(c)
      WITH c.name AS name, count(p) AS n ORDER BY count(p) DESC, name
      RETURN name, n
      """
    Then the result should be, in order:
      | name   | n |
      | 'Acme' | 2 |
      | 'Bolt' | 1 |

  Scenario: [29] NaN is neither less nor more, and no number compares with a text
    When executing query:
      """
      RETURN 0.0 / 0.0 > 1 AS a, 0.0 / 0.0 = 0.0 / 0.0 AS b, 1 < 'a' AS c,
             1.0 / 0 > 1e308 AS d, [1, 'a'] < [1, 2] AS e, [1] < [1, null] AS f
      """
    Then the result should be, in any order:
      | a     | b     | c    | d    | e    | f    |
      | false | false | null | true | null | true |

  Scenario: [30] min and max over mixed values
    When executing query:
      """
      UNWIND [1, 'a', null, [1, 2], 0.2, 'b'] AS x RETURN min(x) AS lo, max(x) AS hi
      """
    Then the result should be, in any order:
      | lo     | hi |
      | [1, 2] | 1  |

  Scenario: [31] dates by week, quarter and day of the year
    When executing query:
      """
      RETURN toString(date({year: 2015, week: 30, dayOfWeek: 2})) AS week,
             toString(date({year: 1984, quarter: 3, dayOfQuarter: 45})) AS quarter,
             toString(date({year: 1984, ordinalDay: 202})) AS day,
             toString(date('2015-W30-2')) AS text
      """
    Then the result should be, in any order:
      | week         | quarter      | day          | text         |
      | '2015-07-21' | '1984-08-14' | '1984-07-20' | '2015-07-21' |

  Scenario: [32] parts of durations go into smaller units
    When executing query:
      """
      RETURN toString(duration({months: 0.75})) AS month,
             toString(duration({days: 1.5, hours: 2})) AS day,
             toString(duration('P1Y') * 2) AS double,
             toString(duration('P1M') / 2) AS half,
             toString(3 * duration('PT1.5S')) AS thrice
      """
    Then the result should be, in any order:
      | month              | day         | double | half              | thrice   |
      | 'P22DT19H51M49.5S' | 'P1DT14H'   | 'P2Y'  | 'P15DT5H14M33S'   | 'PT4.5S' |

  Scenario: [33] CASE of an expression in brackets
    When executing query:
      """
      RETURN CASE (1 + 1) WHEN (2) THEN 'two' ELSE 'other' END AS number,
             CASE (null) WHEN 1 THEN 'one' END AS nothing
      """
    Then the result should be, in any order:
      | number | nothing |
      | 'two'  | null    |

  Scenario: [34] null matches no node
    When executing query:
      """
      OPTIONAL MATCH (n:Planet)
      OPTIONAL MATCH (a:Admin)
      OPTIONAL MATCH (n)
      MATCH (a)
      RETURN n, a.name AS name
      """
    Then the result should be, in any order:
      | n    | name   |
      | null | 'Cleo' |
    When executing query:
      """
      OPTIONAL MATCH (n:Planet) MATCH (n) RETURN n
      """
    Then the result should be, in any order:
      | n |

  Scenario: [35] lists are converted item by item
    When executing query:
      """
      RETURN toIntegerList(['7', 'x', 2.5, null]) AS integers, toFloatList(['0.5', true]) AS floats,
             toStringList([1, false, [2]]) AS strings, toBooleanList(['true', 'no']) AS booleans
      """
    Then the result should be, in any order:
      | integers           | floats      | strings              | booleans     |
      | [7, null, 2, null] | [0.5, null] | ['1', 'false', null] | [true, null] |

  Scenario: [36] hyperbolic functions and haversin
    When executing query:
      """
      RETURN haversin(0) AS h, sinh(0) AS s, cosh(0) AS c, tanh(0) AS t, round(coth(1), 4) AS ct
      """
    Then the result should be, in any order:
      | h   | s   | c   | t   | ct     |
      | 0.0 | 0.0 | 1.0 | 0.0 | 1.3130 |
