import { z } from 'zod';

/** `sha256:` and 64 hexadecimal digits: what the bytes of an object are called, by what they are. */
export type ObjectId = `sha256:${string}`;

export const objectIdSchema = z.templateLiteral(['sha256:', z.string().regex(/^[0-9a-f]{64}$/)]);

/** Of a digest in hexadecimal. */
export const objectId = (hex: string): ObjectId => `sha256:${hex}`;

/** The digest in hexadecimal. */
export const hexOf = (id: ObjectId): string => id.slice('sha256:'.length);
