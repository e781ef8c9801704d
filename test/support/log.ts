import type { Log } from '../../src/kernel/log.ts';

const nothing = (): void => undefined;

export const quiet: Log = {
  child: () => quiet,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly [field: string]: unknown;
}

/** A log that can be looked at afterwards. */
export function recordingLog(
  bindings: Record<string, unknown> = {},
  lines: LogLine[] = [],
): Log & { readonly lines: LogLine[] } {
  const at = (level: LogLine['level']) => (fields: Record<string, unknown>, message: string) => {
    lines.push({ ...bindings, ...fields, level, message });
  };
  return {
    lines,
    child: (more) => recordingLog({ ...bindings, ...more }, lines),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
  };
}
