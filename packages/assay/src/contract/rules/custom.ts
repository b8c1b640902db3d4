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

const readAssay = (reading: Reading, implementation: unknown, path: Path): RuleBody | undefined => {
  const [source, at] =
    typeof implementation === 'string'
      ? [fromText(reading, implementation, path), []]
      : [reading.source, path];
  if (source === undefined) return undefined;
  const args = typeof implementation === 'string' ? source.value : implementation;
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

const fromText = (reading: Reading, text: string, path: Path): Source | undefined => {
  const parsed = parseSource(text, reading.source.file);
  if ('source' in parsed) return parsed.source;
  for (const { message, hint, where } of parsed.problems) {
    reading.reject(path, `line ${where.line ?? 1} of the implementation: ${message}`, hint);
  }
  return undefined;
};
