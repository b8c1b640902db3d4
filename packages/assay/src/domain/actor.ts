import { z } from 'zod';

const latin = /\p{Script=Latin}/u;
const alike = /\p{Script=Cyrillic}|\p{Script=Greek}/u;

/**
 * Who acts: a person, such as an e-mail address, or `service:NAME`. Two who look the same are the same: nothing that is not seen, no space around it, one
 * way to write an accent, and no letters of alphabets that look alike beside each other.
 */
export const actorSchema = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => text === text.trim(), 'has space around it')
  .refine((text) => !/\p{C}/u.test(text), 'has signs that are not seen')
  .refine((text) => text === text.normalize('NFC'), 'is not in the usual form of Unicode (NFC)')
  .refine((text) => !(latin.test(text) && alike.test(text)), 'mixes alphabets whose letters look alike');
