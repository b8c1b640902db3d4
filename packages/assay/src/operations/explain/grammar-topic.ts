import { code, heading, paragraph, type Topic, table } from '../../domain/topic.ts';
import { type Argument, type GrammarFunction, grammarFunctions } from '../../sql/grammar/functions.ts';

const argumentNames: Record<Argument, string> = {
  number: 'number',
  digits: 'digits',
  text: 'text',
  pattern: "'pattern'",
  day: 'date',
  moment: 'timestamp',
  any: 'value',
  same: 'value',
};

const signature = (name: string, { arguments: taken, optional = 0, repeats }: GrammarFunction): string => {
  const needed = taken.length - optional;
  const parts = taken.map((argument, index) =>
    index < needed ? argumentNames[argument] : `[${argumentNames[argument]}]`,
  );
  return `${name}(${parts.join(', ')}${repeats ? ', …' : ''})`;
};

const operators: readonly (readonly [string, string])[] = [
  ['- a', 'the negative of a number'],
  [
    'a * b, a / b, a % b',
    'division is of doubles, and by zero it is NULL; a remainder has the sign of a, and is of doubles where one side is no whole number',
  ],
  ['a + b, a - b', 'of numbers; dates subtract to days'],
  [
    'a = b, <>, !=, <, <=, >, >=',
    'texts compare by code point; NaN equals itself and is above every number; comparisons do not chain',
  ],
  ['a between b and c', 'both ends included; binds as = does, from the left, as the next three do'],
  ["a in (1, 2), a in ('x')", 'as in SQL, a NULL in the list makes what is not found NULL'],
  [
    "a like 'x%'",
    '% is any text, _ any character, without an escape: contains and matches look for them; case counts',
  ],
  ['a is null, a is not null', 'the only way to ask for NULL'],
  ['not a', 'also a not in (…), a not between …, a not like …'],
  ['a and b', ''],
  ['a or b', 'binds loosest'],
];

/** The grammar of rule expressions on one page. */
export const grammarTopic = (): Topic => ({
  schema: 'assay.topic/v1',
  family: 'grammar',
  id: 'expressions',
  summary:
    'Conditions in rules, in where and in --where: one small grammar with the same meaning on every engine.',
  blocks: [
    code('sql', "process_temp > air_temp and status in ('run', 'idle')"),
    paragraph(
      'NULL is what it is in SQL: a condition on NULL is neither true nor false. Kinds must fit: a number does not compare with a text. A text written beside a date or a timestamp is read as one. Whole numbers and decimals stay exact; where a result needs more than 38 digits, an engine that does not hold them makes the rule unknown. There are no comments.',
    ),
    heading('Operators, the tightest first'),
    table(['operator', 'meaning'], operators),
    heading('Values'),
    table(
      ['written', 'is'],
      [
        [
          'temp, "air temp", "say ""hi"""',
          'a column; names that are not plain, or are words of the grammar, in double quotes',
        ],
        ["'text', 'it''s'", 'a text'],
        [
          '12, 9007199254740993, 0.10, 1e-3',
          'a number: whole and decimal numbers exactly, up to 38 digits; with an exponent a double',
        ],
        ["date '2024-02-29'", 'a date'],
        ["timestamp '2024-02-29T12:00:00Z'", 'a timestamp, without Z one without a zone'],
        ['true, false, null', ''],
      ],
    ),
    heading('Functions'),
    table(
      ['function', 'is'],
      Object.entries(grammarFunctions).map(([name, known]) => [signature(name, known), known.summary]),
    ),
    paragraph(
      'Words and functions are read in any case. Nothing of an expression reaches an engine but names and values. A double beyond what doubles hold is infinite, or, on an engine that refuses it, the rule is unknown. On a PostgreSQL with neither pg_c_utf8 (from version 17) nor ICU, lower and upper go by the locale of the database.',
    ),
  ],
});
