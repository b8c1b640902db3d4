/** Writes ONNX files for tests: protocol buffers by hand, field by field. Numbers are those of onnx-ml.proto of onnx 1.23.2. */
type Value = number | bigint | string | Uint8Array;
export type Fields = readonly (readonly [number: number, value: Value])[];

export const varint = (given: number | bigint): Uint8Array => {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(given));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return Uint8Array.from(bytes);
};

/** A message: numbers as varints, texts and bytes with their length before them. */
export const message = (fields: Fields): Uint8Array =>
  Buffer.concat(
    fields.flatMap(([number, value]) => {
      if (typeof value === 'number' || typeof value === 'bigint') return [varint(number * 8), varint(value)];
      const bytes = typeof value === 'string' ? Buffer.from(value) : value;
      return [varint(number * 8 + 2), varint(bytes.length), bytes];
    }),
  );

export type Dimension = number | string | undefined;

const dimension = (size: Dimension): Uint8Array =>
  message(size === undefined ? [] : typeof size === 'number' ? [[1, size]] : [[2, size]]);

/** `ValueInfoProto` of a tensor; without a shape its rank is open. */
export const value = (name: string, type: number, shape?: readonly Dimension[]): Uint8Array => {
  const tensor: Fields = [
    [1, type],
    ...(shape === undefined
      ? []
      : [[2, message(shape.map((size) => [1, dimension(size)] as const))] as const]),
  ];
  return message([
    [1, name],
    [2, message([[1, message(tensor)]])],
  ]);
};

/** `TensorProto` with raw bytes. */
export const tensor = (name: string, type: number, dims: readonly number[], bytes: number): Uint8Array =>
  message([...dims.map((size) => [1, size] as const), [2, type], [8, name], [9, new Uint8Array(bytes)]]);

/** `TensorProto` whose values are in a file beside the model. */
export const externalTensor = (
  name: string,
  dims: readonly number[],
  location: string,
  offset = 0,
  length?: number,
): Uint8Array => {
  const said: Readonly<Record<string, string>> = {
    location,
    offset: String(offset),
    ...(length === undefined ? {} : { length: String(length) }),
  };
  return message([
    ...dims.map((size) => [1, size] as const),
    [2, 1],
    [8, name],
    ...Object.entries(said).map(
      ([key, text]) =>
        [
          13,
          message([
            [1, key],
            [2, text],
          ]),
        ] as const,
    ),
    [14, 1],
  ]);
};

/** `NodeProto` with its attributes. */
export const node = (operator: string, domain = '', attributes: readonly Uint8Array[] = []): Uint8Array =>
  message([[1, 'x'], [2, 'y'], [4, operator], ...attributes.map((one) => [5, one] as const), [7, domain]]);

/** `ModelProto` round a graph. */
export const model = (graph: Fields, more: Fields = []): Uint8Array =>
  message([
    [1, 10],
    [2, 'trainer'],
    [3, '2.1'],
    [7, message(graph)],
    [
      8,
      message([
        [1, ''],
        [2, 21],
      ]),
    ],
    ...more,
  ]);

/** A model of wear: features of any number of machines in, a score each out. */
export const wearModel = ({ features = 3, extra = [] as Fields } = {}): Uint8Array =>
  model([
    [1, node('Gemm')],
    [1, node('Relu')],
    [1, node('Gemm')],
    [2, 'wear'],
    [5, tensor('w1', 1, [features, 4], features * 16)],
    [5, tensor('b1', 1, [4], 16)],
    [5, tensor('w2', 1, [4, 1], 16)],
    [11, value('features', 1, ['machines', features])],
    [12, value('score', 1, ['machines', 1])],
    ...extra,
  ]);
