import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { workspace } from '../../people.ts';
import { addMessage } from './messages.ts';
import { type Message, newId, type StoredFile, tell, type World } from './world.ts';

const pathOf = (world: World, id: string) => join(world.fileFolder, id);

function keep(world: World, file: StoredFile): StoredFile {
  world.files.set(file.id, file);
  tell(world, { type: 'file', file });
  return file;
}

export const announceFile = (world: World, name: string, bytes: number, by?: string): StoredFile =>
  keep(world, {
    id: newId(world, 'F'),
    name,
    title: name,
    bytes,
    createdAt: world.now(),
    uploaded: false,
    ...(by === undefined ? {} : { by }),
    shares: [],
  });

/** Streams the bytes to disk. False when they are not as many as were announced. */
export async function receiveFile(world: World, file: StoredFile, body: Readable): Promise<boolean> {
  let bytes = 0;
  await pipeline(
    body,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > file.bytes) return;
        yield chunk;
      }
    },
    createWriteStream(pathOf(world, file.id)),
  );
  if (bytes !== file.bytes) return false;
  keep(world, { ...file, uploaded: true });
  return true;
}

/** A file that somebody puts into a form. */
export async function giveFile(
  world: World,
  person: string,
  name: string,
  content: Uint8Array,
): Promise<StoredFile> {
  const file = announceFile(world, name, content.length, person);
  await receiveFile(world, file, Readable.from([Buffer.from(content)]));
  return file;
}

/** A file of one's own as the bot is told of it; those of others cannot be given. */
export function givenFile(world: World, person: string, id: string): object | undefined {
  const file = world.files.get(id);
  return file?.by === person ? wireFile(world, file) : undefined;
}

export const readFile = (world: World, file: StoredFile): Readable =>
  createReadStream(pathOf(world, file.id));

/** Shows files in a conversation. Doing it twice shows them twice, as the app that asked twice would deserve. */
export function shareFiles(
  world: World,
  files: readonly StoredFile[],
  where: { readonly channel: string; readonly threadTs?: string | undefined; readonly comment: string },
): Message {
  const message = addMessage(world, {
    channel: where.channel,
    threadTs: where.threadTs,
    text: where.comment,
    files: files.map((file) => file.id),
  });
  for (const file of files) {
    const share = {
      channel: where.channel,
      ts: message.ts,
      ...(where.threadTs === undefined ? {} : { threadTs: where.threadTs }),
    };
    keep(world, {
      ...(world.files.get(file.id) ?? file),
      title: file.title,
      shares: [...file.shares, share],
    });
  }
  return message;
}

const kinds: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  png: 'image/png',
  txt: 'text/plain',
  zip: 'application/zip',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const extension = (file: StoredFile) => /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? 'binary';

export const mimeType = (file: StoredFile): string => kinds[extension(file)] ?? 'application/octet-stream';

export const fileUrl = (world: World, file: StoredFile): string =>
  `${world.url}/files/${file.id}/${encodeURIComponent(file.name)}`;

function sharesOf(world: World, file: StoredFile): Record<string, Record<string, object[]>> {
  const shares: Record<string, Record<string, object[]>> = {};
  for (const { channel, ts, threadTs } of file.shares) {
    const room = world.channels.get(channel);
    const side = (shares[room?.isPrivate ? 'private' : 'public'] ??= {});
    (side[channel] ??= []).push({
      ts,
      channel_name: room?.name ?? '',
      team_id: workspace.teamId,
      share_user_id: workspace.botUserId,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    });
  }
  return shares;
}

/** A file as Slack writes it. */
export const wireFile = (world: World, file: StoredFile) => ({
  id: file.id,
  created: Math.floor(file.createdAt / 1000),
  timestamp: Math.floor(file.createdAt / 1000),
  name: file.name,
  title: file.title,
  mimetype: mimeType(file),
  filetype: extension(file),
  user: file.by ?? workspace.botUserId,
  size: file.bytes,
  mode: 'hosted',
  url_private: fileUrl(world, file),
  url_private_download: fileUrl(world, file),
  permalink: fileUrl(world, file),
  shares: sharesOf(world, file),
  channels: file.shares.map((share) => share.channel).filter((id) => id.startsWith('C')),
  ims: file.shares.map((share) => share.channel).filter((id) => id.startsWith('D')),
});
