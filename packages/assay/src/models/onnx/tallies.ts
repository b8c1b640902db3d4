import { posix } from 'node:path';
import type { ModelSignature, Tally } from '../../domain/model-signature.ts';
import { orderTexts } from '../../domain/order-texts.ts';
import { elementName, isSmall } from './element-types.ts';
import type { ExternalPlace, Tensor } from './tensor.ts';
import { malformed } from './wire.ts';

/** A file beside the model, and how much of it the model needs. */
export interface NeededFile {
  readonly path: string;
  readonly bytes: number;
}

/** What is counted on the way through the graphs of a model. */
export interface Tallies {
  readonly node: (domain: string, name: string, place: number) => void;
  readonly parameter: (tensor: Tensor, place: number) => void;
  readonly constant: (tensor: Tensor, place: number) => void;
  readonly annotation: () => void;
  readonly found: () => Pick<
    ModelSignature,
    'operators' | 'parameters' | 'constants' | 'external' | 'quantisation'
  >;
  readonly needs: () => readonly NeededFile[];
}

type Open<T> = { -readonly [K in keyof T]: T[K] };

/** More kinds of operators, and more files, than any model has; memory is bounded by them. */
const mostOperators = 10_000;
const mostFiles = 10_000;
const mostTypes = 1_000;

const newTally = (): Open<Tally> => ({ tensors: 0, values: 0, bytes: 0 });

const count = (tally: Open<Tally>, { values, bytes }: Tensor, place: number): void => {
  tally.tensors += 1;
  tally.values += values;
  tally.bytes += bytes;
  if (!Number.isSafeInteger(tally.values + tally.bytes))
    malformed('the tensors have more than 2^53 bytes', place);
};

/** Names of operators that quantise, or compute with what is quantised, in the sets of ONNX and of ONNX Runtime. */
const quantises = /[Qq]uantize|^QLinear|^QGemm$|^QAttention$|Integer(ToFloat)?$|NBits$|^QMoE$/;

/** Within the folder of the version: never out of it. */
const pathOf = (model: string, location: string, place: number): string => {
  const path = posix.normalize(posix.join(posix.dirname(model), location));
  const leadsOut =
    posix.isAbsolute(location) || path === '..' || path.startsWith('../') || location.includes('\\');
  return leadsOut
    ? malformed(`tensors are kept in ${JSON.stringify(location)}, outside of the folder of the model`, place)
    : path;
};

/** Counts of a model that lies at a path within its version. */
export const talliesFor = (model: string): Tallies => {
  const operators = new Map<string, { domain: string; name: string; count: number }>();
  const types = new Map<number, Open<Tally>>();
  const files = new Map<string, { tensors: number; bytes: number; end: number }>();
  const [parameters, constants] = [newTally(), newTally()];
  let [annotations, quantising] = [0, 0];
  const external = ({ location, end }: ExternalPlace, bytes: number, place: number): void => {
    const path = pathOf(model, location, place);
    const file = files.get(path) ?? { tensors: 0, bytes: 0, end: 0 };
    files.set(path, { tensors: file.tensors + 1, bytes: file.bytes + bytes, end: Math.max(file.end, end) });
    if (files.size > mostFiles) malformed(`tensors are kept in more than ${mostFiles} files`, place);
  };
  return {
    node: (domain, name, place) => {
      const key = `${domain}\n${name}`;
      const known = operators.get(key);
      operators.set(key, { domain, name, count: (known?.count ?? 0) + 1 });
      if (operators.size > mostOperators) malformed(`there are more than ${mostOperators} operators`, place);
      if (quantises.test(name)) quantising += 1;
    },
    parameter: (tensor, place) => {
      const own = types.get(tensor.type) ?? newTally();
      types.set(tensor.type, own);
      if (types.size > mostTypes) malformed(`the tensors are of more than ${mostTypes} types`, place);
      for (const tally of [own, parameters]) count(tally, tensor, place);
      if (tensor.external !== undefined) external(tensor.external, tensor.bytes, place);
    },
    constant: (tensor, place) => {
      count(constants, tensor, place);
      if (tensor.external !== undefined) external(tensor.external, tensor.bytes, place);
    },
    annotation: () => {
      annotations += 1;
    },
    found: () => {
      const byType = [...types].map(([type, tally]) => ({ number: type, type: elementName(type), ...tally }));
      const small = byType.filter(({ number }) => isSmall(number)).map(({ type }) => type);
      return {
        operators: [...operators.values()].toSorted(
          (left, right) => orderTexts(left.domain, right.domain) || orderTexts(left.name, right.name),
        ),
        parameters: {
          ...parameters,
          types: byType
            .map(({ number: _number, ...one }) => one)
            .toSorted((left, right) => right.bytes - left.bytes || orderTexts(left.type, right.type)),
        },
        constants,
        external: [...files]
          .map(([path, { tensors, bytes }]) => ({ path, tensors, bytes }))
          .toSorted((left, right) => orderTexts(left.path, right.path)),
        ...(quantising + small.length + annotations === 0
          ? {}
          : { quantisation: { operators: quantising, types: small.toSorted(orderTexts), annotations } }),
      };
    },
    needs: () => [...files].map(([path, { end }]) => ({ path, bytes: end })),
  };
};
