import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../kernel/log.ts';

/**
 * Bolt's words in our log. Its debug lines carry whole requests, texts and addresses of people included, so they are
 * dropped. What it says goes into `err`, the field our log cleans of tokens and reply addresses.
 */
export function boltLogger(log: Log): Logger {
  const text = (words: readonly unknown[]) =>
    words.map((word) => (word instanceof Error ? word.message : String(word))).join(' ');
  return {
    debug: () => undefined,
    info: (...words: unknown[]) => log.debug({ err: text(words) }, 'slack library'),
    warn: (...words: unknown[]) => log.warn({ err: text(words) }, 'slack library'),
    error: (...words: unknown[]) => log.error({ err: text(words) }, 'slack library'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
