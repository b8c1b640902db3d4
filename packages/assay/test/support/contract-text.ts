/** A contract of one object with these properties, each as YAML in flow style. */
export const contractText = (object: string, ...properties: readonly string[]): string =>
  [
    'apiVersion: v3.1.0',
    'kind: DataContract',
    `id: ${object}`,
    'version: 1.0.0',
    'status: active',
    'schema:',
    `  - name: ${object}`,
    '    properties:',
    ...properties.map((one) => `      - ${one}`),
    '',
  ].join('\n');

export const idProperty = '{name: id, logicalType: integer, required: true, unique: true}';

/** A key, and a temperature between 4 and 31. */
export const smallContract = contractText(
  'small',
  idProperty,
  '{name: temp, logicalType: number, logicalTypeOptions: {minimum: 4, maximum: 31}}',
);
