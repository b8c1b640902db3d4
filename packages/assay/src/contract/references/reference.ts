import type { Path } from '../path.ts';
import type { Reading } from '../reading.ts';

/** A reference to a property: by names or by ids, in this contract or in another file. */
export interface Reference {
  readonly by: 'name' | 'id';
  readonly object: string;
  readonly properties: readonly string[];
  readonly file?: string;
}

const word = /^[A-Za-z_][A-Za-z0-9_]*$/;
const id = /^[A-Za-z0-9_-]+$/;
const plainFile = /^(?:https?:\/\/)?[A-Za-z0-9._/-]+\.yaml$/;

/** Reads `object.property`, or `[file.yaml#][/]schema/<id>/properties/<id>`. Undefined where it is malformed (refused). */
export const readReference = (reading: Reading, text: string, path: Path): Reference | undefined => {
  const hash = text.indexOf('#');
  const file = hash < 0 ? undefined : text.slice(0, hash);
  const inner = text.slice(hash + 1);
  const reference = inner.includes('/') ? byId(inner) : byName(inner);
  if (reference === undefined || file === '') {
    reading.reject(path, `${text} is no reference`, 'write object.property or schema/<id>/properties/<id>');
    return undefined;
  }
  if (file !== undefined && !plainFile.test(file)) {
    if (!/\.ya?ml$/.test(file)) {
      reading.reject(path, `${file} is no contract file`, 'name a .yaml file');
      return undefined;
    }
    reading.proseOnly(
      path,
      `the schema of ODCS has no reference such as ${text}`,
      'name a .yaml file by a path or http address',
    );
  } else if (file !== undefined && reference.by === 'name') {
    reading.proseOnly(
      path,
      'a name in another file is allowed by the prose of ODCS only',
      'write file.yaml#/schema/<id>/properties/<id>',
    );
  } else if (reference.by === 'name' && reference.properties.length > 1) {
    reading.proseOnly(
      path,
      'a nested name is allowed by the prose of ODCS only',
      'write schema/<id>/properties/<id>/properties/<id>',
    );
  }
  return file === undefined ? reference : { ...reference, file };
};

const byName = (text: string): Reference | undefined => {
  const [object, ...properties] = text.split('.');
  if (
    object === undefined ||
    properties.length === 0 ||
    ![object, ...properties].every((part) => word.test(part))
  )
    return undefined;
  return { by: 'name', object, properties };
};

const byId = (text: string): Reference | undefined => {
  const [section, object, ...rest] = text.replace(/^\//, '').split('/');
  if (
    section !== 'schema' ||
    object === undefined ||
    !id.test(object) ||
    rest.length === 0 ||
    rest.length % 2 !== 0
  )
    return undefined;
  const properties: string[] = [];
  for (let index = 0; index < rest.length; index += 2) {
    const property = rest[index + 1] ?? '';
    if (rest[index] !== 'properties' || !id.test(property)) return undefined;
    properties.push(property);
  }
  return { by: 'id', object, properties };
};
