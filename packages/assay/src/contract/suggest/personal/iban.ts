import { leavesOneOf97 } from './check-digits.ts';
import { definePersonal } from './personal.ts';

const form = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;

export const iban = definePersonal({
  id: 'iban',
  noun: ['an IBAN', 'IBANs'],
  names: /(^|[_ .-])iban([_ .-]|$)|Iban$/i,
  isOne: (text) => {
    const plain = text.replaceAll(' ', '').toUpperCase();
    return form.test(plain) && leavesOneOf97(plain);
  },
  byChance: 1 / 97,
  examples: {
    are: ['DE89 3704 0044 0532 0130 00', 'GB82WEST12345698765432', 'FR1420041010050500013M02606'],
    areNot: ['DE88370400440532013000', 'DE89', 'GB82WEST12345698765431'],
  },
});
