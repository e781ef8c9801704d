import { describe, expect, it } from 'vitest';
import { openLog, scrub } from './log.ts';

function capture(write: (log: ReturnType<typeof openLog>) => void): string {
  const lines: string[] = [];
  write(openLog('debug', { write: (line) => lines.push(line) }));
  return lines.join('');
}

describe('the log', () => {
  it('hides fields that are secret or personal, also inside objects', () => {
    const text = capture((log) =>
      log.child({ request: 'r1' }).info(
        {
          token: 'T-1',
          customer: { phone: '13800000000', email: 'a@b.c' },
          deep: { more: { password: 'pw' } },
        },
        'hello',
      ),
    );
    expect(text).toContain('"request":"r1"');
    for (const secret of ['T-1', '13800000000', 'a@b.c', 'pw"']) expect(text).not.toContain(secret);
  });

  it('writes an error with its causes but without what libraries hang on it', () => {
    const error = Object.assign(new Error('POST https://hooks.example.com/commands/T1/2/abcDEF failed'), {
      code: 'ECONNRESET',
      config: { headers: { authorization: 'SDK-HMAC-SHA256 Access=AKID' } },
      cause: new Error('connect postgresql://desk:hunter2@db:5432/desk'),
    });
    const text = capture((log) => log.error({ err: error }, 'failed'));
    expect(text).toContain('ECONNRESET');
    expect(text).toContain('postgresql://***@db');
    for (const secret of ['abcDEF', 'AKID', 'hunter2']) expect(text).not.toContain(secret);
  });

  it('knows the shapes of tokens and signatures', () => {
    expect(scrub('xoxb-12-ab and xapp-1-A and Access=AK9, Signature=0123456789abcdef0123')).toBe(
      '*** and *** and Access=***, Signature=***',
    );
  });
});
