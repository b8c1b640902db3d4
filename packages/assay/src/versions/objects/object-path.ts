import { join } from 'node:path';
import { hexOf, type ObjectId } from '../../domain/object-id.ts';

/** Where an object lies below the folder of all: one of 256 folders by its first two digits. */
export const objectPath = (folder: string, id: ObjectId): string => {
  const hex = hexOf(id);
  return join(folder, hex.slice(0, 2), hex.slice(2));
};

/** Where objects are written before they are whole. */
export const unfinishedFolder = (folder: string): string => join(folder, 'unfinished');
