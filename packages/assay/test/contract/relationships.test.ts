import { expect, test } from 'vitest';
import { demandOf, notes, refusals, written } from './contracts.ts';

const two = (onObject: string, onProperty = '', extra = '') =>
  written(`schema:
  - {name: parents, id: par, properties: [{name: id, id: pk, logicalType: integer}, {name: code, logicalType: string},
      {name: place, id: pl, logicalType: object, properties: [{name: zip, id: z, logicalType: string}]}]}
  - name: children
    relationships: [${onObject}]
    properties: [{name: parent, logicalType: integer, relationships: [${onProperty}]}, {name: code, logicalType: string}${extra}]
`);

test.each([
  ['{from: children.parent, to: parents.id}', ['parent'], { object: 'parents', properties: ['id'] }],
  [
    '{from: [children.parent, children.code], to: [parents.id, parents.code]}',
    ['parent', 'code'],
    { object: 'parents', properties: ['id', 'code'] },
  ],
  [
    '{from: children.code, to: schema/par/properties/pl/properties/z}',
    ['code'],
    { object: 'parents', properties: ['place.zip'] },
  ],
  [
    '{from: children.code, to: parents.place.zip}',
    ['code'],
    { object: 'parents', properties: ['place.zip'] },
  ],
  [
    '{from: children.parent, to: other.yaml#/schema/o/properties/p}',
    ['parent'],
    { object: 'o', properties: ['p'], file: 'other.yaml', by: 'id' },
  ],
])('on an object: %s', (relationship, from, to) => {
  const { args, property, object } = demandOf(two(relationship), 'relationship');
  expect({ args, property, object }).toEqual({ args: { from, to }, property: undefined, object: 'children' });
});

test.each(['parents.id', 'schema/par/properties/pk', '/schema/par/properties/pk'])(
  'on a property: to %s',
  (to) => {
    const { args, property } = demandOf(two('', `{to: ${to}}`), 'relationship');
    expect({ args, property }).toEqual({
      property: 'parent',
      args: { from: ['parent'], to: { object: 'parents', properties: ['id'] } },
    });
  },
);

test.each([
  ['', '{to: parents.id, from: children.parent}', /unknown key from/],
  ['{to: parents.id}', '', /from: the key is missing/],
  ['{from: children.parent}', '', /to: the key is missing/],
  ['{from: children.parent, to: [parents.id]}', '', /one of from and to is a list/],
  ['{from: children.parent, to: []}', '', /at least one reference/],
  ['{from: children.parent, to: parents.id, type: fk}', '', /"fk" is none/],
  ['{from: children.parent, to: parents}', '', /parents is no reference/],
  ['{from: children.parent, to: server/par/properties/pk}', '', /is no reference/],
  ['{from: children.parent, to: "other.txt#parents.id"}', '', /other.txt is no contract file/],
  ['{from: [children.parent, children.code], to: [parents.id]}', '', /from has 2 properties, to has 1/],
  ['', '{to: [parents.id]}', /has one target/],
  ['{from: parents.id, to: parents.id}', '', /from names parents, but the relationship stands in children/],
  ['{from: children.parent, to: parent.id}', '', /no object with the name parent \(did you mean parents\?\)/],
  ['{from: children.parent, to: parents.idd}', '', /parents has no property with the name idd/],
  ['', '{to: schema/par/properties/nope}', /no property with the id nope/],
  ['{from: children.code, to: parents.id}', '', /code is string, id is integer/],
  [
    '{from: [children.parent, children.code], to: [parents.id, children.code]}',
    '',
    /points to more than one object/,
  ],
])('refused: %s%s', (onObject, onProperty, message) => {
  expect(refusals(two(onObject, onProperty))).toEqual([expect.stringMatching(message)]);
});

test.each([
  ['{to: parents.place.zip}', /a nested name/],
  ['{to: "other.yaml#parents.id"}', /a name in another file/],
  ['{to: "file:///x/other.yaml#/schema/par/properties/pk"}', /has no reference such as/],
  ['{to: "other.yml#/schema/par/properties/pk"}', /has no reference such as/],
  ['{to: parents.code, description: why}', /description in a relationship/],
])('prose only: %s is a note, and refused when strict', (relationship, message) => {
  const text = two('').replace(
    '{name: code, logicalType: string}]',
    `{name: code, logicalType: string, relationships: [${relationship}]}]`,
  );
  expect(refusals(text)).toEqual([]);
  expect(notes(text)).toEqual([expect.stringMatching(message)]);
  expect(refusals(text, { strict: true })).toEqual([expect.stringMatching(message)]);
});
