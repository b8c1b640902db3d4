import { normal, randomFrom } from '../random.ts';

const two = (value: number): string => String(value).padStart(2, '0');
const digits = (random: () => number, count: number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
const hex = (random: () => number, count: number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join('');

const luhn = (body: string): string => {
  for (let last = 0; last < 10; last += 1) {
    const sum = [...`${body}${last}`].reverse().reduce((total, sign, index) => {
      const digit = Number(sign) * (index % 2 === 0 ? 1 : 2);
      return total + (digit > 9 ? digit - 9 : digit);
    }, 0);
    if (sum % 10 === 0) return `${body}${last}`;
  }
  throw new Error('no check digit');
};

const iban = (account: string): string => {
  const number = BigInt(`${account}131400`);
  return `DE${two(Number(98n - (number % 97n)))}${account}`;
};

/** What a column truly is: what a suggestion must not contradict. */
export interface Truth {
  readonly date?: string;
  /** No text of the process tells the order of day and month. */
  readonly unclear?: boolean;
  readonly personal?: string;
  readonly places?: number;
  readonly flag?: boolean;
}

export interface Kind {
  readonly name: string;
  readonly truth: Truth;
  readonly cell: (random: () => number, index: number) => string | number;
}

const dayOf = (index: number): Date => new Date(Date.UTC(2023, 0, 1 + index));
const words = ['pump', 'valve', 'is', 'leaking', 'see', 'note', 'ok', 'checked'];

const kind = (name: string, truth: Truth, cell: Kind['cell']): Kind => ({ name, truth, cell });

/** Columns of texts and rounded numbers, and what they are. */
export const kinds: readonly Kind[] = [
  kind('serial', {}, (_random, index) => index),
  kind('day_de', { date: 'dd.MM.yyyy' }, (_random, index) => {
    const day = dayOf(index);
    return `${two(day.getUTCDate())}.${two(day.getUTCMonth() + 1)}.${day.getUTCFullYear()}`;
  }),
  kind('day_us', { date: 'MM/dd/yyyy' }, (random) => {
    const day = dayOf(Math.floor(random() * 700));
    return `${two(day.getUTCMonth() + 1)}/${two(day.getUTCDate())}/${day.getUTCFullYear()}`;
  }),
  kind('first_days', { unclear: true }, (random) => {
    return `${two(1 + Math.floor(random() * 12))}/${two(1 + Math.floor(random() * 12))}/2023`;
  }),
  kind('at', { date: 'dd.MM.yyyy HH:mm' }, (_random, index) => {
    const at = new Date(Date.UTC(2023, 0, 1) + index * 17 * 60_000);
    return `${two(at.getUTCDate())}.${two(at.getUTCMonth() + 1)}.${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  }),
  kind('approved', { flag: true }, (random) => (random() < 0.3 ? 'yes' : 'no')),
  kind('contact', { personal: 'email' }, (random) => `u${digits(random, 5)}@example.org`),
  kind(
    'phone',
    { personal: 'phone' },
    (random) => `+49 ${150 + Math.floor(random() * 30)} ${digits(random, 7)}`,
  ),
  kind('account', { personal: 'iban' }, (random) =>
    iban(`${1 + Math.floor(random() * 9)}${digits(random, 17)}`),
  ),
  kind('card', { personal: 'cardNumber' }, (random) => luhn(`4${digits(random, 14)}`)),
  kind('price', { places: 2 }, (random) => (random() * 90 + 1).toFixed(2)),
  kind('temp_c', { places: 1 }, (random) => (20 + 2 * normal(random)).toFixed(1)),
  kind('ratio', {}, (random) => random()),
  kind('lot', {}, (random) => `LOT-${digits(random, 4)}`),
  kind('part', {}, (random) => `${'ABC'[Math.floor(random() * 3)]}${digits(random, 2)}-${digits(random, 5)}`),
  kind('big_code', {}, (random) => `7${digits(random, 15)}`),
  kind(
    'uid',
    {},
    (random) =>
      `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`,
  ),
  kind(
    'version',
    {},
    (random) => `${Math.floor(random() * 4)}.${Math.floor(random() * 20)}.${Math.floor(random() * 9)}`,
  ),
  kind('remark', {}, (random) =>
    Array.from(
      { length: 1 + Math.floor(random() * 8) },
      () => words[Math.floor(random() * words.length)],
    ).join(' '),
  ),
  kind('state', {}, (random) => ['ok', 'warm', 'hot', 'off'][Math.floor(random() * 4)] ?? ''),
];

/** A batch of the process as CSV. */
export const batchOf = (seed: number, rows: number, part: number): string => {
  const random = randomFrom(seed);
  const lines = Array.from({ length: rows }, (_unused, row) =>
    kinds.map(({ cell }) => cell(random, part * rows + row)).join(','),
  );
  return `${kinds.map(({ name }) => name).join(',')}\n${lines.join('\n')}\n`;
};
