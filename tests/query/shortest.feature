Feature: shortest

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a {name: 'a'}), (b {name: 'b'}), (c {name: 'c'}), (d {name: 'd'}),
             (e {name: 'e'}), (f {name: 'f'}), (lone {name: 'lone'}),
             (a)-[:T]->(b), (b)-[:T]->(d), (a)-[:T]->(c), (c)-[:T]->(d),
             (d)-[:T]->(e), (a)-[:S]->(e), (e)-[:T]->(f), (f)-[:T]->(a),
             (a)-[:T {n: 2}]->(b)
      """

  Scenario: [1] one shortest path, of one type
    When executing query:
      """
      MATCH p = shortestPath((x {name: 'a'})-[:T*]->(y {name: 'e'}))
      RETURN length(p) AS n, nodes(p)[0].name AS first, nodes(p)[-1].name AS last
      """
    Then the result should be, in any order:
      | n | first | last |
      | 3 | 'a'   | 'e'  |

  Scenario: [2] all shortest paths, parallel relationships apart
    When executing query:
      """
      MATCH p = allShortestPaths((x {name: 'a'})-[:T*]->(y {name: 'd'}))
      RETURN [n IN nodes(p) | n.name] AS names
      """
    Then the result should be, in any order:
      | names           |
      | ['a', 'b', 'd'] |
      | ['a', 'b', 'd'] |
      | ['a', 'c', 'd'] |

  Scenario: [3] the k shortest come in the order of their length
    When executing query:
      """
      MATCH p = SHORTEST 4 (x {name: 'a'})-[*]->(y {name: 'e'}) RETURN length(p) AS n
      """
    Then the result should be, in order:
      | n |
      | 1 |
      | 3 |
      | 3 |
      | 3 |

  Scenario: [4] fewer than k where there are no more
    When executing query:
      """
      MATCH p = SHORTEST 100 (x {name: 'd'})-[:T*1..3]->(y {name: 'a'}) RETURN length(p) AS n
      """
    Then the result should be, in order:
      | n |
      | 3 |

  Scenario: [5] words of GQL
    When executing query:
      """
      MATCH p = ANY SHORTEST (x {name: 'a'})-[:T]->+(y {name: 'f'})
      MATCH q = ALL SHORTEST (x)-[]->+(y)
      RETURN length(p) AS one, count(q) AS all, length(q) AS n
      """
    Then the result should be, in any order:
      | one | all | n |
      | 4   | 1   | 2 |

  Scenario: [6] none is no row, and null where optional
    When executing query:
      """
      MATCH (x {name: 'a'}), (y {name: 'lone'})
      OPTIONAL MATCH p = shortestPath((x)-[*]-(y))
      RETURN p
      """
    Then the result should be, in any order:
      | p    |
      | null |

  Scenario: [7] bounds hold
    When executing query:
      """
      MATCH p = shortestPath((x {name: 'a'})-[:T*..2]->(y {name: 'e'})) RETURN p
      """
    Then the result should be, in any order:
      | p |

  Scenario: [8] a lower bound looks for longer ones
    When executing query:
      """
      MATCH p = shortestPath((x {name: 'a'})-[*2..]->(y {name: 'e'})) RETURN length(p) AS n
      """
    Then the result should be, in any order:
      | n |
      | 3 |

  Scenario: [9] properties on every hop
    When executing query:
      """
      MATCH p = shortestPath((x {name: 'a'})-[r* {n: 2}]->(y {name: 'b'})) RETURN r
      """
    Then the result should be, in any order:
      | r              |
      | [[:T {n: 2}]] |

  Scenario: [10] against all pairs by enumeration
    When executing query:
      """
      MATCH (x), (y) WHERE x <> y
      OPTIONAL MATCH p = shortestPath((x)-[*..4]-(y))
      WITH x, y, length(p) AS fast
      OPTIONAL MATCH q = (x)-[*1..4]-(y)
      WITH x, y, fast, min(length(q)) AS slow
      WHERE fast <> slow OR (fast IS NULL) <> (slow IS NULL)
      RETURN count(*) AS wrong
      """
    Then the result should be, in any order:
      | wrong |
      | 0     |

  Scenario: [11] as many shortest paths as enumeration finds
    When executing query:
      """
      MATCH (x), (y) WHERE x <> y
      MATCH q = (x)-[*1..3]->(y)
      WITH x, y, min(length(q)) AS n
      MATCH p = allShortestPaths((x)-[*]->(y))
      WITH x, y, n, count(p) AS fast
      MATCH q = (x)-[*1..3]->(y) WHERE length(q) = n
      WITH x, y, fast, count(q) AS slow WHERE fast <> slow
      RETURN count(*) AS wrong
      """
    Then the result should be, in any order:
      | wrong |
      | 0     |

  Scenario: [12] from a node to itself only with length 0
    When executing query:
      """
      MATCH (x {name: 'a'})
      OPTIONAL MATCH p = shortestPath((x)-[*]->(x))
      OPTIONAL MATCH q = shortestPath((x)-[*0..]->(x))
      RETURN p, length(q) AS n
      """
    Then the result should be, in any order:
      | p    | n |
      | null | 0 |
