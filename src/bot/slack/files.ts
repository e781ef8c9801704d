import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import nodeFetch from 'node-fetch';
import type { MessageRef, OutgoingFile } from '../../cards/messenger.ts';
import type { Clock } from '../../kernel/clock.ts';
import { chatCalls } from '../../kernel/metrics.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { escape } from './render/mrkdwn.ts';
import { unreachable } from '../unreachable.ts';
import type { SlackApi } from './web-api.ts';

/** Registers the file with Slack and streams it there; nobody sees it until it is shared. Repeating leaves no trace. */
export async function uploadFile(
  api: SlackApi,
  file: OutgoingFile,
  signal?: AbortSignal,
): Promise<Result<{ readonly fileId: string }>> {
  const { size } = await stat(file.path);
  const address = await api.patiently(
    'files.getUploadURLExternal',
    (client) => client.files.getUploadURLExternal({ filename: file.name, length: size }),
    { repeatable: true, signal },
  );
  if (!address.ok) return address;
  const { upload_url: url, file_id: fileId } = address.value;
  if (!url || !fileId) return fail(problem('chatRefused', { reason: 'no upload address' }));
  const sent = await send(api, url, file.path, size, signal);
  chatCalls.inc({ app: 'slack', method: 'upload', end: sent.ok ? 'ok' : sent.problem.code });
  return sent.ok ? ok({ fileId }) : sent;
}

/** Slower than 100 bytes a millisecond is a connection that hangs. */
const allowedMs = (bytes: number) => 60_000 + Math.ceil(bytes / 100);

async function send(
  { agentFor }: SlackApi,
  url: string,
  path: string,
  bytes: number,
  signal?: AbortSignal,
): Promise<Result<void>> {
  const timeout = AbortSignal.timeout(allowedMs(bytes));
  try {
    const response = await nodeFetch(url, {
      method: 'POST',
      body: createReadStream(path),
      // Known beforehand, so it is streamed from disk as it is and not in chunks, which upload hosts refuse.
      headers: { 'content-type': 'application/octet-stream', 'content-length': String(bytes) },
      agent: agentFor,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    await response.text();
    if (response.ok) return ok(undefined);
    const wireCode = `upload ${response.status}`;
    return fail(
      response.status >= 500 || response.status === 429
        ? problem('chatUnavailable', {}, { retry: 'later', wireCode })
        : problem('chatRefused', { reason: wireCode }, { wireCode }),
    );
  } catch (error) {
    // An upload that broke off shows nothing to anybody, so it may always be repeated.
    return fail({ ...unreachable(error), retry: 'later' });
  }
}

/** How long Slack may take to show a share in `files.info`. */
const looks = [1_000, 3_000, 6_000];

/** Shows the file in the thread, once: whether it is there already is looked up, before and after a doubtful call. */
export async function shareFile(
  api: SlackApi,
  clock: Clock,
  to: MessageRef,
  fileId: string,
  file: Pick<OutgoingFile, 'name' | 'comment'>,
): Promise<Result<void>> {
  const before = await isShared(api, to, fileId);
  if (!before.ok) return before;
  if (before.value) return ok(undefined);
  const done = await api.patiently('files.completeUploadExternal', (client) =>
    client.files.completeUploadExternal({
      files: [{ id: fileId, title: file.name }],
      channel_id: to.channelId,
      thread_ts: to.messageId,
      initial_comment: escape(file.comment),
    }),
  );
  if (done.ok) return ok(undefined);
  if (done.problem.retry !== 'unknown-outcome') return done;
  for (const pauseMs of looks) {
    await clock.sleep(pauseMs);
    const after = await isShared(api, to, fileId);
    if (after.ok && after.value) return ok(undefined);
  }
  return done;
}

async function isShared(api: SlackApi, to: MessageRef, fileId: string): Promise<Result<boolean>> {
  const info = await api.patiently('files.info', (client) => client.files.info({ file: fileId }), {
    repeatable: true,
  });
  if (!info.ok) return info.problem.wireCode === 'file_not_found' ? ok(false) : info;
  const { channels = [], groups = [], ims = [], shares } = info.value.file ?? {};
  const places = [...channels, ...groups, ...ims, ...Object.keys({ ...shares?.public, ...shares?.private })];
  return ok(places.includes(to.channelId));
}
