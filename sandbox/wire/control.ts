import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { fault, type Switchboard } from './faults.ts';
import { type HttpAnswer, json, readText, write } from './http.ts';

/** Bad days by hand or by script: `GET` lists, `POST /faults` adds one, `DELETE /faults` ends them all. */
export interface Controls {
  /** E.g. `/_control`. */
  readonly at: string;
  readonly now: () => number;
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
  if (path !== controls.at && !path.startsWith(`${controls.at}/`)) return false;
  const what = `${request.method ?? 'GET'} ${path.slice(controls.at.length)}`.trim();
  write(response, control(controls, what, await readText(request)));
  return true;
}

function control({ now, faults, advance }: Controls, what: string, body: string): HttpAnswer {
  const given = (): unknown => {
    try {
      return JSON.parse(body);
    } catch {
      return undefined;
    }
  };
  switch (what) {
    case 'GET':
      return json({ now: new Date(now()).toISOString(), faults: faults.list() });
    case 'POST /faults': {
      const parsed = fault.safeParse(given());
      if (!parsed.success) return json({ ok: false, error: z.prettifyError(parsed.error) }, 400);
      faults.set(parsed.data);
      return json({ ok: true, faults: faults.list() });
    }
    case 'DELETE /faults':
      faults.clear();
      return json({ ok: true, faults: [] });
    case 'POST /clock': {
      const parsed = turn.safeParse(given());
      if (!parsed.success) return json({ ok: false, error: z.prettifyError(parsed.error) }, 400);
      advance(parsed.data.advanceMs);
      return json({ ok: true, now: new Date(now()).toISOString() });
    }
    default:
      return json({ ok: false, error: 'not_found' }, 404);
  }
}
