import { type Answering, onThisMachine, readText, write } from '../wire/http.ts';
import { answerControl, type Control } from './control.ts';

const at = '/_platform/';

/** The platform's switches for a page of this machine, beside whose server they are put. */
export const platformSwitches =
  (control: Control): Answering =>
  async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (!pathname.startsWith(at) || !onThisMachine(request)) return false;
    const { method = 'GET', headers } = request;
    // A form on another site cannot send JSON without asking first.
    if (method !== 'GET' && !headers['content-type']?.startsWith('application/json')) return false;
    const body = Buffer.from(await readText(request));
    const answer = answerControl(control, method, `/_control/${pathname.slice(at.length)}`, body);
    write(response, {
      status: answer.status,
      body: Buffer.from(answer.body).toString(),
      type: 'application/json',
    });
    return true;
  };
