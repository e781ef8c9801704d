import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { contract } from './generate/contract.ts';
import { docs } from './generate/docs.ts';
import { manifest } from './generate/manifest.ts';
import { teamsManifest } from './generate/teams-manifest.ts';

/** A generator answers the files it is responsible for: path from the project's root → content. */
export type Generator = () => Promise<ReadonlyMap<string, string>>;

const generators: readonly Generator[] = [contract, manifest, teamsManifest, docs];

// `--check` writes nothing and fails when a generated file is stale: CI's way to ask.
const check = process.argv.includes('--check');
const stale: string[] = [];
for (const generate of generators) {
  for (const [path, content] of await generate()) {
    const current = await readFile(path, 'utf8').catch(() => undefined);
    if (current === content) continue;
    stale.push(path);
    if (!check) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    }
  }
}
if (check && stale.length > 0) {
  console.error(`stale, run \`npm run generate\`:\n  ${stale.join('\n  ')}`);
  process.exitCode = 1;
} else {
  console.log(stale.length === 0 ? 'generated files are up to date' : `wrote ${stale.join(', ')}`);
}
