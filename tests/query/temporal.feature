Feature: temporal

  Scenario: [1] dates are truncated to units, and parts put in
    Given an empty graph
    When executing query:
      """
      WITH date('2022-08-18') AS d
      RETURN toString(date.truncate('century', d)) AS century,
             toString(date.truncate('decade', d, {day: 2})) AS decade,
             toString(date.truncate('quarter', d)) AS quarter,
             toString(date.truncate('week', d, {dayOfWeek: 3})) AS week,
             toString(date.truncate('weekYear', d, {day: 5})) AS weekYear,
             toString(datetime.truncate('month', d, {timezone: '+02:00'})) AS month
      """
    Then the result should be, in any order:
      | century      | decade       | quarter      | week         | weekYear     | month                    |
      | '2000-01-01' | '2020-01-02' | '2022-07-01' | '2022-08-17' | '2022-01-05' | '2022-08-01T00:00+02:00' |

  Scenario: [2] times are truncated to units, and parts put in
    Given an empty graph
    When executing query:
      """
      WITH datetime('2022-08-18T09:41:57.123456789-03:00') AS t
      RETURN toString(datetime.truncate('hour', t)) AS hour,
             toString(localdatetime.truncate('millisecond', t, {nanosecond: 2})) AS milli,
             toString(time.truncate('minute', t, {second: 7})) AS minute,
             toString(localtime.truncate('day', t)) AS day,
             toString(datetime.truncate('second', t, {timezone: 'Z'})) AS second
      """
    Then the result should be, in any order:
      | hour                     | milli                           | minute           | day     | second                 |
      | '2022-08-18T09:00-03:00' | '2022-08-18T09:41:57.123000002' | '09:41:07-03:00' | '00:00' | '2022-08-18T09:41:57Z' |

  Scenario: [3] units that a kind does not have are refused
    Given an empty graph
    When executing query:
      """
      RETURN date.truncate('hour', date('2022-08-18'))
      """
    Then a ArgumentError should be raised at runtime: InvalidArgumentValue

  Scenario: [4] null truncates to null, and lies nowhere between
    Given an empty graph
    When executing query:
      """
      RETURN date.truncate('year', null) AS year, duration.inDays(date('2022-08-18'), null) AS days
      """
    Then the result should be, in any order:
      | year | days |
      | null | null |

  Scenario: [5] durations between, in units
    Given an empty graph
    When executing query:
      """
      WITH datetime('2020-02-29T18:00Z') AS a, datetime('2021-04-01T12:00+01:00') AS b
      RETURN toString(duration.between(a, b)) AS all, toString(duration.inMonths(a, b)) AS months,
             toString(duration.inDays(a, b)) AS days, toString(duration.inSeconds(b, a)) AS seconds
      """
    Then the result should be, in any order:
      | all             | months  | days    | seconds    |
      | 'P1Y1M2DT17H'   | 'P1Y1M' | 'P396D' | 'PT-9521H' |

  Scenario: [6] instants from seconds and milliseconds since 1970
    Given an empty graph
    When executing query:
      """
      WITH datetime.fromEpoch(1500000000, 25) AS a, datetime.fromEpochMillis(1500000000123) AS b
      RETURN toString(a) AS a, toString(b) AS b, a.epochSeconds AS s, b.epochMillis AS ms
      """
    Then the result should be, in any order:
      | a                                | b                          | s          | ms            |
      | '2017-07-14T02:40:00.000000025Z' | '2017-07-14T02:40:00.123Z' | 1500000000 | 1500000000123 |

  Scenario: [7] what a map does not name is kept of the value that it names
    Given an empty graph
    When executing query:
      """
      WITH time('06:15:30.25+02:00') AS t, datetime('2022-08-18T23:30+01:00') AS dt
      RETURN toString(time({time: t})) AS same, toString(time({time: t, second: 5})) AS second,
             toString(time({time: t, millisecond: 7})) AS milli,
             toString(time({time: t, timezone: '-01:00'})) AS moved,
             toString(datetime({datetime: dt, timezone: '+03:00'})) AS next,
             toString(datetime({date: dt, hour: 1})) AS date
      """
    Then the result should be, in any order:
      | same                | second              | milli                | moved               | next                     | date                |
      | '06:15:30.25+02:00' | '06:15:05.25+02:00' | '06:15:30.007+02:00' | '03:15:30.25-01:00' | '2022-08-19T01:30+03:00' | '2022-08-18T01:00Z' |

  Scenario: [8] the clocks of a query agree
    Given an empty graph
    When executing query:
      """
      RETURN datetime.statement() = datetime.transaction() AS same, date.realtime() = date() AS day
      """
    Then the result should be, in any order:
      | same | day  |
      | true | true |
