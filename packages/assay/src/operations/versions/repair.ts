import type { ObjectId } from '../../domain/object-id.ts';
import { Refusal } from '../../domain/problem.ts';
import { readProject } from '../../project/project.ts';
import { remoteFolderOf } from '../../project/remote-folder.ts';
import { replaceObjects } from '../../versions/remote/copy-objects.ts';
import { openRemote } from '../../versions/remote/folder-remote.ts';
import { fromRemote, withRemote } from './from-remote.ts';

/** Brings an object anew from the remote of a project; false where the remote does not have it whole. */
export const repairerOf = (folder: string, objects: string): ((id: ObjectId) => Promise<boolean>) => {
  const place = remoteFolderOf(readProject(folder, { env: process.env, vars: {} }));
  const carrier = fromRemote(openRemote(place), objects, {});
  return async (id) => {
    try {
      await withRemote(place, () => replaceObjects(carrier, [id]));
      return true;
    } catch (cause) {
      if (cause instanceof Refusal && cause.problems.every(({ code }) => code === 'version-damaged'))
        return false;
      throw cause;
    }
  };
};
