import { expect, test } from 'vitest';
import { dateForms, findDates, isOfForm } from '../../src/operations/suggest/date-forms.ts';

const days = (count: number): readonly Date[] =>
  Array.from({ length: count }, (_unused, index) => new Date(Date.UTC(2024, 0, 1 + index)));
const two = (value: number): string => String(value).padStart(2, '0');
const dayFirst = (sign: string) => (date: Date) =>
  `${two(date.getUTCDate())}${sign}${two(date.getUTCMonth() + 1)}${sign}${date.getUTCFullYear()}`;
const monthFirst = (date: Date): string =>
  `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${date.getUTCFullYear()}`;

test('days above 12 tell which comes first', () => {
  expect(findDates(days(40).map(dayFirst('/')))).toMatchObject({
    form: { format: 'dd/MM/yyyy' },
    telling: 19,
  });
  expect(findDates(days(40).map(monthFirst))?.form.format).toBe('MM/dd/yyyy');
});

test('where none tells, both are named; with points it is the day', () => {
  const early = days(366).filter((date) => date.getUTCDate() <= 12);
  const unclear = findDates(early.map(dayFirst('/')));
  expect([unclear?.form.format, unclear?.orElse?.format].sort()).toEqual(['MM/dd/yyyy', 'dd/MM/yyyy']);
  expect(findDates(early.map(dayFirst('.')))).toMatchObject({ form: { format: 'dd.MM.yyyy' }, telling: 0 });
  expect(findDates(early.map(dayFirst('.')))?.orElse).toBeUndefined();
});

test('one text that tells is enough, whatever the others could be', () => {
  const early = days(366).filter((date) => date.getUTCDate() <= 12);
  expect(findDates([...early, ...days(13).slice(12)].map(dayFirst('/')))).toMatchObject({
    form: { format: 'dd/MM/yyyy' },
    telling: 1,
  });
});

test('a few mistakes leave the form, and are counted', () => {
  const texts = [...days(97).map(dayFirst('.')), '31.02.2024', 'unknown', ''];
  expect(findDates(texts)).toMatchObject({ form: { format: 'dd.MM.yyyy' }, texts: 100, fitting: 97 });
});

test.each([
  ['2024/02/29', 'yyyy/MM/dd'],
  ['29 Feb 2024', 'dd MMM yyyy'],
  ['29.02.2024 23:59', 'dd.MM.yyyy HH:mm'],
  ['02/29/2024 1:05 PM', 'MM/dd/yyyy h:mm a'],
  ['29-Feb-24', 'dd-MMM-yy'],
])('%s is %s', (text, format) => {
  expect(findDates(Array.from({ length: 12 }, () => text))?.form.format).toBe(format);
});

test.each([['20240229'], ['12.05'], ['LOT-0417'], ['1.2.3'], ['12:05']])('%s is no date', (text) => {
  expect(findDates(Array.from({ length: 12 }, () => text))).toBeUndefined();
});

test('a day that does not exist is of no form', () => {
  const forms = dateForms.filter(({ logicalType }) => logicalType === 'date');
  expect(forms.filter((form) => isOfForm(form, '31.02.2024'))).toEqual([]);
});
