import { bytesText } from '../domain/bytes-text.ts';
import { countOf } from '../domain/count-of.ts';
import { type ModelPart, metricFacts, modelFacts } from '../domain/model-facts.ts';
import type { VersionModel } from '../domain/model-signature.ts';
import { alignedLines } from './columns.ts';
import { oneLine } from './neutral.ts';

type Inspected = VersionModel['onnx'][number];

/** `wear.onnx  1 input, 1 output, 12 nodes, 1,234 parameters, ai.onnx 17, 4.9 kB` */
const summaryOf = ({ path, bytes, signature }: Inspected): string => {
  const { inputs, outputs, operators, parameters, opsets } = signature;
  const nodes = operators.reduce((sum, { count }) => sum + count, 0);
  const parts = [
    countOf(inputs.length, 'input'),
    countOf(outputs.length, 'output'),
    countOf(nodes, 'node'),
    countOf(parameters.values, 'parameter'),
    ...opsets.map(({ domain, version }) => `${oneLine(domain, 40)} ${version}`),
    bytesText(bytes),
  ];
  return `${oneLine(path, 80)}  ${parts.join(', ')}`;
};

const uninspectedLines = ({ uninspected }: VersionModel): readonly string[] =>
  uninspected === 0 ? [] : [`${countOf(uninspected, 'more ONNX file')} not looked into`];

const metricsLine = (model: VersionModel): readonly string[] => {
  const found = metricFacts(model);
  return found.length === 0 ? [] : [found.map(({ name, text }) => `${name} ${text}`).join('  ')];
};

/** A model in short: a line a file, and its metrics. */
export const modelLines = (model: VersionModel): readonly string[] => [
  ...(model.onnx.length === 0 ? ['no ONNX file: nothing is known of the model but its bytes'] : []),
  ...model.onnx.map(summaryOf),
  ...uninspectedLines(model),
  ...metricsLine(model),
];

/** Parts of which one line names all, the most frequent first. */
const together: readonly ModelPart[] = ['operator', 'opset'];

const rowsOf = (one: Inspected): readonly (readonly string[])[] => {
  const facts = modelFacts(one);
  const joined = together.flatMap((part) => {
    const found = facts.filter((fact) => fact.part === part);
    const sorted =
      part === 'operator' ? found.toSorted((left, right) => Number(right.text) - Number(left.text)) : found;
    const shown = sorted.map(({ name, text }) => `${name} ${text}`).join(', ');
    return shown === '' ? [] : [[`  ${part}s`, oneLine(shown, 300), '']];
  });
  const alone = facts
    .filter(({ part }) => !together.includes(part))
    .map(({ part, name, text }) => [`  ${part}`, oneLine(name, 60), oneLine(text, 100)]);
  return [...alone, ...joined.map(([part = '', text = '']) => [part, text])];
};

/** All that is known of a model, a block a file. */
export const modelDetailLines = (model: VersionModel): readonly string[] => [
  ...model.onnx.flatMap((one) => {
    const rows = rowsOf(one);
    const wide = rows.filter((row) => row.length === 3);
    const narrow = rows.filter((row) => row.length === 2);
    return [oneLine(one.path, 200), ...alignedLines(wide, []), ...alignedLines(narrow, [])];
  }),
  ...uninspectedLines(model),
];
