import type { WindowStore } from '../../kernel/call-window.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import { limits } from './render/limits.ts';

/** Waits for a turn to call the connector, so that all processes together keep to what Teams takes. */
export type Turn = (tenantId: string, conversationId: string) => Promise<void>;

export const openTurns =
  (windows: WindowStore, clock: Clock, log: Log): Turn =>
  async (tenantId, conversationId) => {
    const asks = [
      ...limits.rates.conversation.map((rate) => ({
        key: `teams:${conversationId}:${rate.windowMs}`,
        ...rate,
      })),
      { key: `teams:${tenantId}`, ...limits.rates.tenant },
    ];
    try {
      const grants = await Promise.all(
        asks.map((ask) => windows.take({ ...ask, lane: 'interactive', count: 1 })),
      );
      const waitMs = Math.max(...grants.flatMap(({ waits }) => waits));
      if (waitMs > 0) await clock.sleep(waitMs);
    } catch (error) {
      // Teams itself says 429 when it is too much; a store that is away is no reason to be silent.
      log.warn({ err: error }, 'nobody counts the messages to Teams now');
    }
  };
