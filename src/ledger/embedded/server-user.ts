import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Who the server runs as. PostgreSQL refuses root, so root lends it another user. */
export type ServerUser =
  | { readonly switched: false }
  | { readonly switched: true; readonly uid: number; readonly gid: number };

/** In this order: the user a packaged PostgreSQL would have, then the one every Unix has. */
const candidates = ['postgres', 'nobody'];

/** Undefined when root has nobody to lend: initdb needs a user with a name. */
export async function serverUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return { switched: false };
  const passwd = await readFile('/etc/passwd', 'utf8');
  const users = new Map(
    passwd.split('\n').map((line) => {
      const [name = '', , uid, gid] = line.split(':');
      return [name, { switched: true, uid: Number(uid), gid: Number(gid) } as const];
    }),
  );
  return candidates.map((name) => users.get(name)).find((user) => user !== undefined);
}

/** Whether every folder on the way to a file lets this user through. */
export async function mayReach(
  user: { readonly uid: number; readonly gid: number },
  path: string,
): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
    if (((mode >> shift) & 1) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
