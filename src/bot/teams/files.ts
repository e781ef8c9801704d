import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { MessageRef, OutgoingFile } from '../../cards/messenger.ts';
import { newId } from '../../kernel/ids.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { translator } from '../../kernel/texts/index.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { TeamsPlace } from '../../ledger/teams.ts';
import { findTeamsFile, markFileShown, saveFileLink, saveTeamsFile } from '../../ledger/teams-files.ts';
import { splitThread } from './arrival.ts';
import { execute } from './render/button.ts';
import { adaptiveCard } from './render/card.ts';
import { limits } from './render/limits.ts';
import { messageOf, type TeamsMessage } from './render/message.ts';
import { line, plain } from './render/text.ts';

const pieceBytes = 512 * 1_024;

/** Takes the file out of this process: Teams asks for it when the person does, and any process may be asked. */
export async function storeFile(
  ledger: Ledger,
  { tenantId }: MessageRef,
  { path, name, bytes, userId }: OutgoingFile,
  signal?: AbortSignal,
): Promise<Result<{ readonly fileId: string }>> {
  const id = newId();
  const pieces = createReadStream(path, { highWaterMark: pieceBytes, signal });
  await saveTeamsFile(ledger, { id, tenantId, userId, name, bytes }, pieces);
  return ok({ fileId: id });
}

export interface SharingParts {
  readonly ledger: Ledger;
  readonly hasDownloads: boolean;
  send(place: TeamsPlace, conversationId: string, message: TeamsMessage): Promise<Result<MessageRef>>;
  personalChat(tenantId: string, userId: string): Promise<Result<TeamsPlace>>;
  placeOfChannel(tenantId: string, conversationId: string): Promise<TeamsPlace | undefined>;
}

/** In a personal chat Teams offers the file itself; elsewhere a button fetches it for the one who asked. */
export async function shareFile(
  parts: SharingParts,
  to: MessageRef,
  fileId: string,
  { name, comment }: Pick<OutgoingFile, 'name' | 'comment'>,
): Promise<Result<void>> {
  const file = await findTeamsFile(parts.ledger, fileId);
  if (!file) return fail(problem('chatRefused', { reason: 'file gone' }));
  if (file.shown) return ok(undefined);
  const { channelId } = splitThread(to.channelId);
  const place = await parts.placeOfChannel(to.tenantId, channelId);
  const there = place && (place.kind === 'personal' || parts.hasDownloads) ? ok(place) : undefined;
  const where = there ?? (await parts.personalChat(to.tenantId, file.userId));
  if (!where.ok) return where;
  const isPersonal = where.value.kind === 'personal';
  const message = isPersonal ? consent({ ...file, comment }) : offer({ ...file, comment });
  const conversationId = isPersonal ? where.value.conversationId : threadIdOf(to);
  const sent = await parts.send(where.value, conversationId, { ...message, summary: name });
  if (!sent.ok) return sent;
  await markFileShown(parts.ledger, fileId);
  return ok(undefined);
}

/** Under the message that said the file was coming, where the place has threads. */
const threadIdOf = ({ channelId, messageId }: MessageRef): string =>
  splitThread(channelId).threadId === undefined && channelId.endsWith('.tacv2')
    ? `${channelId};messageid=${messageId}`
    : channelId;

interface Offered {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly comment: string;
}

/** Teams asks the person whether they want it, and then says where it goes. */
const consent = ({ id, name, bytes, comment }: Offered): TeamsMessage => ({
  type: 'message',
  summary: name,
  attachments: [
    {
      contentType: 'application/vnd.microsoft.teams.card.file.consent',
      name,
      content: {
        description: comment,
        sizeInBytes: bytes,
        acceptContext: { file: id },
        declineContext: { file: id },
      },
    },
  ],
});

function offer({ id, name, comment }: Offered): TeamsMessage {
  // Everybody in the place reads it, whatever language they have; the comment is in that of the asker.
  const t = translator('en');
  const zh = translator('zh-CN');
  const title = `${t('teams.fetchFile')} · ${zh('teams.fetchFile')}`;
  return messageOf(
    name,
    adaptiveCard(
      name,
      [
        plain(line(comment, limits.text)),
        plain(`📄 ${line(name, limits.title)}`, { weight: 'Bolder' }),
        {
          type: 'ActionSet',
          actions: [execute({ type: 'file', file: id }, { title, style: 'positive' })],
        },
      ],
      'en',
    ),
  );
}

export const linkMinutes = 10;
export const downloadPath = '/teams/files';

export const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A link for one person, handed to them alone. */
export async function linkFor(
  ledger: Ledger,
  { fileId, publicUrl, now }: { readonly fileId: string; readonly publicUrl: string; readonly now: Date },
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const until = new Date(now.getTime() + linkMinutes * 60_000);
  await saveFileLink(ledger, { digest: digestOf(token), fileId, until });
  const url = new URL(publicUrl);
  url.pathname = `${url.pathname.replace(/\/$/, '')}${downloadPath}`;
  url.search = new URLSearchParams({ link: token }).toString();
  return url.href;
}
