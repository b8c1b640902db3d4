/**
 * The check of card numbers and many others: from the right every second digit is doubled, its digits are added, and the sum of all ends
 * in 0. Source: ISO/IEC 7812-1, annex B (Luhn).
 */
export const hasLuhnDigit = (digits: string): boolean => {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits.at(-1 - index));
    const counted = index % 2 === 0 ? digit : digit * 2;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
};

/**
 * The check of IBANs: the first four signs are put last, letters become numbers from A = 10, and the number leaves 1 when divided by 97.
 * Source: ISO 13616, ISO/IEC 7064 (MOD 97-10).
 */
export const leavesOneOf97 = (iban: string): boolean => {
  let rest = 0;
  for (const sign of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    if (Number.isNaN(value)) return false;
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
};
