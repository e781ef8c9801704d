import { readFile } from 'node:fs/promises';
import { isMap, isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import type { Site } from '../../kernel/site.ts';
import { type TextKey, type TextParams, type Translate, translator } from '../../kernel/texts/index.ts';
import { nearest } from '../parse/nearest.ts';
import { type Policy, policyOf } from './policy.ts';
import { resolveApprovals } from '../../approvals/policy/resolve.ts';
import { policy as texts } from '../../kernel/texts/policy.ts';
import { knownKeys, namesIn, type PolicyFile, policySchema } from './schema.ts';

/** Something wrong in the file, where it stands, as a sentence to be. */
export interface PolicyFault {
  readonly line: number;
  readonly key: Extract<TextKey, `policy.${string}`>;
  readonly params?: TextParams;
}

export type PolicyReading = { readonly policy: Policy } | { readonly faults: readonly PolicyFault[] };

export interface PolicyOptions {
  /** The site the bot works on; a policy written for another one is refused. */
  readonly site?: Site;
}

/** A policy file that cannot be used: the message lists every fault. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly faults: readonly PolicyFault[];

  constructor(file: string, faults: readonly PolicyFault[]) {
    super(faultLines(file, faults, translator('en')).join('\n'));
    this.faults = faults;
  }
}

/** @throws {PolicyError} when the file cannot be used: without a policy nobody has a right, so the bot does not start. */
export async function loadPolicy(file: string, options: PolicyOptions = {}): Promise<Policy> {
  const reading = await readPolicyFile(file, options);
  if ('policy' in reading) return reading.policy;
  throw new PolicyError(file, reading.faults);
}

export async function readPolicyFile(file: string, options: PolicyOptions = {}): Promise<PolicyReading> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { faults: [{ line: 0, key: 'policy.unreadable', params: { reason } }] };
  }
  return readPolicy(text, options);
}

/** The sentences a person reads, first the file, then one line per fault. */
export function faultLines(file: string, faults: readonly PolicyFault[], t: Translate): string[] {
  const sentences = faults.map(({ line, key, params }) => {
    const text = t(key, params);
    return `  ${line > 0 ? t('policy.line', { line, text }) : text}`;
  });
  return [t('policy.bad', { file, count: faults.length }), ...sentences];
}

export function readPolicy(text: string, options: PolicyOptions = {}): PolicyReading {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const faults = document.errors.map(
      (error): PolicyFault => ({
        line: lines.linePos(error.pos[0]).line,
        key: 'policy.notYaml',
        params: { reason: error.message },
      }),
    );
    return { faults };
  }
  if (document.contents === null) return { faults: [{ line: 1, key: 'policy.empty' }] };
  const lineAt = (path: readonly PropertyKey[], key = false) => lineOf(document, lines, path, key);
  const written: unknown = document.toJS();
  const parsed = policySchema(namesIn(written)).safeParse(written, { reportInput: true });
  const faults = parsed.success
    ? contradictions(parsed.data, options, lineAt)
    : parsed.error.issues.flatMap((issue) => faultsOf(issue, lineAt));
  if (!parsed.success || faults.length > 0) return { faults: faults.toSorted((a, b) => a.line - b.line) };
  return { policy: policyOf(parsed.data) };
}

type LineAt = (path: readonly PropertyKey[], key?: boolean) => number;

/** The line of the value at a path; of its key with `key`; of the nearest thing around it when there is none. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[], key: boolean): number {
  if (key && path.length > 0) {
    const parent = document.getIn(path.slice(0, -1), true);
    const wanted = String(path.at(-1));
    const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === wanted) : undefined;
    if (isNode(pair?.key) && pair.key.range) return lines.linePos(pair.key.range[0]).line;
  }
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function faultsOf(issue: z.core.$ZodIssue, lineAt: LineAt): PolicyFault[] {
  const value = issue.input;
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  const at = lineAt(issue.path);
  const key = issue.path.findLast((part) => typeof part === 'string') ?? 'policy';
  if (value === undefined) return [{ line: at, key: 'policy.missing', params: { key } }];
  if (isOwn(issue.message)) {
    return [{ line: at, key: `policy.${issue.message}`, params: { value: shown } }];
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => {
        const known = knownKeys(issue.path);
        const [near] = nearest(name, known, 1);
        const line = lineAt([...issue.path, name], true);
        return near === undefined
          ? { line, key: 'policy.unknownKey', params: { key: name, known: known.join(', ') } }
          : { line, key: 'policy.unknownKeyNear', params: { key: name, near } };
      });
    case 'invalid_value': {
      const known = issue.values.map(String);
      const [near] = nearest(shown, known, 1);
      return [
        near === undefined
          ? { line: at, key: 'policy.unknownValue', params: { value: shown, known: known.join(', ') } }
          : { line: at, key: 'policy.unknownValueNear', params: { value: shown, near } },
      ];
    }
    case 'too_small':
      return [{ line: at, key: 'policy.wantsSome', params: { key } }];
    case 'invalid_type':
      return [{ line: at, key: wanted(issue.expected), params: { key } }];
    default:
      return [{ line: at, key: 'policy.notYaml', params: { reason: issue.message } }];
  }
}

/** Whether a rule of ours gave its own sentence. */
const isOwn = (message: string): message is keyof typeof texts => Object.hasOwn(texts, message);

function wanted(expected: string): PolicyFault['key'] {
  if (expected === 'array') return 'policy.wantsList';
  return expected === 'object' ? 'policy.wantsMap' : 'policy.wantsText';
}

/** What no single value shows: people without an id, an id twice, the wrong site, rules that cannot work. */
function contradictions(file: PolicyFile, options: PolicyOptions, lineAt: LineAt): PolicyFault[] {
  const faults: PolicyFault[] = [];
  if (file.site && options.site && file.site !== options.site) {
    const params = { site: file.site, expected: options.site };
    faults.push({ line: lineAt(['site']), key: 'policy.otherSite', params });
  }
  const seen = new Map<string, number>();
  for (const list of ['people', 'groups'] as const) {
    for (const [index, entry] of file[list].entries()) {
      if (entry.slack === undefined && entry.entra === undefined) {
        faults.push({ line: lineAt([list, index]), key: 'policy.noId', params: { name: entry.name } });
      }
      for (const id of ['slack', 'entra'] as const) {
        const value = entry[id];
        if (value === undefined) continue;
        const line = lineAt([list, index, id]);
        const before = seen.get(value);
        if (before === undefined) seen.set(value, line);
        else faults.push({ line, key: 'policy.twice', params: { value, line: before } });
      }
    }
  }
  if (file.approvals) {
    const { faults: ofApprovals } = resolveApprovals(file.approvals, file);
    for (const { path, ...fault } of ofApprovals)
      faults.push({ ...fault, line: lineAt(['approvals', ...path]) });
  }
  return faults;
}
