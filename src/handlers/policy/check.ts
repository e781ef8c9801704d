import { checkPolicy } from './report.ts';

process.exitCode = await checkPolicy(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
