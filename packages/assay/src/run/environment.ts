import { arch, platform } from 'node:process';
import type { Run } from '../domain/run.ts';
import { assayVersion } from '../domain/version.ts';

export const environment = (): Run['environment'] => ({
  assay: assayVersion,
  node: process.versions.node,
  os: platform,
  arch,
});
