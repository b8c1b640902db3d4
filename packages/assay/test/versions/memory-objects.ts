import { hash } from 'node:crypto';
import { type ObjectId, objectId } from '../../src/domain/object-id.ts';

/** Objects in memory, which count how often one is read. */
export const memoryObjects = () => {
  const all = new Map<ObjectId, Buffer>();
  let reads = 0;
  return {
    all,
    reads: () => reads,
    put: async (bytes: string): Promise<ObjectId> => {
      const id = objectId(hash('sha256', bytes, 'hex'));
      all.set(id, Buffer.from(bytes));
      return id;
    },
    get: async (id: ObjectId): Promise<Buffer> => {
      reads += 1;
      return all.get(id) ?? Buffer.from('');
    },
  };
};
