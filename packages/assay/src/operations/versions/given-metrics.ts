import { resolve } from 'node:path';
import { type Metrics, metricNameSchema } from '../../domain/model-signature.ts';
import { inWords, isRecord } from '../../domain/objections.ts';
import { own } from '../../domain/own.ts';
import { refuse } from '../../domain/problem.ts';
import { readText } from '../../project/read-text.ts';

type Pair = readonly [name: string, value: unknown];

const numberOf = (text: string): number | undefined => {
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) ? value : undefined;
};

/** `auc=0.91` */
const pairOf = (given: string): Pair => {
  const equals = given.lastIndexOf('=');
  const value = numberOf(given.slice(equals + 1));
  return equals > 0 && value !== undefined
    ? [given.slice(0, equals), value]
    : refuse('usage', `--metric ${given} names no metric and its finite number`, 'write --metric auc=0.91');
};

const deepest = 20;

/** Metrics of groups are named after these: `{"test": {"auc": 0.91}}` is `test.auc`. */
const flat = (value: unknown, name = '', depth = 0): readonly Pair[] =>
  isRecord(value) && depth < deepest
    ? Object.entries(value).flatMap(([key, inner]) =>
        flat(inner, name === '' ? key : `${name}.${key}`, depth + 1),
      )
    : [[name, value]];

const parsed = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    return refuse(
      'usage',
      `${file} is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`,
      'JSON knows no NaN and no Infinity: leave such metrics out',
      { file },
      cause,
    );
  }
};

const pairsIn = (file: string, cwd: string): readonly Pair[] => {
  const value = parsed(readText(resolve(cwd, file), 'source-not-found'), file);
  return isRecord(value)
    ? flat(value)
    : refuse('usage', `${file} holds ${inWords(value)}`, 'write {"auc": 0.91}', { file });
};

/** Metrics as `name=value`, and those of a JSON file. Throws `Refusal` for what is no finite number, and for a name that is given twice. */
export const givenMetrics = (
  given: readonly string[],
  file: string | undefined,
  cwd: string,
): Metrics | undefined => {
  if (given.length === 0 && file === undefined) return undefined;
  const metrics: Record<string, number> = {};
  for (const [name, value] of [...(file === undefined ? [] : pairsIn(file, cwd)), ...given.map(pairOf)]) {
    const named = metricNameSchema.safeParse(name);
    if (!named.success)
      refuse(
        'usage',
        `${JSON.stringify(name)} is no name of a metric`,
        named.error.issues[0]?.message ?? 'write letters and digits',
      );
    if (typeof value !== 'number' || !Number.isFinite(value))
      return refuse('usage', `metric ${name} is ${inWords(value)}`, 'write a finite number, or leave it out');
    if (own(metrics, name) !== undefined)
      refuse('usage', `metric ${name} is given twice`, 'give it once, as --metric or in the file');
    metrics[name] = value;
  }
  return metrics;
};
