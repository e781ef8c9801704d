import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface Page {
  readonly js: string;
  readonly css: string;
}

let page: Promise<Page> | undefined;

/** Bundled in memory, once per process; takes a fraction of a second. */
export const buildPage = (): Promise<Page> => (page ??= bundle());

async function bundle(): Promise<Page> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./page/main.tsx', import.meta.url))],
    bundle: true,
    write: false,
    outdir: 'page',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    logLevel: 'silent',
  });
  const text = (ending: string) => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
  return { js: text('.js'), css: text('.css') };
}
