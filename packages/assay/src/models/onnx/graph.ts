import type { ModelValue } from '../../domain/model-signature.ts';
import type { Tallies } from './tallies.ts';
import { sparseValuesIn, type Tensor, tensorIn } from './tensor.ts';
import { valueIn } from './value-type.ts';
import { type Field, fieldsOf, type Message, malformed, messageIn, textIn } from './wire.ts';

/** More inputs, and more outputs, than any model has, and longer descriptions of them; memory is bounded by these. */
const mostValues = 10_000;
const mostDescribed = 8_000_000;

/** Numbers of `GraphProto`. Source: onnx-ml.proto of onnx 1.23.2. */
const inGraph = {
  node: 1,
  name: 2,
  initialiser: 5,
  input: 11,
  output: 12,
  annotation: 14,
  sparse: 15,
} as const;
/** Of `NodeProto`. */
const inNode = { name: 4, attribute: 5, domain: 7 } as const;

/** The domain of ONNX itself, which is written as an empty text. */
export const ownDomain = 'ai.onnx';

type Walk = (message: Message, tallies: Tallies) => void;

const countConstant = (found: Tensor | undefined, { from }: Field, tallies: Tallies): void => {
  if (found !== undefined) tallies.constant(found, from);
};

/** What an `AttributeProto` may hold beside numbers and texts, by its number. */
const inAttribute: Readonly<Record<number, (field: Field, tallies: Tallies) => void>> = {
  5: (field, tallies) => countConstant(tensorIn(messageIn(field)), field, tallies),
  6: (field, tallies) => walkGraph(messageIn(field), tallies),
  10: (field, tallies) => countConstant(tensorIn(messageIn(field)), field, tallies),
  11: (field, tallies) => walkGraph(messageIn(field), tallies),
  22: (field, tallies) => countConstant(sparseValuesIn(messageIn(field)), field, tallies),
  23: (field, tallies) => countConstant(sparseValuesIn(messageIn(field)), field, tallies),
};

/** A `NodeProto`, with the graphs and tensors among its attributes. */
export const walkNode: Walk = (message, tallies) => {
  let [domain, name] = ['', ''];
  for (const field of fieldsOf(message)) {
    if (field.number === inNode.name) name = textIn(field);
    else if (field.number === inNode.domain) domain = textIn(field);
    else if (field.number === inNode.attribute)
      for (const held of fieldsOf(messageIn(field))) inAttribute[held.number]?.(held, tallies);
  }
  if (name === '') malformed('a node names no operator', message.from);
  tallies.node(domain === '' ? ownDomain : domain, name, message.from);
};

/** Counts what is in a graph and in those within it; `named` is told the names of its own initialisers. */
export const walkGraph = (message: Message, tallies: Tallies, named?: (name: string) => void): void => {
  for (const field of fieldsOf(message)) {
    if (field.number === inGraph.node) walkNode(messageIn(field), tallies);
    else if (field.number === inGraph.annotation) tallies.annotation();
    else if (field.number === inGraph.initialiser || field.number === inGraph.sparse) {
      const isSparse = field.number === inGraph.sparse;
      const tensor = isSparse ? sparseValuesIn(messageIn(field)) : tensorIn(messageIn(field));
      if (tensor === undefined) continue;
      tallies.parameter(tensor, field.from);
      named?.(tensor.name);
    }
  }
};

/** What the outside sees of a graph. */
export interface Surface {
  readonly name: string;
  readonly inputs: readonly ModelValue[];
  readonly outputs: readonly ModelValue[];
}

/** Name, inputs and outputs of a graph; nothing else of it is read. */
export const surfaceOf = (message: Message): Surface => {
  let [name, described] = ['', 0];
  const [inputs, outputs]: [ModelValue[], ModelValue[]] = [[], []];
  for (const field of fieldsOf(message)) {
    if (field.number === inGraph.name) name = textIn(field);
    if (field.number !== inGraph.input && field.number !== inGraph.output) continue;
    described += field.to - field.from;
    if (described > mostDescribed)
      malformed('inputs and outputs are described in more than 8 MB', field.from);
    const values = field.number === inGraph.input ? inputs : outputs;
    values.push(valueIn(messageIn(field)));
    if (values.length > mostValues)
      malformed(`there are more than ${mostValues} inputs or outputs`, field.from);
  }
  return { name, inputs, outputs };
};
