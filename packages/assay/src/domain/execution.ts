import { z } from 'zod';
import { objectIdSchema } from './object-id.ts';
import { closed } from './objections.ts';
import { orderTexts } from './order-texts.ts';
import { versionNameSchema } from './version-record.ts';

/**
 * What a version was made from: another version, by the id of its record, which stays the same where numbers do not; or a file or folder
 * that is no version, by its path and the hash of its bytes or its tree.
 */
export const executionInputSchema = z.discriminatedUnion('kind', [
  closed({ kind: z.literal('version'), name: versionNameSchema, id: objectIdSchema }),
  closed({ kind: z.literal('file'), path: z.string().min(1), id: objectIdSchema, bytes: z.int().min(0) }),
  closed({ kind: z.literal('folder'), path: z.string().min(1), id: objectIdSchema, bytes: z.int().min(0) }),
]);
export type ExecutionInput = z.infer<typeof executionInputSchema>;

/** The state of the repository that holds the code, or why nobody knows it. */
export const gitStateSchema = z.union([
  closed({
    commit: z.string().regex(/^[0-9a-f]{40,64}$/),
    /** Of what differs from the commit in files that Git follows; absent where nothing does. */
    dirty: objectIdSchema.exactOptional(),
  }),
  closed({ unknown: z.string().min(1) }),
]);
export type GitState = z.infer<typeof gitStateSchema>;

/** The machine on which it ran. Of its variables only those that were asked for, and none that may hold a secret. */
export const environmentSchema = closed({
  assay: z.string(),
  node: z.string(),
  platform: z.string(),
  arch: z.string(),
  variables: z.record(z.string(), z.string()),
});
export type Environment = z.infer<typeof environmentSchema>;

/**
 * What made a version. It is an object that the record of the version names, so that it is as immutable as the version, and goes wherever the
 * version goes. What nobody observed or stated is absent: it is unknown.
 */
export const executionSchema = closed({
  schema: z.literal('assay.execution/v1'),
  /** Assay started the command itself, or somebody said afterwards how it was. */
  how: z.enum(['observed', 'stated']),
  /** By kind, name or path, and id; each once. */
  inputs: z.array(executionInputSchema),
  parameters: z.record(z.string(), z.string()),
  command: z.string().min(1).exactOptional(),
  seed: z.int().exactOptional(),
  git: gitStateSchema.exactOptional(),
  environment: environmentSchema.exactOptional(),
  startedAt: z.iso.datetime().exactOptional(),
  seconds: z.number().min(0).exactOptional(),
  exitCode: z.int().exactOptional(),
});
export type Execution = z.infer<typeof executionSchema>;

/** What an input is called: the name of the version, or the path of the file. */
export const inputName = (input: ExecutionInput): string =>
  input.kind === 'version' ? input.name : input.path;

const keyOf = (input: ExecutionInput): string => `${input.kind}\0${inputName(input)}\0${input.id}`;

/** Each once, in the order in which they are kept. */
export const orderedInputs = (inputs: readonly ExecutionInput[]): ExecutionInput[] =>
  [...new Map(inputs.map((input) => [keyOf(input), input])).entries()]
    .toSorted(([left], [right]) => orderTexts(left, right))
    .map(([, input]) => input);

/** What somebody said of the origin of a version, without what is found by itself. */
export const statedOrigin = ({ inputs, parameters, command, seed }: Execution): object => ({
  inputs,
  parameters,
  command,
  seed,
});

/** Whether anything is known but the state of the repository. */
export const isStated = ({ inputs, parameters, command, seed }: Execution): boolean =>
  inputs.length > 0 || Object.keys(parameters).length > 0 || command !== undefined || seed !== undefined;
