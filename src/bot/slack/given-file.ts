import nodeFetch from 'node-fetch';
import { type FormFiles, mostFileBytes } from '../../cards/form.ts';
import { chatCalls } from '../../kernel/metrics.ts';
import { type Problem, problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import type { AgentFor } from '../agents.ts';

/** Reads a file that somebody put into a form, as Slack describes it there. */
export type ReadGiven = (file: unknown) => Promise<Result<Uint8Array>>;

interface Ways {
  readonly token: string;
  readonly apiUrl: string;
  readonly agentFor: AgentFor;
}

/** The form is answered within three seconds, and what it says must be stored in them. */
const readMs = 900;

export function givenFileReader({ token, apiUrl, agentFor }: Ways): ReadGiven {
  // The token goes to nobody but Slack, whatever address a payload holds.
  const hosts = new Set([new URL(apiUrl).origin, 'https://files.slack.com']);

  return async (file) => {
    const { url, size } = describe(file);
    if (size > mostFileBytes) return fail(tooBig);
    if (!url || !hosts.has(url.origin)) return fail(unreachable());
    const read = await download(url);
    chatCalls.inc({ app: 'slack', method: 'download', end: read.ok ? 'ok' : read.problem.code });
    return read;
  };

  async function download(url: URL): Promise<Result<Uint8Array>> {
    try {
      const response = await nodeFetch(url, {
        headers: { authorization: `Bearer ${token}` },
        agent: agentFor,
        redirect: 'error',
        size: mostFileBytes,
        signal: AbortSignal.timeout(readMs),
      });
      // Without the right to read it Slack sends its sign-in page, and says 200.
      const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
      if (!response.ok || isPage) return fail(unreachable());
      return ok(new Uint8Array(await response.arrayBuffer()));
    } catch (error) {
      const isTooBig = error instanceof Error && 'type' in error && error.type === 'max-size';
      return fail(isTooBig ? tooBig : unreachable(error));
    }
  }
}

const tooBig = problem('fileTooBig', { most: mostFileBytes / 1_000 });

const unreachable = (cause?: unknown): Problem => problem('fileUnreachable', {}, { retry: 'later', cause });

function describe(file: unknown): { readonly url: URL | undefined; readonly size: number } {
  if (typeof file !== 'object' || file === null) return { url: undefined, size: 0 };
  const address = 'url_private' in file ? file.url_private : undefined;
  const size = 'size' in file && typeof file.size === 'number' ? file.size : 0;
  return { url: typeof address === 'string' && URL.canParse(address) ? new URL(address) : undefined, size };
}

/** All files of a form, or by field what is wrong with them. */
export async function readGivenFiles(
  read: ReadGiven,
  given: Readonly<Record<string, unknown>>,
): Promise<{ readonly files: FormFiles; readonly problems: Readonly<Record<string, Problem>> }> {
  const files: Record<string, Uint8Array> = {};
  const problems: Record<string, Problem> = {};
  for (const [field, file] of Object.entries(given)) {
    const bytes = await read(file);
    if (bytes.ok) files[field] = bytes.value;
    else problems[field] = bytes.problem;
  }
  return { files, problems };
}
