import { z } from 'zod';
import { type ModelFact, metricFacts, modelFacts, modelParts } from './model-facts.ts';
import type { VersionModel } from './model-signature.ts';

/** Something that is otherwise in one model than in another; absent where it is not there. */
const modelChangeSchema = z.strictObject({
  /** Path of the model in the version; absent for what is said of the version. */
  file: z.string().exactOptional(),
  part: z.enum(modelParts),
  name: z.string(),
  before: z.string().exactOptional(),
  after: z.string().exactOptional(),
});
export type ModelChange = z.infer<typeof modelChangeSchema>;

/** What differs between two versions of a model beside their bytes. */
export const modelDiffSchema = z.strictObject({
  /** Whoever calls the one can call the other in the same way: inputs and outputs are the same. */
  sameSignature: z.boolean(),
  changes: z.array(modelChangeSchema),
});
export type ModelDiff = z.infer<typeof modelDiffSchema>;

type Inspected = VersionModel['onnx'][number];

const changesOf = (
  before: readonly ModelFact[],
  after: readonly ModelFact[],
  file?: string,
): readonly ModelChange[] => {
  const key = ({ part, name }: ModelFact): string => JSON.stringify([part, name]);
  const [old, now] = [
    new Map(before.map((one) => [key(one), one])),
    new Map(after.map((one) => [key(one), one])),
  ];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((one) => {
    const [was, is] = [old.get(one), now.get(one)];
    const any = was ?? is;
    if (any === undefined || was?.text === is?.text) return [];
    return {
      ...(file === undefined ? {} : { file }),
      part: any.part,
      name: any.name,
      ...(was === undefined ? {} : { before: was.text }),
      ...(is === undefined ? {} : { after: is.text }),
    };
  });
};

/** Models of two versions that are the same one: by path, or the only ones. */
const pairsOf = (
  before: readonly Inspected[],
  after: readonly Inspected[],
): readonly (readonly [path: string, was: Inspected | undefined, is: Inspected | undefined])[] => {
  const [was, is] = [before[0], after[0]];
  if (before.length === 1 && after.length === 1 && was && is) return [[is.path, was, is]];
  const paths = [...new Set([...before, ...after].map(({ path }) => path))].toSorted();
  return paths.map((path) => [
    path,
    before.find((one) => one.path === path),
    after.find((one) => one.path === path),
  ]);
};

const order = ({ part }: ModelChange): number => modelParts.indexOf(part);

/** What differs between two models, part by part: signature, operators, size, metrics. */
export const diffModels = (before: VersionModel, after: VersionModel): ModelDiff => {
  const ofFiles = pairsOf(before.onnx, after.onnx).flatMap(([path, was, is]) =>
    changesOf(was ? modelFacts(was) : [], is ? modelFacts(is) : [], path).toSorted(
      (left, right) => order(left) - order(right),
    ),
  );
  const places = (model: VersionModel, part: 'inputs' | 'outputs'): string =>
    JSON.stringify(model.onnx.map(({ signature }) => signature[part]));
  return {
    sameSignature:
      places(before, 'inputs') === places(after, 'inputs') &&
      places(before, 'outputs') === places(after, 'outputs'),
    changes: [...ofFiles, ...changesOf(metricFacts(before), metricFacts(after))],
  };
};
