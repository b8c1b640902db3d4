import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseContract } from '../../src/contract/parse-contract.ts';
import { stops } from '../../src/domain/problem.ts';
import { validDocument } from './documents.ts';
import { mutated } from './mutations.ts';
import { publishedSchema, schemaIsMissing } from './published-schema.ts';

/** What Assay refuses and the published schema accepts, in the words of its problems. */
const stricterThanTheSchema: Readonly<Record<string, RegExp>> = {
  'an id or name twice': /a second entry with the id|a second (object|property|server) named/,
  'apiVersion 2.2 is not read, 3.0 goes through the conversion': /ODCS (2\.2|3\.0)/,
  'a path that stands for two properties': /stands for two properties/,
  'bounds between which nothing lies': /no value lies between/,
  'options under boolean': /boolean takes no options/,
  'regular expressions that do not compile': /Invalid regular expression/,
  'key positions': /positions of the key|key position without/,
  'a rule of no type': /neither type nor metric/,
  'the old name of metric': /rule is the name|unknown key rule$/,
  'a metric beside sql, custom, text': /unknown key (metric|arguments)$/,
  'a metric on the wrong level': /counts (a property|an object), but/,
  'operands that are no number or flag': /a metric is a number|does not take|not with text/,
  'arguments of a metric': /^\/.*\/arguments/,
  'duplicateValues on an object without properties': /\/properties: the key is missing/,
  'the key __proto__, which ajv 8.20 overlooks beside unevaluatedProperties': /unknown key __proto__$/,
  units: /is no unit of a metric|in percent/,
  'queries that are not one SELECT':
    /query (holds|starts|is|writes|selects|locks)|quote or comment|SELECT INTO|placeholder|stands for no property/,
  'implementations for assay': /an implementation for assay|of the implementation/,
  relationships:
    /pairs|properties, to has|no value is in both|points to more than one|no (object|property) with|has no property with|but the relationship stands in|has one target|is no reference/,
  'sla of data without element, number or unit':
    /the element is missing|no element|is an object: name|needs a number|is no unit of time/,
  'operators on rules that take none, seen as arguments of library rules': /an operator is missing/,
};
const documented = Object.values(stricterThanTheSchema);

const compare = (accepts: (document: unknown) => boolean) => (document: Record<string, unknown>) => {
  const problems = parseContract(JSON.stringify(document), 'c.yaml', { strict: true }).problems.filter(stops);
  const undocumented = problems.filter(({ message }) => !documented.some((pattern) => pattern.test(message)));
  if (accepts(document)) expect(undocumented).toEqual([]);
  else expect(problems).not.toEqual([]);
};

test.skipIf(schemaIsMissing)('what the published schema accepts is accepted', () => {
  fc.assert(fc.property(validDocument, compare(publishedSchema())), { numRuns: 75 });
});

test.skipIf(schemaIsMissing)('generated documents are accepted by the published schema', () => {
  const accepts = publishedSchema();
  fc.assert(
    fc.property(validDocument, (document) => accepts(document)),
    { numRuns: 75 },
  );
});

test.skipIf(schemaIsMissing)(
  'broken documents are refused exactly where the published schema refuses them',
  () => {
    fc.assert(fc.property(mutated(validDocument), compare(publishedSchema())), {
      numRuns: process.env.ASSAY_TEST_ALL === '1' ? 3000 : 400,
    });
  },
);

test('ASSAY_TEST_ALL insists on the published schema', () => {
  if (process.env.ASSAY_TEST_ALL === '1') expect(schemaIsMissing).toBe(false);
});
