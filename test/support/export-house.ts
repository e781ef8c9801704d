import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Card } from '../../src/cards/card.ts';
import { cardText } from '../../src/cards/card-text.ts';
import type { Messenger, OutgoingFile } from '../../src/cards/messenger.ts';
import { billExportHandler } from '../../src/jobs/bill-export.ts';
import { problem, type Problem } from '../../src/kernel/problem.ts';
import { fail, ok } from '../../src/kernel/result.ts';
import type { Lang } from '../../src/kernel/texts/index.ts';
import { beginExport, type ExportRequest, type ExportRow, exportById } from '../../src/ledger/exports.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import type { PartnerPlatform } from '../../src/huawei/partner.ts';
import { type VirtualClock, virtualClock } from './clock.ts';
import { storeRequest } from './context.ts';
import { quiet } from './log.ts';
import { somebody } from './people.ts';

/** A chat app that keeps what it is given, and can be told to fail. */
export interface PlainChat extends Messenger {
  /** The one message, as it reads now; each edit before it. */
  readonly said: string[];
  readonly cards: Card[];
  readonly langs: Lang[];
  /** Files in the thread, by id. */
  readonly shared: Map<string, { readonly name: string; readonly comment: string; readonly content: Buffer }>;
  readonly uploads: number;
  readonly answers: string[];
  /** Asked before each call. */
  fault: (call: string) => Problem | undefined;
}

const healthy: PlainChat['fault'] = () => undefined;

export function plainChat(): PlainChat {
  const uploaded = new Map<string, { readonly file: OutgoingFile; readonly content: Buffer }>();
  const ref = { app: 'slack', tenantId: 'T1', channelId: 'C1', messageId: '1.1' } as const;
  const chat = {
    said: [] as string[],
    cards: [] as Card[],
    langs: [] as Lang[],
    answers: [] as string[],
    shared: new Map<string, { name: string; comment: string; content: Buffer }>(),
    uploads: 0,
    fault: healthy,
  };
  const attempt = async <T>(call: string, act: () => Promise<T> | T) => {
    const broken = chat.fault(call);
    return broken ? fail(broken) : ok(await act());
  };
  const say = (card: Card, lang: Lang) => {
    chat.said.push(cardText(card));
    chat.cards.push(card);
    chat.langs.push(lang);
  };
  return Object.assign(chat, {
    answer: (_requestId, card) => attempt('answer', () => void chat.answers.push(cardText(card))),
    post: (_to, card, lang) =>
      attempt('post', () => {
        say(card, lang);
        return ref;
      }),
    update: (_ref, card, lang) => attempt('update', () => say(card, lang)),
    uploadFile: (_to, file) =>
      attempt('upload', async () => {
        chat.uploads += 1;
        const fileId = `F${chat.uploads}`;
        uploaded.set(fileId, { file, content: await readFile(file.path) });
        return { fileId };
      }),
    shareFile: (_to, fileId, { name, comment }) =>
      attempt('share', () => {
        const content = uploaded.get(fileId)?.content ?? Buffer.alloc(0);
        chat.shared.set(fileId, { name, comment, content });
      }),
  } satisfies Messenger);
}

export interface ExportHouse {
  readonly chat: PlainChat;
  readonly clock: VirtualClock;
  readonly folder: string;
  /** Takes an export on, as the command does. */
  begin(more?: Partial<ExportRequest>): Promise<ExportRow>;
  /** One start of the job. */
  run(id: string, more?: { attempt?: number; lastAttempt?: boolean; signal?: AbortSignal }): Promise<void>;
  dead(id: string): Promise<void>;
  row(id: string): Promise<ExportRow>;
  filesLeft(): Promise<string[]>;
  close(): Promise<void>;
}

let requests = 0;

export async function exportHouse(
  ledger: Ledger,
  partner: PartnerPlatform,
  chat = plainChat(),
): Promise<ExportHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'partner-desk-export-'));
  const clock = virtualClock();
  const handler = billExportHandler({ ledger, partner, messenger: chat, folder, clock, log: quiet });
  const row = async (id: string) => {
    const found = await exportById(ledger, id);
    if (!found) throw new Error('no such export');
    return found;
  };
  return {
    chat,
    clock,
    folder,
    row,
    begin: async (more = {}) => {
      requests += 1;
      const actor = { ...somebody('finance'), userId: `U${requests}` };
      const requestId = `export-request-${requests}`;
      await storeRequest(ledger, requestId, actor);
      return ledger.transaction().execute(async (trx) => {
        const asked: ExportRequest = {
          id: `export-${requests}`,
          requestId,
          app: actor.app,
          tenantId: actor.tenantId,
          channelId: 'C1',
          threadId: undefined,
          userId: actor.userId,
          lang: 'en',
          cycle: '2026-10',
          customerId: undefined,
          format: 'csv',
          ...more,
        };
        return (await beginExport(trx, asked)).row;
      });
    },
    run: (id, { attempt = 1, lastAttempt = false, signal = new AbortController().signal } = {}) =>
      handler.run({
        payload: { exportId: id },
        jobId: `export-${id}`,
        attempt,
        lastAttempt,
        signal,
        clock,
        log: quiet,
      }),
    dead: (id) => handler.onDead({ exportId: id }, new Error('killed')),
    filesLeft: () => readdir(folder).catch(() => []),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

export const trouble = (retry: Problem['retry'] = 'later'): Problem =>
  problem('platformBusy', { operation: 'ListSubCustomerBillDetail' }, { retry });
