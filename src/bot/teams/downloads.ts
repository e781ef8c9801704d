import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../../kernel/clock.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { fileBehindLink, teamsFilePieces } from '../../ledger/teams-files.ts';
import type { Route } from '../http-server.ts';
import { digestOf } from './files.ts';

const token = /^[\w-]{43}$/;

/** Gives a file to whoever has its link; the link was given to one person and lives for minutes. */
export const downloadRoute =
  (ledger: Ledger, clock: Clock): Route =>
  async (request, response) => {
    const link = new URL(request.url ?? '/', 'http://localhost').searchParams.get('link') ?? '';
    const file = token.test(link) ? await fileBehindLink(ledger, digestOf(link), clock.now()) : undefined;
    if (!file) {
      gone(response);
      return;
    }
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': file.bytes,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    await pipeline(teamsFilePieces(ledger, file.id), response);
  };

function gone(response: ServerResponse): void {
  const text =
    'This link has ended. Press the button in Teams again for a new one.\n链接已失效，请在 Teams 中重新点击按钮获取。\n';
  response
    .writeHead(410, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .end(text);
}
