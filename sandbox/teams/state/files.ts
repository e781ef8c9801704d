import { randomBytes } from 'node:crypto';
import { type HttpAnswer, json } from '../../wire/http.ts';
import type { StoredFile, World } from './world.ts';

/** Somebody's OneDrive: a place the bot may put one file into, once they said yes, and files people send it. */

export function announce(world: World, owner: string, name: string, content?: Buffer): StoredFile {
  const id = randomBytes(12).toString('base64url');
  const file: StoredFile = { id, owner, name, ...(content ? { content } : {}) };
  world.files.set(id, file);
  return file;
}

export const fileOf = (world: World, id: string): StoredFile | undefined => world.files.get(id);

export const driveUrl = (world: World, file: StoredFile): string =>
  `${world.url}/drive/${file.id}/${encodeURIComponent(file.name)}`;

export const uploadUrl = (world: World, file: StoredFile): string => `${world.url}/upload/${file.id}`;

export const fileType = (name: string): string => /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';

/** All the bytes in one go, as an upload session takes them. */
export function receive(world: World, id: string, range: string | undefined, bytes: Buffer): HttpAnswer {
  const file = world.files.get(id);
  if (!file || file.content)
    return json({ error: { code: 'itemNotFound', message: 'No such upload session.' } }, 404);
  if (range !== `bytes 0-${bytes.length - 1}/${bytes.length}`)
    return json({ error: { code: 'invalidRange', message: 'Content-Range does not fit the bytes.' } }, 416);
  world.files.set(id, { ...file, content: bytes });
  return json({ id, name: file.name, size: bytes.length, webUrl: driveUrl(world, file) }, 201);
}
