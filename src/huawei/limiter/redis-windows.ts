import type { Redis } from 'ioredis';
import { paceOf, type WindowGrant, type WindowStore } from '../../kernel/call-window.ts';

/**
 * `grant` of kernel/call-window.ts inside Redis, by the server's clock.
 * KEYS: list of granted times, time the last batch call was due.
 * ARGV: limit, span, spacing, look-ahead, credit, starving (ms), 1 for batch, count. Answers waits, then "again" last.
 */
const script = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local limit, span, spacing = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local ahead, credit, starving = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local batch, count = ARGV[7] == '1', tonumber(ARGV[8])
local lastBatch = tonumber(redis.call('GET', KEYS[2]) or '0')
local answer, again = {}, 0
while #answer < count do
  local slot = math.max(now, tonumber(redis.call('LINDEX', KEYS[1], -1) or '0'))
  local full = redis.call('LINDEX', KEYS[1], -limit)
  if full then slot = math.max(slot, tonumber(full) + span) end
  if batch then
    local due = math.max(lastBatch + spacing, now - credit)
    slot = math.max(slot, due)
    if slot > now + ahead and now - lastBatch < starving then
      again = slot - ahead - now
      break
    end
    lastBatch = due
  end
  redis.call('RPUSH', KEYS[1], string.format('%.3f', slot))
  answer[#answer + 1] = string.format('%.3f', slot - now)
end
redis.call('LTRIM', KEYS[1], -limit, -1)
local keep = math.ceil(span + starving) * 2
redis.call('PEXPIRE', KEYS[1], keep)
if batch then redis.call('SET', KEYS[2], string.format('%.3f', lastBatch), 'PX', keep) end
answer[#answer + 1] = string.format('%.3f', again)
return answer
`;

/** Windows shared by every process that uses this Redis. Both keys of a window live in one cluster slot. */
export function redisWindows(redis: Redis, prefix = 'desk:calls'): WindowStore {
  return {
    async take(ask) {
      const pace = paceOf(ask);
      const key = `${prefix}:{${ask.key}}`;
      const answer = await redis.eval(
        script,
        2,
        key,
        `${key}:batch`,
        pace.limit,
        pace.spanMs,
        pace.spacingMs,
        pace.lookAheadMs,
        pace.creditMs,
        pace.starvingMs,
        ask.lane === 'batch' ? 1 : 0,
        ask.count,
      );
      return readGrant(answer);
    },
  };
}

function readGrant(answer: unknown): WindowGrant {
  if (!Array.isArray(answer)) throw new Error('unexpected answer of the window script');
  const times = answer.map(Number);
  return { waits: times.slice(0, -1), againMs: times.at(-1) ?? 0 };
}
