import type { ModelSignature } from '../../domain/model-signature.ts';
import type { Bytes } from '../bytes.ts';
import { ownDomain, surfaceOf, walkGraph, walkNode } from './graph.ts';
import { pairIn } from './pairs.ts';
import { type NeededFile, type Tallies, talliesFor } from './tallies.ts';
import {
  type Field,
  fieldsOf,
  int64TextIn,
  integerIn,
  Malformed,
  type Message,
  malformed,
  messageIn,
  messageOf,
  textIn,
  wires,
} from './wire.ts';

export type { NeededFile };

/** A model as its file tells it. */
export interface InspectedModel {
  readonly signature: ModelSignature;
  /** Files beside it without which it cannot run. */
  readonly needs: readonly NeededFile[];
}

/** Numbers of `ModelProto`. Source: onnx-ml.proto of onnx 1.23.2. */
const at = {
  irVersion: 1,
  producerName: 2,
  producerVersion: 3,
  domain: 4,
  modelVersion: 5,
  graph: 7,
  opset: 8,
  metadata: 14,
  function: 25,
} as const;

/** The version of ONNX from which on a model must name its sets of operators. */
const firstWithOpsets = 3;
const mostMetadata = 1_000;
const longestMetadata = 2_000;
const mostOpsets = 1_000;
const mostFunctions = 100_000;
/** Of a model; text that happens to be such a message is not followed to its end. */
const mostFields = 200_000;

/** `OperatorSetIdProto`: domain 1, version 2. */
const opsetIn = (message: Message): ModelSignature['opsets'][number] => {
  let [domain, version] = ['', 0];
  for (const field of fieldsOf(message)) {
    if (field.number === 1) domain = textIn(field);
    if (field.number === 2) version = integerIn(field) ?? 0;
  }
  return { domain: domain === '' ? ownDomain : domain, version };
};

/** `FunctionProto`: nodes 7. */
const walkFunction = (message: Message, tallies: Tallies): void => {
  for (const field of fieldsOf(message)) if (field.number === 7) walkNode(messageIn(field), tallies);
};

/** All of the model but its graphs, and where these lie. */
const outlineOf = (message: Message) => {
  const texts = { producerName: '', producerVersion: '', domain: '', modelVersion: '0' };
  const opsets: ModelSignature['opsets'] = [];
  const metadata = new Map<string, string>();
  const [graphs, functions]: [Field[], Field[]] = [[], []];
  let irVersion = 0;
  const keep = <T>(list: T[], one: T, most: number, { from, number }: Field): void => {
    list.push(one);
    if (list.length > most) malformed(`field ${number} occurs more than ${most} times`, from);
  };
  for (const field of fieldsOf(message)) {
    const { number } = field;
    if (number === at.irVersion) irVersion = integerIn(field) ?? 0;
    else if (number === at.producerName) texts.producerName = textIn(field);
    else if (number === at.producerVersion) texts.producerVersion = textIn(field);
    else if (number === at.domain) texts.domain = textIn(field);
    else if (number === at.modelVersion) texts.modelVersion = int64TextIn(field);
    else if (number === at.opset) keep(opsets, opsetIn(messageIn(field)), mostOpsets, field);
    else if (number === at.graph) keep(graphs, field, 1, field);
    else if (number === at.function) keep(functions, field, mostFunctions, field);
    else if (number === at.metadata) {
      metadata.set(...pairIn(messageIn(field), longestMetadata));
      if (metadata.size > mostMetadata) malformed(`there are more than ${mostMetadata} metadata`, field.from);
    }
  }
  if (irVersion === 0) malformed('it does not say which version of ONNX it is of', message.from);
  if (opsets.length === 0 && irVersion >= firstWithOpsets)
    malformed('it does not say which operators it uses', message.to);
  return { ...texts, opsets, metadata, functions, irVersion, graph: graphs[0] };
};

/**
 * Reads an ONNX model but for its weights, in memory that depends on neither their size nor their number. `path` is that of the model within
 * its version. Throws `Malformed`.
 */
export const inspectOnnx = (bytes: Bytes, path: string): InspectedModel => {
  const outline = outlineOf(messageOf(bytes));
  const {
    graph,
    functions,
    producerName,
    producerVersion,
    metadata,
    irVersion,
    domain,
    modelVersion,
    opsets,
  } = outline;
  if (graph === undefined) return malformed('there is no graph in it', 0);
  const { name, inputs, outputs } = surfaceOf(messageIn(graph));
  const open = new Set(inputs.map((input) => input.name));
  const tallies = talliesFor(path);
  walkGraph(messageIn(graph), tallies, (own) => open.delete(own));
  for (const one of functions) walkFunction(messageIn(one), tallies);
  return {
    signature: {
      format: 'onnx',
      irVersion,
      name,
      domain,
      modelVersion,
      producer: { name: producerName, version: producerVersion },
      opsets,
      inputs: inputs.filter((input) => open.has(input.name)),
      outputs: [...outputs],
      ...tallies.found(),
      functions: functions.length,
      metadata: [...metadata].map(([key, value]) => ({ name: key, value })),
    },
    needs: tallies.needs(),
  };
};

/** True for bytes that are a message from end to end, with what every model has: text, tables and images are not. */
export const looksLikeOnnx = (bytes: Bytes): boolean => {
  let [hasVersion, hasGraph, fields] = [false, false, 0];
  try {
    for (const { number, wire } of fieldsOf(messageOf(bytes))) {
      fields += 1;
      if (fields > mostFields) return false;
      if (number === at.irVersion && wire === wires.varint) hasVersion = true;
      if (number === at.graph && wire === wires.bytes) hasGraph = true;
    }
  } catch (cause) {
    if (cause instanceof Malformed) return false;
    throw cause;
  }
  return hasVersion && hasGraph;
};
