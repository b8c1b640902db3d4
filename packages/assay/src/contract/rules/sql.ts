import type { z } from 'zod';
import { comparisonOf } from '../../domain/comparison.ts';
import { suggestion } from '../../domain/nearest.ts';
import type { ruleShapes } from '../odcs/rules.ts';
import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';
import { refuseLostDigits } from './operands.ts';
import type { Owner } from './owner.ts';
import { placeholderNames, placeholdersIn, propertyPlaceholders } from './placeholders.ts';
import type { RuleBody } from './rule-body.ts';
import { whyNotOneSelect } from './select.ts';

type Keys = Partial<z.output<typeof ruleShapes.sql>>;

/** A rule in SQL: one read-only SELECT whose single cell is compared with a number or flag. */
export const readSql = (reading: Reading, keys: Keys, path: Path, owner: Owner): RuleBody | undefined => {
  const comparison = comparisonOf(keys);
  if (typeof comparison === 'string')
    reading.reject(path, comparison, 'write one operator with a number or flag');
  else if (typeof comparison.value === 'string') {
    reading.reject(
      [...path, comparison.operator],
      'the result of a query is compared with a number or flag, not with text',
      'compare within the query',
    );
  }
  refuseLostDigits(reading, keys, path);
  if (keys.query === undefined) return undefined;
  const place = [...path, 'query'];
  const reason = whyNotOneSelect(keys.query);
  if (reason !== undefined) reading.reject(place, reason, 'write one SELECT that only reads');
  for (const name of placeholdersIn(keys.query)) {
    if (!placeholderNames.has(name))
      reading.reject(place, `unknown placeholder {${name}}`, suggestion(name, [...placeholderNames]));
    else if (owner.property === undefined && propertyPlaceholders.has(name)) {
      reading.reject(
        place,
        `{${name}} in a rule on an object stands for no property`,
        'move the rule to the property, or write its name',
      );
    }
  }
  const body: RuleBody = { key: 'sql', args: { query: keys.query } };
  return {
    ...body,
    ...(typeof comparison === 'string' ? {} : { comparison }),
    ...(keys.unit === undefined ? {} : { unitLabel: keys.unit }),
  };
};
