import type { IncomingMessage, ServerResponse } from 'node:http';

const heartbeatMs = 15_000;

/** Server-sent events: every change, as the one who watches may see it. */
export function sendLive<Change>(
  listeners: Set<(change: Change) => void>,
  seen: (change: Change) => unknown,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': hello\n\n');
  const listener = (change: Change) => {
    const shown = seen(change);
    if (shown !== undefined) response.write(`data: ${JSON.stringify(shown)}\n\n`);
  };
  listeners.add(listener);
  const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs);
  request.on('close', () => {
    clearInterval(heartbeat);
    listeners.delete(listener);
  });
}
