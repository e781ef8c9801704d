import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { fault, type Switchboard } from './state/faults.ts';
import type { World } from './state/world.ts';
import { type HttpAnswer, json, readText, write } from './api/http.ts';

/** `/_control`: bad days by hand or by script. `GET` lists, `POST /faults` adds one, `DELETE /faults` ends them all. */
export interface Controls {
  readonly world: World;
  readonly faults: Switchboard;
  readonly advance: (ms: number) => void;
}

const turn = z.strictObject({ advanceMs: z.int().positive() });

export async function serveControl(
  controls: Controls,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (path !== '/_control' && !path.startsWith('/_control/')) return false;
  write(response, control(controls, `${request.method ?? 'GET'} ${path}`, await readText(request)));
  return true;
}

function control({ world, faults, advance }: Controls, what: string, body: string): HttpAnswer {
  const given = (): unknown => {
    try {
      return JSON.parse(body);
    } catch {
      return undefined;
    }
  };
  switch (what) {
    case 'GET /_control':
      return json({ now: new Date(world.now()).toISOString(), faults: faults.list() });
    case 'POST /_control/faults': {
      const parsed = fault.safeParse(given());
      if (!parsed.success) return json({ ok: false, error: z.prettifyError(parsed.error) }, 400);
      faults.set(parsed.data);
      return json({ ok: true, faults: faults.list() });
    }
    case 'DELETE /_control/faults':
      faults.clear();
      return json({ ok: true, faults: [] });
    case 'POST /_control/clock': {
      const parsed = turn.safeParse(given());
      if (!parsed.success) return json({ ok: false, error: z.prettifyError(parsed.error) }, 400);
      advance(parsed.data.advanceMs);
      return json({ ok: true, now: new Date(world.now()).toISOString() });
    }
    default:
      return json({ ok: false, error: 'not_found' }, 404);
  }
}
