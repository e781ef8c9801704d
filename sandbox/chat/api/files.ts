import { z } from 'zod';
import { announceFile, shareFiles, wireFile } from '../state/files.ts';
import { findMessage } from '../state/messages.ts';
import type { StoredFile } from '../state/world.ts';
import { whereToSpeak } from './chat.ts';
import { type Answer, count, method, no, structured } from './method.ts';

const getUploadUrl = method(
  z.object({ filename: z.string().min(1), length: count, alt_text: z.string().optional() }),
  (world, args): Answer => {
    if (args.length === 0) return no('invalid_arguments', ['[ERROR] length must be greater than 0']);
    const file = announceFile(world, args.filename, args.length);
    return { ok: true, upload_url: `${world.url}/upload/v1/${file.id}`, file_id: file.id };
  },
);

const completed = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

const completeUpload = method(
  z.object({
    files: structured.pipe(completed),
    channel_id: z.string().optional(),
    channels: z.string().optional(),
    thread_ts: z.string().optional(),
    initial_comment: z.string().optional(),
  }),
  (world, args): Answer => {
    const files: StoredFile[] = [];
    for (const { id, title } of args.files) {
      const file = world.files.get(id);
      if (!file?.uploaded) return no('file_not_found');
      files.push({ ...file, title: title ?? file.title });
    }
    const name = args.channel_id ?? args.channels;
    if (name === undefined) return { ok: true, files: files.map((file) => wireFile(world, file)) };
    const channel = whereToSpeak(world, name);
    if (typeof channel === 'string') return no(channel);
    if (args.thread_ts !== undefined && !findMessage(world, channel.id, args.thread_ts))
      return no('invalid_thread_ts');
    shareFiles(world, files, {
      channel: channel.id,
      threadTs: args.thread_ts,
      comment: args.initial_comment ?? '',
    });
    return {
      ok: true,
      files: files.map((file) => wireFile(world, world.files.get(file.id) ?? file)),
    };
  },
);

const info = method(z.object({ file: z.string() }), (world, args): Answer => {
  const file = world.files.get(args.file);
  return file?.uploaded ? { ok: true, file: wireFile(world, file) } : no('file_not_found');
});

export const fileMethods = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
  'files.info': info,
};
