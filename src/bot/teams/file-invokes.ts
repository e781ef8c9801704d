import { Readable } from 'node:stream';
import { z } from 'zod';
import { translator, type TextKey, type TextParams } from '../../kernel/texts/index.ts';
import { findTeamsFile, type TeamsFile, teamsFilePieces } from '../../ledger/teams-files.ts';
import { isLoopbackUrl } from '../loopback.ts';
import type { InvokeAnswer } from './activity.ts';
import { cardAnswer, sentenceAnswer } from './answers.ts';
import type { Arrival } from './arrival.ts';
import type { Door } from './door.ts';
import { linkFor, linkMinutes } from './files.ts';
import { renderCard } from './render/card.ts';

const consent = z.object({
  action: z.enum(['accept', 'decline']),
  context: z.object({ file: z.string() }),
  uploadInfo: z
    .object({
      uploadUrl: z.url(),
      contentUrl: z.url(),
      name: z.string(),
      uniqueId: z.string(),
      fileType: z.string(),
    })
    .optional(),
});

/** Does Teams store files there? Ours goes nowhere else, whatever an activity says. */
const isOneDrive = (url: string, onThisMachine: boolean): boolean => {
  const { protocol, hostname } = new URL(url);
  if (onThisMachine) return isLoopbackUrl(url);
  return protocol === 'https:' && /\.(sharepoint|onedrive)\.(com|cn|us|de)$/.test(hostname);
};

/**
 * The person took the file, or did not. Teams leaves the buttons of its question as they are, so the question is taken
 * away once it is settled; a file that could not be stored may be taken again.
 */
export async function onFileConsent(door: Door, arrival: Arrival, value: unknown): Promise<InvokeAnswer> {
  const read = consent.safeParse(value);
  const file = read.success ? await ownFile(door, arrival, read.data.context.file) : undefined;
  door.after(arrival, async () => {
    const isSettled =
      read.success && file
        ? await settle(door, arrival, file, read.data)
        : await told(door, arrival, 'teams.fileGone');
    if (isSettled) await takeAwayQuestion(door, arrival);
  });
  return { status: 200 };
}

async function settle(
  door: Door,
  arrival: Arrival,
  file: TeamsFile,
  { action, uploadInfo }: z.output<typeof consent>,
): Promise<boolean> {
  const { name } = file;
  if (action === 'decline') return told(door, arrival, 'teams.fileDeclined', { name });
  const isThere = uploadInfo && isOneDrive(uploadInfo.uploadUrl, door.onThisMachine);
  if (!isThere || !(await upload(door, file, uploadInfo.uploadUrl))) {
    await told(door, arrival, 'teams.fileNotStored', { name });
    return false;
  }
  await door.tellMessage(arrival, {
    type: 'message',
    summary: sayingTo(door, arrival)('teams.fileStored', { name }),
    attachments: [
      {
        contentType: 'application/vnd.microsoft.teams.card.file.info',
        name: uploadInfo.name,
        content: { uniqueId: uploadInfo.uniqueId, fileType: uploadInfo.fileType },
        contentUrl: uploadInfo.contentUrl,
      },
    ],
  });
  return true;
}

/** In their own chat only: what stands elsewhere is not theirs to have taken away, whatever message they name. */
async function takeAwayQuestion({ messenger, log }: Door, { place, messageId }: Arrival): Promise<void> {
  if (place.kind !== 'personal' || messageId === undefined) return;
  const gone = await messenger.remove(place, messageId);
  if (!gone.ok) log.warn({ reason: gone.problem.wireCode }, 'the question about a file still stands');
}

async function upload({ http, ledger }: Door, file: TeamsFile, url: string): Promise<boolean> {
  const last = file.bytes - 1;
  const sent = await http('upload', {
    method: 'PUT',
    url,
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(file.bytes),
      'content-range': `bytes 0-${last}/${file.bytes}`,
    },
    body: Readable.from(teamsFilePieces(ledger, file.id)),
    timeoutMs: 60_000 + Math.ceil(file.bytes / 100),
  });
  return sent.ok;
}

/** The button under a file in a group or channel: a link for the one whose file it is, and for nobody else. */
export async function onFilePressed(door: Door, arrival: Arrival, fileId: string): Promise<InvokeAnswer> {
  const { ledger, clock, publicUrl } = door;
  const say = sayingTo(door, arrival);
  const file = await findTeamsFile(ledger, fileId);
  if (!file || file.tenantId !== arrival.tenantId || publicUrl === undefined)
    return sentenceAnswer(say('teams.fileGone'));
  if (file.userId !== arrival.userId) return sentenceAnswer(say('teams.fileOfOther'));
  const url = await linkFor(ledger, { fileId, publicUrl, now: clock.now() });
  const text = say('teams.fileLink', { name: file.name, minutes: linkMinutes });
  const lang = door.people.langOf(arrival.userId);
  return cardAnswer(
    renderCard(
      {
        summary: text,
        blocks: [
          { kind: 'text', text },
          {
            kind: 'actions',
            actions: [{ label: say('teams.download'), style: 'primary', does: { type: 'open', url } }],
          },
        ],
      },
      { lang },
    ),
  );
}

async function ownFile(
  { ledger }: Door,
  { tenantId, userId }: Arrival,
  id: string,
): Promise<TeamsFile | undefined> {
  const file = await findTeamsFile(ledger, id);
  return file?.tenantId === tenantId && file.userId === userId ? file : undefined;
}

const sayingTo = ({ people }: Door, { userId }: Arrival) => {
  const t = translator(people.langOf(userId));
  return (key: TextKey, params?: TextParams) => t(key, params);
};

async function told(door: Door, arrival: Arrival, key: TextKey, params?: TextParams): Promise<true> {
  const text = sayingTo(door, arrival)(key, params);
  const lang = door.people.langOf(arrival.userId);
  await door.tell(arrival, { summary: text, blocks: [{ kind: 'text', text }] }, lang);
  return true;
}
