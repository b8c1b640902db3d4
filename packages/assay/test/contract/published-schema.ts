import { existsSync, readFileSync } from 'node:fs';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';

const file = new URL('../../../../../shared/data/schemas/odcs-json-schema-v3.1.0.json', import.meta.url);

/** Why tests against the published schema are skipped; false where it is there, or where every test must run. */
export const schemaIsMissing =
  !existsSync(file) && process.env.ASSAY_TEST_ALL !== '1' && `${file.pathname} is absent`;

const compiled = (): ((document: unknown) => boolean) => {
  const ajv = new Ajv2019({ strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
  return (document) => validate(document) === true;
};

/** The published JSON Schema of ODCS 3.1 as a predicate; read when it is first asked. */
export const publishedSchema = (): ((document: unknown) => boolean) => {
  let accepts: ((document: unknown) => boolean) | undefined;
  return (document) => {
    accepts ??= compiled();
    return accepts(document);
  };
};
