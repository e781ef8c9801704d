import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface SourceFile {
  /** From the root of the project, with forward slashes: `src/kernel/log.ts`. */
  readonly path: string;
  readonly text: string;
  /** Files of the project as paths from the root, packages by their name. Type-only imports count. */
  readonly imports: readonly string[];
  readonly isTest: boolean;
}

export const sourceFiles = (...folders: readonly string[]): readonly SourceFile[] =>
  folders.flatMap((folder) => filesBelow(join(root, folder))).map(read);

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function read(file: string): SourceFile {
  const text = readFileSync(file, 'utf8');
  const path = fromRoot(file);
  return {
    path,
    text,
    imports: ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => target(fileName, file)),
    isTest: /\.test\.tsx?$/.test(path),
  };
}

const target = (name: string, file: string): string =>
  name.startsWith('.') ? fromRoot(resolve(dirname(file), name)) : packageOf(name);

/** `@slack/bolt/dist/x` is `@slack/bolt`; `node:fs/promises` is `node:fs`. */
const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

const fromRoot = (path: string): string => relative(root, path).split(sep).join('/');
