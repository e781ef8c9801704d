import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { contract } from '../../scripts/generate/contract.ts';

describe('files generated from the contract', () => {
  test('are what the contract gives today', async () => {
    const files = await contract();
    expect(files.size).toBe(9);
    for (const [path, content] of files) {
      const current = await readFile(path, 'utf8').catch(() => '');
      expect(current === content, `${path} is stale: run \`npm run generate\``).toBe(true);
    }
  });

  test('come out the same each time', async () => {
    expect(await contract()).toEqual(await contract());
  });

  test('keep the wire names as they are spelt', async () => {
    const text = [...(await contract()).values()].join('\n');
    for (const spelling of [
      'SOURCE_OPERAIION_RECHARGE',
      'DEDEUCT',
      'legel_name',
      '/v2/orders/suscriptions/',
    ]) {
      expect(text).toContain(spelling);
    }
  });
});
