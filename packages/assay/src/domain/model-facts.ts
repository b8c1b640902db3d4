import { bytesText } from './bytes-text.ts';
import { countOf } from './count-of.ts';
import type { ModelSignature, ModelValue, Tally, VersionModel } from './model-signature.ts';

/** One thing that is known of a model: `input`, `x`, `float32 [N, 3]`. */
export interface ModelFact {
  readonly part: ModelPart;
  readonly name: string;
  readonly text: string;
}

export const modelParts = [
  'file',
  'input',
  'output',
  'opset',
  'operator',
  'parameters',
  'constants',
  'quantisation',
  'external',
  'producer',
  'graph',
  'metadata',
  'metric',
] as const;
export type ModelPart = (typeof modelParts)[number];

/** `[N, 3]`; `?` for a dimension that is open. */
const shapeText = (shape: readonly (number | string | null)[]): string =>
  `[${shape.map((size) => size ?? '?').join(', ')}]`;

/** `float32[N, 3]`; the type alone where the shape is open. */
export const typeText = ({ type, shape }: Pick<ModelValue, 'type' | 'shape'>): string =>
  shape === undefined ? type : `${type}${shapeText(shape)}`;

/** `1,234 values in 6 tensors, 4.9 kB` */
export const tallyText = ({ values, tensors, bytes }: Tally): string =>
  `${countOf(values, 'value')} in ${countOf(tensors, 'tensor')}, ${bytesText(bytes)}`;

/** `Relu`, and `com.microsoft.Gelu` where it is none of ONNX itself. */
export const operatorText = ({ domain, name }: { readonly domain: string; readonly name: string }): string =>
  domain === 'ai.onnx' ? name : `${domain}.${name}`;

const quantisationText = ({
  operators,
  types,
  annotations,
}: NonNullable<ModelSignature['quantisation']>): string =>
  [
    ...(operators === 0 ? [] : [countOf(operators, 'operator')]),
    ...(types.length === 0 ? [] : [`parameters of ${types.join(', ')}`]),
    ...(annotations === 0 ? [] : [countOf(annotations, 'annotation')]),
  ].join(', ');

const fact = (part: ModelPart, name: string, text: string): ModelFact => ({ part, name, text });

/** All that is known of an ONNX model, part by part in the order of `modelParts`. */
export const modelFacts = ({
  bytes,
  signature,
}: Pick<VersionModel['onnx'][number], 'bytes' | 'signature'>): readonly ModelFact[] => {
  const { producer, quantisation, parameters, constants } = signature;
  const version = signature.modelVersion === '0' ? '' : `version ${signature.modelVersion}`;
  const named = [signature.name, signature.domain, version].filter((text) => text !== '').join(', ');
  return [
    fact('file', 'size', bytesText(bytes)),
    ...signature.inputs.map((value) => fact('input', value.name, typeText(value))),
    ...signature.outputs.map((value) => fact('output', value.name, typeText(value))),
    fact('opset', 'IR', String(signature.irVersion)),
    ...signature.opsets.map(({ domain, version: of }) => fact('opset', domain, String(of))),
    ...signature.operators.map((one) => fact('operator', operatorText(one), String(one.count))),
    ...(signature.functions === 0 ? [] : [fact('operator', 'functions', String(signature.functions))]),
    fact('parameters', 'all', tallyText(parameters)),
    ...parameters.types.map(({ type, ...tally }) => fact('parameters', type, tallyText(tally))),
    ...(constants.tensors === 0 ? [] : [fact('constants', 'all', tallyText(constants))]),
    ...(quantisation === undefined ? [] : [fact('quantisation', 'hints', quantisationText(quantisation))]),
    ...signature.external.map(({ path, tensors, bytes: held }) =>
      fact('external', path, `${countOf(tensors, 'tensor')}, ${bytesText(held)}`),
    ),
    ...(producer.name === '' ? [] : [fact('producer', producer.name, producer.version)]),
    ...(named === '' ? [] : [fact('graph', 'name', named)]),
    ...signature.metadata.map(({ name, value }) => fact('metadata', name, value)),
  ];
};

/** Metrics as facts, by name. */
export const metricFacts = ({ metrics }: Pick<VersionModel, 'metrics'>): readonly ModelFact[] =>
  Object.keys(metrics)
    .toSorted()
    .map((name) => fact('metric', name, String(metrics[name])));
