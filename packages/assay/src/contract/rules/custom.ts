import type { z } from 'zod';
import { operators } from '../../domain/comparison.ts';
import type { ruleShapes } from '../odcs/rules.ts';
import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';
import { isRecord } from '../shape.ts';
import { parseSource, type Source } from '../yaml/source.ts';
import { exactLiterals } from './literals.ts';
import { refuseLostDigits } from './operands.ts';
import type { RuleBody } from './rule-body.ts';

type Keys = Partial<z.output<typeof ruleShapes.custom>>;

/** A rule of some engine. `engine: assay` names one of Assay's own checks; every other is kept for an adapter. */
export const readCustom = (reading: Reading, keys: Keys, path: Path): RuleBody | undefined => {
  const { engine, implementation } = keys;
  if (engine === undefined || implementation === undefined) return undefined;
  if (engine === 'assay') return readAssay(reading, implementation, [...path, 'implementation']);
  if (engine.toLowerCase() === 'assay') {
    reading.note(
      [...path, 'engine'],
      `engine ${engine} is another engine than assay`,
      'write assay in small letters',
    );
  }
  return { key: 'foreignEngine', args: { engine, implementation } };
};

/** Arguments, and where in which text they stand. */
interface Written {
  readonly args: unknown;
  readonly source: Source;
  readonly at: Path;
}

const readAssay = (reading: Reading, implementation: unknown, path: Path): RuleBody | undefined => {
  const written =
    typeof implementation === 'string'
      ? fromText(reading, implementation, path)
      : { args: implementation, source: reading.source, at: path };
  if (written === undefined) return undefined;
  const { args, source, at } = written;
  if (!isRecord(args) || typeof args.check !== 'string') {
    reading.reject(
      path,
      'an implementation for assay is a map with the key check',
      'write {check: <id>, …}; assay explain lists the ids',
    );
    return undefined;
  }
  refuseLostDigits(reading, args, path, source, at);
  const exact = Object.entries(args).map(([key, value]) => [
    key,
    isOperator(key) ? value : exactLiterals(source, [...at, key], value),
  ]);
  return { key: 'custom', args: Object.fromEntries(exact) };
};

const isOperator = (key: string): boolean => operators.some((operator) => operator === key);

const fromText = (reading: Reading, text: string, path: Path): Written | undefined => {
  const parsed = parseSource(text, reading.source.file);
  if ('source' in parsed) return { args: parsed.source.value, source: parsed.source, at: [] };
  for (const { message, hint, where } of parsed.problems) {
    reading.reject(path, `line ${where.line ?? 1} of the implementation: ${message}`, hint);
  }
  return undefined;
};
