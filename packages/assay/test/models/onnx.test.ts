import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { modelSignatureSchema } from '../../src/domain/model-signature.ts';
import { bytesIn } from '../../src/models/bytes.ts';
import { withFileBytes } from '../../src/models/file-bytes.ts';
import { inspectOnnx, looksLikeOnnx } from '../../src/models/onnx/inspect-onnx.ts';
import { Malformed } from '../../src/models/onnx/wire.ts';
import {
  type Dimension,
  externalTensor,
  message,
  model,
  node,
  tensor,
  value,
  varint,
  wearModel,
} from './onnx-bytes.ts';

const inspected = (bytes: Uint8Array, path = 'm.onnx') => {
  const found = inspectOnnx(bytesIn(bytes), path);
  expect(modelSignatureSchema.parse(found.signature)).toEqual(found.signature);
  return found.signature;
};

describe('an ONNX model', () => {
  test('tells its signature, operators and parameters', () => {
    expect(looksLikeOnnx(bytesIn(wearModel()))).toBe(true);
    expect(inspected(wearModel())).toEqual({
      format: 'onnx',
      irVersion: 10,
      name: 'wear',
      domain: '',
      modelVersion: '0',
      producer: { name: 'trainer', version: '2.1' },
      opsets: [{ domain: 'ai.onnx', version: 21 }],
      inputs: [{ name: 'features', type: 'float32', shape: ['machines', 3] }],
      outputs: [{ name: 'score', type: 'float32', shape: ['machines', 1] }],
      operators: [
        { domain: 'ai.onnx', name: 'Gemm', count: 2 },
        { domain: 'ai.onnx', name: 'Relu', count: 1 },
      ],
      functions: 0,
      parameters: {
        tensors: 3,
        values: 20,
        bytes: 80,
        types: [{ type: 'float32', tensors: 3, values: 20, bytes: 80 }],
      },
      constants: { tensors: 0, values: 0, bytes: 0 },
      external: [],
      metadata: [],
    });
  });

  test('whatever its inputs are called and shaped', () => {
    const size: fc.Arbitrary<Dimension> = fc.oneof(
      fc.nat(),
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.constant(undefined),
    );
    const input = fc.record({
      name: fc.string({ unit: 'grapheme' }),
      shape: fc.option(fc.array(size, { maxLength: 5 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(input, { maxLength: 6 }), (inputs) => {
        const graph = inputs.map(({ name, shape }) => [11, value(name, 7, shape)] as const);
        expect(inspected(model(graph)).inputs).toEqual(
          inputs.map(({ name, shape }) => ({
            name,
            type: 'int64',
            ...(shape === undefined ? {} : { shape: shape.map((one) => one ?? null) }),
          })),
        );
      }),
    );
  });

  test('has no input that has a value of its own, wherever that is written', () => {
    const signature = inspected(
      model([
        [5, tensor('w', 1, [2], 8)],
        [11, value('w', 1, [2])],
        [11, value('x', 1, ['N'])],
        [11, value('b', 1, [])],
        [5, tensor('b', 1, [], 4)],
      ]),
    );
    expect(signature.inputs.map(({ name }) => name)).toEqual(['x']);
  });

  test('is counted with graphs within graphs, functions, constants and what is quantised', () => {
    const branch = message([
      [1, node('DequantizeLinear')],
      [5, tensor('q', 3, [10], 10)],
    ]);
    const signature = inspected(
      model(
        [
          [
            1,
            node('If', '', [
              message([
                [1, 'then_branch'],
                [6, branch],
                [20, 5],
              ]),
            ]),
          ],
          [
            1,
            node('Constant', '', [
              message([
                [1, 'value'],
                [5, tensor('', 21, [3], 2)],
                [20, 4],
              ]),
            ]),
          ],
          [14, message([[1, 'q']])],
        ],
        [
          [
            25,
            message([
              [1, 'f'],
              [7, node('Gelu', 'com.microsoft')],
            ]),
          ],
          [
            14,
            message([
              [1, '__proto__'],
              [2, 'kept'],
            ]),
          ],
          [
            14,
            message([
              [1, 'long'],
              [2, 'x'.repeat(70_000)],
            ]),
          ],
          [5, -7n],
        ],
      ),
    );
    expect(signature).toMatchObject({
      modelVersion: '-7',
      functions: 1,
      operators: [
        { name: 'Constant', count: 1 },
        { name: 'DequantizeLinear', count: 1 },
        { name: 'If', count: 1 },
        { domain: 'com.microsoft', name: 'Gelu', count: 1 },
      ],
      parameters: { tensors: 1, values: 10, bytes: 10 },
      constants: { tensors: 1, values: 3, bytes: 2 },
      quantisation: { operators: 1, types: ['int8'], annotations: 1 },
    });
    const [first, long] = signature.metadata;
    expect(first).toEqual({ name: '__proto__', value: 'kept' });
    expect(long?.value).toBe(`${'x'.repeat(2000)}…`);
  });

  test('of 2 GB is read in a few windows', () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-onnx-'));
    try {
      const path = join(folder, 'large.onnx');
      const weights = 2_000_000_000;
      const head = message([
        [1, weights / 4],
        [2, 1],
        [8, 'w'],
      ]);
      const raw = Buffer.concat([head, varint(9 * 8 + 2), varint(weights)]);
      const before = message([[1, node('Gemm')]]);
      const after = message([[11, value('x', 1, ['N'])]]);
      const initialiser = Buffer.concat([varint(5 * 8 + 2), varint(raw.length + weights), raw]);
      const graph = before.length + initialiser.length + weights + after.length;
      const start = Buffer.concat([
        message([
          [1, 10],
          [8, message([[2, 21]])],
        ]),
        varint(7 * 8 + 2),
        varint(graph),
        before,
        initialiser,
      ]);
      writeFileSync(path, start);
      truncateSync(path, start.length + weights);
      const file = openSync(path, 'r+');
      writeSync(file, after, 0, after.length, start.length + weights);
      closeSync(file);
      let read = 0;
      const signature = withFileBytes(path, (bytes) => {
        const counted = {
          ...bytes,
          at: (place: number) => {
            read += 1;
            return bytes.at(place);
          },
        };
        return inspectOnnx(counted, 'large.onnx').signature;
      });
      expect(signature.parameters).toMatchObject({ values: weights / 4, bytes: weights });
      expect(signature.inputs).toEqual([{ name: 'x', type: 'float32', shape: ['N'] }]);
      expect(read).toBeLessThan(1000);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('names files beside it, within its folder only', () => {
    const outside = (location: string) => () =>
      inspected(model([[5, externalTensor('w', [4], location)]]), 'sub/m.onnx');
    const { signature, needs } = inspectOnnx(
      bytesIn(
        model([
          [5, externalTensor('w', [4], 'w.data', 8)],
          [5, externalTensor('v', [2], './w.data')],
          [5, externalTensor('u', [2], '../up.data')],
        ]),
      ),
      'sub/m.onnx',
    );
    expect(signature.external).toEqual([
      { path: 'sub/w.data', tensors: 2, bytes: 24 },
      { path: 'up.data', tensors: 1, bytes: 8 },
    ]);
    expect(needs).toEqual([
      { path: 'sub/w.data', bytes: 24 },
      { path: 'up.data', bytes: 8 },
    ]);
    for (const location of ['/etc/passwd', '../../x', '..\\x', 'a/../../../x'])
      expect(outside(location), location).toThrow('outside of the folder');
    expect(outside('')).toThrow('does not say where it is kept');
  });

  test('takes a length of 0 beside it for none, and a longer one for what it needs', () => {
    const needsOf = (length: number) =>
      inspectOnnx(bytesIn(model([[5, externalTensor('w', [4], 'w.data', 8, length)]])), 'm.onnx').needs;
    expect(needsOf(0)).toEqual([{ path: 'w.data', bytes: 24 }]);
    expect(needsOf(16)).toEqual([{ path: 'w.data', bytes: 24 }]);
    expect(needsOf(20)).toEqual([{ path: 'w.data', bytes: 28 }]);
  });
});

describe('what is no model', () => {
  const nested = (depth: number): Uint8Array => {
    let graph = message([[1, node('Relu')]]);
    for (let level = 0; level < depth; level += 1)
      graph = message([[1, node('If', '', [message([[6, graph]])])]]);
    return message([
      [1, 10],
      [7, graph],
      [8, message([[2, 21]])],
    ]);
  };

  test.each([
    ['nothing', new Uint8Array()],
    ['text', Buffer.from('id,temp\n1,20.5\n')],
    ['an image', Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1')],
    ['a zip', Buffer.from('PK\u0003\u0004')],
    ['a message without a graph', message([[1, 10]])],
  ])('%s is not taken for one', (_what, bytes) => {
    expect(looksLikeOnnx(bytesIn(bytes))).toBe(false);
    expect(() => inspected(bytes)).toThrow(Malformed);
  });

  test.each([
    ['no graph', message([[1, 2]]), 'there is no graph'],
    ['no operators', message([[1, 10]]), 'which operators'],
    ['no version', message([[7, message([])]]), 'which version of ONNX'],
    [
      'a length beyond the end',
      Buffer.concat([message([[1, 10]]), varint(58), varint(2 ** 40)]),
      'is cut off',
    ],
    ['a number without an end', Buffer.from([8, 255, 255]), 'is cut off'],
    ['a number of eleven bytes', Buffer.from([8, ...Array(11).fill(255)]), 'more than ten bytes'],
    ['a field of number 0', Buffer.from([0, 1]), 'no field has the number 0'],
    ['a group', Buffer.from([0x0b]), 'no value is written as 3'],
    ['weights that are too few', model([[5, tensor('w', 1, [4], 8)]]), 'holds 8 bytes, not 16'],
    [
      'weights that are not there',
      model([
        [
          5,
          message([
            [1, 9],
            [2, 1],
            [8, 'w'],
          ]),
        ],
      ]),
      'holds 0 bytes',
    ],
    [
      'weights beside it that are too few',
      model([[5, externalTensor('w', [4], 'w.data', 0, 8)]]),
      'holds 8 bytes, not 16',
    ],
    [
      'megabytes of dimensions',
      model([...Array(9)].map(() => [11, value('x', 1, Array(255).fill('d'.repeat(4_000)))] as const)),
      'described in more than 8 MB',
    ],
    ['more weights than can be counted', model([[5, tensor('w', 1, [2 ** 40, 2 ** 40], 4)]]), '2^53'],
    ['a node of no operator', model([[1, message([[1, 'x']])]]), 'names no operator'],
    ['graphs too deep in each other', nested(60), 'more than 100 deep'],
    ['a name of a megabyte', model([[2, 'x'.repeat(1_000_000)]]), 'a name has 1,000,000 bytes'],
  ])('%s is told', (_what, bytes, words) => {
    expect(() => inspected(bytes)).toThrow(words);
    expect(() => inspected(bytes)).toThrow(Malformed);
  });

  const whole = Buffer.from(
    wearModel({ extra: [[1, node('If', 'd', [message([[6, message([[1, node('Abs')]])]])])]] }),
  );
  const isHandled = (bytes: Uint8Array): void => {
    try {
      modelSignatureSchema.parse(inspectOnnx(bytesIn(bytes), 'm.onnx').signature);
    } catch (cause) {
      expect(cause).toBeInstanceOf(Malformed);
    }
    expect(typeof looksLikeOnnx(bytesIn(bytes))).toBe('boolean');
  };

  test('every cut, and every flipped bit, ends in a signature or in words', () => {
    for (let end = 0; end < whole.length; end += 1)
      expect(() => inspectOnnx(bytesIn(whole.subarray(0, end)), 'm.onnx'), `${end}`).toThrow(Malformed);
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const flipped = Buffer.from(whole);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      isHandled(flipped);
    }
  });

  test('so do any bytes, and a model with any bytes put into it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(whole.length), (bytes, place) => {
        isHandled(bytes);
        isHandled(Buffer.concat([whole.subarray(0, place), bytes, whole.subarray(place)]));
        isHandled(Buffer.concat([whole.subarray(0, place), bytes, whole.subarray(place + bytes.length)]));
      }),
      { numRuns: 300 },
    );
  });
});
