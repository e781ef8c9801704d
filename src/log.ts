import { pino } from 'pino';
import type { Log } from './kernel/log.ts';

/** Shapes that only secrets have; whatever carries one, an error text say, is cleaned before it is written. */
const secretShapes: readonly (readonly [RegExp, string])[] = [
  [/xox[a-z]-[\w-]+|xapp-[\w-]+/g, '***'],
  [/(https?:\/\/[^\s"']*\/(?:commands|actions|services|response)\/)[^\s"']+/g, '$1***'],
  [/(postgres(?:ql)?|rediss?):\/\/[^\s@"']*@/g, '$1://***@'],
  [/(Access=)[^,\s]+|(Signature=)[0-9a-f]{16,}/g, '$1$2***'],
  [/(Bearer\s+)[\w.-]+/g, '$1***'],
];

export function scrub(text: string): string {
  return secretShapes.reduce((clean, [shape, instead]) => clean.replace(shape, instead), text);
}

const errorFields = ['code', 'problem', 'statusCode'] as const;

/** Keeps what helps to find a bug; request options, headers and bodies that libraries hang on errors stay out. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? scrub(error) : String(error);
  const known: Record<string, unknown> = {
    type: error.name,
    message: scrub(error.message),
    stack: scrub(error.stack ?? ''),
  };
  for (const field of errorFields) {
    const value: unknown = Reflect.get(error, field);
    if (typeof value === 'string' || typeof value === 'number') known[field] = value;
  }
  if (error.cause !== undefined) known['cause'] = describeError(error.cause);
  return known;
}

const redact = [
  'token',
  'secret',
  'password',
  'authorization',
  'replyUrl',
  'reply_url',
  'response_url',
  'phone',
  'mail',
  'email',
];

export interface LogSink {
  write(line: string): void;
}

/** JSON lines on standard output; secrets and personal fields are replaced wherever they stand two levels deep. */
export function openLog(level: string, sink?: LogSink): Log {
  const options = {
    level,
    base: null,
    redact: { paths: redact.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '***' },
    serializers: { err: describeError, error: describeError, cause: describeError },
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return sink ? pino(options, sink) : pino(options);
}
