import { suggestion } from '../../domain/nearest.ts';
import type { Demand } from '../demand.ts';
import { type RuleBase, type RuleType, ruleShapes, ruleTypes } from '../odcs/rules.ts';
import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';
import { inWords, isRecord, readShape } from '../shape.ts';
import { readCustom } from './custom.ts';
import { readDimension } from './dimension.ts';
import { readLibrary } from './library.ts';
import type { Owner } from './owner.ts';
import type { RuleBody } from './rule-body.ts';
import { severityOf } from './severity.ts';
import { readSql } from './sql.ts';

/** Reads one entry of `quality` into the one demand it makes. Undefined where it is refused. */
export const readRule = (reading: Reading, raw: unknown, path: Path, owner: Owner): Demand | undefined => {
  if (!isRecord(raw)) {
    reading.reject(
      path,
      `a rule is a map, found ${inWords(raw)}`,
      'write metric, operator and so on as keys',
    );
    return undefined;
  }
  const type = typeOf(reading, raw, path);
  if (type === undefined) return undefined;
  const { base, body } = readers[type](reading, raw, path, owner);
  const { severity, known } = severityOf(base.severity);
  if (!known)
    reading.note(
      [...path, 'severity'],
      `severity ${base.severity} is taken for error`,
      'write error, warning or info',
    );
  const dimension = readDimension(reading, base.dimension, [...path, 'dimension']);
  if (body === undefined) return undefined;
  return {
    ...body,
    ...(base.id === undefined ? {} : { id: base.id }),
    object: owner.object,
    ...(owner.property === undefined ? {} : { property: owner.property }),
    ...(owner.logicalType === undefined ? {} : { logicalType: owner.logicalType }),
    severity,
    ...(dimension === undefined ? {} : { dimension }),
    ...(base.name === undefined ? {} : { name: base.name }),
    ...(base.description === undefined ? {} : { description: base.description }),
    tags: base.tags ?? [],
    place: reading.place(path),
  };
};

type Reader = (
  reading: Reading,
  raw: unknown,
  path: Path,
  owner: Owner,
) => { base: RuleBase; body: RuleBody | undefined };

const readers: Record<RuleType, Reader> = {
  library: (reading, raw, path, owner) => {
    const { keys } = readShape(reading, ruleShapes.library, raw, path);
    return { base: keys, body: readLibrary(reading, keys, path, owner) };
  },
  sql: (reading, raw, path, owner) => {
    const { keys } = readShape(reading, ruleShapes.sql, raw, path);
    return { base: keys, body: readSql(reading, keys, path, owner) };
  },
  custom: (reading, raw, path) => {
    const { keys } = readShape(reading, ruleShapes.custom, raw, path);
    return { base: keys, body: readCustom(reading, keys, path) };
  },
  text: (reading, raw, path) => {
    const { keys } = readShape(reading, ruleShapes.text, raw, path);
    return { base: keys, body: { key: 'text', args: {} } };
  },
};

const typeOf = (reading: Reading, raw: Record<string, unknown>, path: Path): RuleType | undefined => {
  const written = raw.type;
  if (written === undefined && raw.metric !== undefined) return 'library';
  if (written === undefined) {
    const old = raw.rule !== undefined;
    reading.reject(
      path,
      old ? 'rule is the name that ODCS 3.0 had for metric' : 'the rule has neither type nor metric',
      old ? 'write metric' : 'add metric, or type sql, custom or text',
    );
    return undefined;
  }
  const type = ruleTypes.find((known) => known === written);
  if (type === undefined)
    reading.reject(
      [...path, 'type'],
      `${inWords(written)} is no type of rule`,
      suggestion(String(written), ruleTypes),
    );
  return type;
};
