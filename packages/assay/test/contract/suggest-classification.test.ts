import { describe, expect, test } from 'vitest';
import { hasLuhnDigit, leavesOneOf97 } from '../../src/contract/suggest/personal/check-digits.ts';
import { personal } from '../../src/contract/suggest/personal/registry.gen.ts';
import { personalIn } from '../../src/contract/suggest/suggest-classification.ts';
import { randomOf } from '../init/in-folder.ts';

describe.each(personal.filter(({ isOne }) => isOne !== undefined).map((one) => [one.id, one] as const))(
  '%s',
  (_id, { isOne, examples }) => {
    test.each(examples.are)('%s is one', (text) => expect(isOne?.(text)).toBe(true));
    test.each(examples.areNot)('%s is none', (text) => expect(isOne?.(text)).toBe(false));
  },
);

test('every kind that texts tell shows what is one and what is none', () => {
  for (const { isOne, examples } of personal)
    expect(isOne === undefined || (examples.are.length > 1 && examples.areNot.length > 1)).toBe(true);
});

test('one changed digit breaks both check digits, whichever it is', () => {
  const [card, iban] = ['4111111111111111', 'DE89370400440532013000'];
  const changed = (text: string, from: number): readonly string[] =>
    [...text].flatMap((sign, index) =>
      index < from ? [] : [`${text.slice(0, index)}${(Number(sign) + 1) % 10}${text.slice(index + 1)}`],
    );
  expect(changed(card, 0).filter(hasLuhnDigit)).toEqual([]);
  expect(changed(iban, 2).filter(leavesOneOf97)).toEqual([]);
});

const digits = (random: () => number, count: number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 10)).join('');

test('of 2,000 columns of 30 random codes (seed 1), none is taken for personal data for sure', () => {
  const random = randomOf(1);
  const letter = () => String.fromCharCode(65 + Math.floor(random() * 26));
  const codes = [
    () => `4${digits(random, 15)}`,
    () => `DE${digits(random, 20)}`,
    () => `${letter()}${letter()}-${digits(random, 4)}`,
    () => `${digits(random, 3)}.${digits(random, 3)}.${digits(random, 4)}`,
  ];
  const sure = Array.from({ length: 2000 }, (_unused, column) =>
    personalIn('code', Array.from({ length: 30 }, codes[column % codes.length] ?? (() => ''))),
  ).filter((found) => found?.sure === true);
  expect(sure).toEqual([]);
});

test('names settle nothing alone, and with texts that could be other things they do', () => {
  const plates = Array.from({ length: 20 }, (_unused, index) => `B-AB ${1000 + index}`);
  expect(personalIn('plate', plates)).toMatchObject({ id: 'licencePlate', sure: true });
  expect(personalIn('part', plates)).toMatchObject({ id: 'licencePlate', sure: false, hides: false });
  expect(personalIn('first_name', ['Ana', 'Bo'])).toMatchObject({
    id: 'personName',
    sure: false,
    hides: true,
  });
  expect(personalIn('birth_date', [])).toMatchObject({ id: 'birthDate', sure: false, hides: true });
  expect(personalIn('temperature', ['21.4', '20.9'])).toBeUndefined();
});

test('addresses of machines are none of people', () => {
  const addresses = Array.from({ length: 30 }, (_unused, index) => `10.0.0.${index}`);
  expect(personalIn('plc_ip', addresses)).toBeUndefined();
  expect(personalIn('address', addresses)).toMatchObject({ id: 'ipAddress', sure: false });
});

test('a few mails in a remark are a question', () => {
  const texts = [
    ...Array.from({ length: 90 }, (_unused, index) => `pump ${index} leaks`),
    ...Array.from({ length: 10 }, (_unused, index) => `u${index}@example.org`),
  ];
  expect(personalIn('remark', texts)).toMatchObject({ id: 'email', sure: false, found: 10, texts: 100 });
});
