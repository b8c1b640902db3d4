import { z } from 'zod';
import { closed } from './objections.ts';

const count = z.int().min(0);

/** What goes into a model, or comes out. */
const modelValueSchema = closed({
  name: z.string(),
  /** `float32`, `string`; of what is no tensor, such as `sequence(map(int64, float32))`. */
  type: z.string(),
  /** A number, a name, or null for each dimension; absent where even their number is open, and of what is no tensor. */
  shape: z.array(z.union([count, z.string(), z.null()])).exactOptional(),
});
export type ModelValue = z.infer<typeof modelValueSchema>;

/** Tensors, the numbers in them, and what these take as they lie in memory. */
const tally = { tensors: count, values: count, bytes: count };
const tallySchema = closed(tally);
export type Tally = z.infer<typeof tallySchema>;

/** What can be known of a model from its file alone, without running it. */
export const modelSignatureSchema = closed({
  format: z.literal('onnx'),
  irVersion: z.int().min(1),
  /** Of the graph. */
  name: z.string(),
  domain: z.string(),
  /** A number of 64 bits, as text. */
  modelVersion: z.string(),
  producer: closed({ name: z.string(), version: z.string() }),
  opsets: z.array(closed({ domain: z.string(), version: count })),
  /** Without those that have a value of their own in the model. */
  inputs: z.array(modelValueSchema),
  outputs: z.array(modelValueSchema),
  /** How often each occurs, also in graphs within graphs and in functions; by domain and name. */
  operators: z.array(closed({ domain: z.string(), name: z.string(), count })),
  functions: count,
  /** Initialisers, also of graphs within graphs; of sparse ones the values that they hold. */
  parameters: closed({ ...tally, types: z.array(closed({ type: z.string(), ...tally })) }),
  /** Tensors that are attributes of operators. */
  constants: tallySchema,
  /** Files beside the model that hold some of its tensors; paths within the version. */
  external: z.array(closed({ path: z.string(), tensors: count, bytes: count })),
  /** Absent where nothing speaks for it. */
  quantisation: closed({
    /** Nodes that quantise, or compute with what is quantised. */
    operators: count,
    /** Types of 8 bits or fewer among the parameters. */
    types: z.array(z.string()),
    annotations: count,
  }).exactOptional(),
  /** As the producer wrote it; a long text is cut, and ends with `…`. */
  metadata: z.array(closed({ name: z.string(), value: z.string() })),
});
export type ModelSignature = z.infer<typeof modelSignatureSchema>;

export const metricNameSchema = z
  .string()
  .max(100)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_.@/-]*$/,
    'it begins with a letter or digit, and has letters, digits, _ . @ / and -',
  );

const mostMetrics = 1_000;

/** By name; every value is a finite number. */
export const metricsSchema = z
  .record(metricNameSchema, z.number())
  .refine((metrics) => Object.keys(metrics).length <= mostMetrics);
export type Metrics = Readonly<z.infer<typeof metricsSchema>>;

/** What a version of a model carries beside its bytes. */
export const versionModelSchema = closed({
  /** Files of the version that are ONNX models. */
  onnx: z.array(closed({ path: z.string(), bytes: count, signature: modelSignatureSchema })),
  /** Files named `*.onnx` beyond the first twenty. */
  uninspected: count,
  /** As whoever added it stated them. */
  metrics: metricsSchema,
});
export type VersionModel = z.infer<typeof versionModelSchema>;
