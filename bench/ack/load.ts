import { createHmac, randomUUID } from 'node:crypto';
import { connect } from 'node:net';

export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** What people type; none of these needs a form. */
export const lines = ['bill last', 'balance me', 'customer find acme', '账单 上月', 'bill this --by service'];

/** Signed slash commands, each with a trigger of its own, ready to be written to a socket. */
export function signedCommands(count: number, signingSecret: string): Buffer[] {
  const at = Math.floor(Date.now() / 1000);
  return Array.from({ length: count }, (_, n) => {
    const body = new URLSearchParams({
      token: 'legacy',
      team_id: 'T1',
      team_domain: 'acme',
      channel_id: 'C1',
      channel_name: 'sales',
      user_id: 'U1',
      user_name: 'ann',
      command: '/hw',
      text: lines[n % lines.length] ?? '',
      api_app_id: 'A1',
      is_enterprise_install: 'false',
      response_url: `https://hooks.slack.com/commands/T1/1/${randomUUID()}`,
      trigger_id: `1.2.${randomUUID()}`,
    }).toString();
    const signature = createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex');
    return Buffer.from(
      [
        'POST /slack/events HTTP/1.1',
        'host: 127.0.0.1',
        'content-type: application/x-www-form-urlencoded',
        `content-length: ${Buffer.byteLength(body)}`,
        `x-slack-request-timestamp: ${at}`,
        `x-slack-signature: v0=${signature}`,
        '',
        body,
      ].join('\r\n'),
    );
  });
}

/** Sends them over `concurrency` kept-alive connections, each sending the next when its answer is there. */
export async function runLoad(port: number, requests: readonly Buffer[], concurrency: number): Promise<Load> {
  const latencies: number[] = [];
  let next = 0;
  const from = performance.now();
  await Promise.all(
    Array.from(
      { length: concurrency },
      () =>
        new Promise<void>((resolve, reject) => {
          const socket = connect(port, '127.0.0.1');
          socket.setNoDelay(true);
          let sentAt = 0;
          let answer = '';
          const send = () => {
            const request = requests[next];
            next += 1;
            if (!request) {
              socket.end();
              resolve();
              return;
            }
            answer = '';
            sentAt = performance.now();
            socket.write(request);
          };
          socket.on('connect', send);
          socket.on('error', reject);
          socket.on('data', (data: Buffer) => {
            answer += data.toString('latin1');
            if (!isWhole(answer)) return;
            latencies.push(performance.now() - sentAt);
            if (!/^HTTP\/1\.1 200 /.test(answer) || !isEmpty(answer)) reject(new Error(answer));
            else send();
          });
        }),
    ),
  );
  const seconds = (performance.now() - from) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
  return { perSecond: requests.length / seconds, p50: at(0.5), p99: at(0.99) };
}

const headEnd = '\r\n\r\n';

function isWhole(answer: string): boolean {
  const end = answer.indexOf(headEnd);
  if (end === -1) return false;
  if (/transfer-encoding: chunked/i.test(answer)) return answer.endsWith(`0${headEnd}`);
  const length = Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0);
  return answer.length >= end + headEnd.length + length;
}

/** An acknowledgement is empty; anything else is a refusal. */
const isEmpty = (answer: string): boolean => /\r\n\r\n(0\r\n\r\n)?$/.test(answer);
