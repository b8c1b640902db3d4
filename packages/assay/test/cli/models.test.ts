import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { versionDetailSchema } from '../../src/domain/version-detail.ts';
import { addedSchema, versionDiffSchema } from '../../src/domain/version-reports.ts';
import { externalTensor, model, node, value, wearModel } from '../models/onnx-bytes.ts';
import { type Parser, printedAs, runAs } from '../support/run-as.ts';
import { folderPerTest } from '../support/test-folder.ts';

const folder = folderPerTest();

const { write } = folder;
const assay = (line: string) => runAs(folder.path, 'ana@plant.example', line);
const json = async <T>(schema: Parser<T>, line: string): Promise<T> =>
  printedAs(schema, await assay(`${line} --json`));

test('a model is known by its bytes, keeps its signature and metrics, and is compared with the one before', async () => {
  write('wear.bin', wearModel());
  write('metrics.json', '{"auc": 0.91, "test": {"f1": 0.5}}');
  const first = await json(addedSchema, 'add wear.bin --as wear --metrics metrics.json --metric loss=1e-3');
  expect(first.version.record).toMatchObject({
    kind: 'model',
    model: {
      metrics: { auc: 0.91, 'test.f1': 0.5, loss: 0.001 },
      onnx: [{ path: 'wear.bin', signature: { parameters: { values: 20 } } }],
    },
  });
  expect((await json(addedSchema, 'add wear.bin --as wear')).isNew).toBe(false);
  expect((await json(addedSchema, 'add wear.bin --as wear --metric auc=0.92')).version.number).toBe(2);
  write('wear.bin', wearModel({ features: 4, extra: [[1, node('Sigmoid')]] }));
  expect((await assay('add wear.bin --as wear -m more')).stdout).toContain(
    'wear.bin  1 input, 1 output, 4 nodes, 24 parameters, ai.onnx 21',
  );
  const { model: diff } = await json(versionDiffSchema, 'diff wear@v1 wear@v3');
  expect(diff?.sameSignature).toBe(false);
  expect(diff?.changes).toEqual(
    expect.arrayContaining([
      {
        file: 'wear.bin',
        part: 'input',
        name: 'features',
        before: 'float32[machines, 3]',
        after: 'float32[machines, 4]',
      },
      { file: 'wear.bin', part: 'operator', name: 'Sigmoid', after: '1' },
      { part: 'metric', name: 'auc', before: '0.91' },
    ]),
  );
  expect((await assay('diff wear@v1 wear@v2')).stdout).toContain('inputs and outputs are the same');
  await assay('promote wear@v3 candidate --reason trial');
  const detail = await json(versionDetailSchema, 'log wear@candidate');
  expect(detail).toMatchObject({
    version: { number: 3, aliases: ['candidate'] },
    moves: [{ stage: 'candidate', after: 3, kind: 'promote', reason: 'trial' }],
    entries: [{ path: 'wear.bin' }],
  });
  const { stdout } = await assay('log wear@v3');
  expect(stdout).toContain('candidate on');
  expect(stdout).toMatch(/input +features +float32\[machines, 4\]/);
});

test('a model whose tensors lie beside it is kept with their folder, and only whole', async () => {
  mkdirSync(folder.at('out'));
  write(
    'out/m.onnx',
    model([
      [5, externalTensor('w', [4], 'm.data')],
      [11, value('x', 1, ['N'])],
    ]),
  );
  expect((await assay('add out/m.onnx --as m')).stderr).toContain('keeps tensors in m.data beside it');
  expect((await assay('log')).stdout).toContain('No versions yet');
  expect((await assay('add out --as m --kind model')).stderr).toContain('there is no such file in out');
  write('out/m.data', new Uint8Array(15));
  expect((await assay('add out --as m --kind model')).stderr).toContain('needs 16 bytes of m.data');
  write('elsewhere', new Uint8Array(16));
  rmSync(folder.at('out/m.data'));
  symlinkSync('../elsewhere', folder.at('out/m.data'));
  expect((await assay('add out --as m --kind model')).stderr).toContain('there is no such file in out');
  rmSync(folder.at('out/m.data'));
  write('out/m.data', new Uint8Array(16));
  const { version } = await json(addedSchema, 'add out --as m --kind model');
  expect(version.record.model?.onnx).toMatchObject([
    { path: 'm.onnx', signature: { external: [{ path: 'm.data', bytes: 16 }] } },
  ]);
  write('out/note', 'x');
  expect((await json(addedSchema, 'add out --as m')).version.record.kind).toBe('model');
});

test('any folder is a model where it is said to be, and a dataset stays one', async () => {
  mkdirSync(folder.at('trees'));
  write('trees/forest.json', '{}');
  expect((await assay('add trees --as forest --kind model')).stdout).toContain('no ONNX file');
  write('wear.onnx', wearModel());
  const kept = await json(addedSchema, 'add wear.onnx --as samples --kind dataset');
  expect(kept.version.record).toMatchObject({ kind: 'dataset' });
  expect(kept.version.record.model).toBeUndefined();
});

test.each([
  ['add cut.onnx --as x', 'cut.onnx is no ONNX model that can be read'],
  ['add t.csv --as x --metric auc=0.9', 'metrics are of models'],
  ['add wear.onnx --as x --metric auc=NaN', 'names no metric and its finite number'],
  ['add wear.onnx --as x --metric auc=', 'names no metric and its finite number'],
  ['add wear.onnx --as x --metric __proto__=1', 'is no name of a metric'],
  ['add wear.onnx --as x --metrics none.json', 'none.json'],
  ['add wear.onnx --as x --metrics nan.json', 'nan.json is no JSON'],
  ['add wear.onnx --as x --metrics text.json', 'metric auc is text "0.9"'],
  ['add wear.onnx --as x --metrics list.json', 'list.json holds a list'],
  ['add wear.onnx --as x --metrics good.json --metric auc=1', 'metric auc is given twice'],
  ['add wear.onnx --as x --metrics deep.json', 'metric'],
  ['add wear.onnx --as x -c c.odcs.yaml', 'is a model, and contracts judge data'],
  ['log x@v1', 'no version is kept here'],
])('assay %s is told what is wrong', async (line, words) => {
  write('wear.onnx', wearModel());
  write('cut.onnx', wearModel().subarray(0, 100));
  write('t.csv', 'a\n1\n');
  write('nan.json', '{"auc": NaN}');
  write('text.json', '{"auc": "0.9"}');
  write('list.json', '[0.9]');
  write('deep.json', `${'{"":'.repeat(50_000)}1${'}'.repeat(50_000)}`);
  write('good.json', '{"auc": 0.9}');
  const run = await assay(line);
  expect(run.stderr).toContain(words);
  expect(run.code).toBe(2);
});
