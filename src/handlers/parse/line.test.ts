import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  sampleBalance,
  sampleBill,
  sampleFind,
  sampleLog,
  sampleShow,
} from '../../../test/support/sample-commands.ts';
import { api } from '../api/command.ts';
import type { Command } from '../command.ts';
import { catalogueOf } from './catalogue.ts';
import { readLine } from './line.ts';
import { lineOf } from './line-of.ts';

const now = new Date('2026-11-23T02:00:00Z');
const commands = [sampleBill, sampleBalance, sampleFind, sampleShow, sampleLog, api];
const catalogue = catalogueOf(commands, 'cn');

/** What a line means, in short: `bill month=last customer=acme`, `help bill`, `?bill balance` for a slip. */
function meaning(text: string): string {
  const line = readLine(catalogue, text, now);
  const names = (list: readonly Command[]) => list.map(({ path }) => path.join(' ')).join(', ');
  switch (line.kind) {
    case 'menu':
      return 'menu';
    case 'help':
      return `help ${line.about}`.trim();
    case 'noun':
      return `verbs of ${names(line.commands)}`;
    case 'elsewhere':
      return `elsewhere ${names([line.command])}`;
    case 'unknown':
      return `? ${names(line.candidates)}`.trim();
    case 'command': {
      const { fault, given } = line.assigned;
      if (fault) return `! ${fault.problem.code} ${fault.better ?? ''}`.trim();
      const args = Object.keys(line.command.args).flatMap((name) =>
        given[name] === undefined ? [] : [`${name}=${given[name]}`],
      );
      return [names([line.command]), ...args].join(' ');
    }
  }
}

describe('a line as it is typed', () => {
  test.each([
    // As the manual says
    ['', 'menu'],
    ['   ', 'menu'],
    ['menu', 'menu'],
    ['菜单', 'menu'],
    ['help', 'help'],
    ['?', 'help'],
    ['？', 'help'],
    ['帮助', 'help'],
    ['help bill', 'help bill'],
    ['帮助 账单', 'help 账单'],
    ['bill --help', 'help bill'],
    ['customer find —help', 'help customer find'],
    ['bill', 'bill'],
    ['bill last', 'bill month=last'],
    ['bill 2026-10 acme', 'bill month=2026-10 customer=acme'],
    ['bill acme 2026-10', 'bill month=2026-10 customer=acme'],
    ['bill acme --by service', 'bill customer=acme by=service'],
    ['bill acme --by=service', 'bill customer=acme by=service'],
    ['bill --by service acme last', 'bill month=last customer=acme by=service'],
    ['bill last --csv', 'bill month=last csv=true'],
    ['bill --csv=no', 'bill csv=no'],
    ['balance me', 'balance customer=me'],
    ['customer find acme', 'customer find text=acme'],
    ['customer show acme', 'customer show customer=acme'],
    ['api ListServiceTypes limit=10', 'api operation=ListServiceTypes parameters=limit=10'],
    // With the slash, in capitals, turned round
    ['/hw bill last', 'bill month=last'],
    ['hw bill last', 'bill month=last'],
    ['BILL Last', 'bill month=Last'],
    ['Bills', 'bill'],
    ['find customer acme', 'customer find text=acme'],
    // Phones: long dashes, typographic quotes, capital first letters
    ['Bill last —by service', 'bill month=last by=service'],
    ['bill –csv', 'bill csv=true'],
    ['bill -csv', 'bill csv=true'],
    ['bill “acme cloud” last', 'bill month=last customer=acme cloud'],
    ['bill ‘acme cloud’', 'bill customer=acme cloud'],
    ['customer find L’Oréal', "customer find text=L'Oréal"],
    ['bill last —by “service”', 'bill month=last by=service'],
    ['bill\u00a0last', 'bill month=last'],
    // Chinese keyboards
    ['账单', 'bill'],
    ['账单 上月', 'bill month=上月'],
    ['账单　２０２６－１０', 'bill month=2026-10'],
    ['账单 2026年10月 云上科技', 'bill month=2026年10月 customer=云上科技'],
    ['bill acme 上月', 'bill month=上月 customer=acme'],
    ['bill 上月 acme', 'bill month=上月 customer=acme'],
    ['账单 云上科技 －－by 服务', 'bill customer=云上科技 by=服务'],
    ['账单 「云上 科技」', 'bill customer=云上 科技'],
    ['余额', 'balance'],
    ['余额 我', 'balance customer=我'],
    ['客户 查 华为', 'customer find text=华为'],
    ['客户 查找 华为', 'customer find text=华为'],
    // Without spaces, as Chinese is written
    ['账单上月', 'bill month=上月'],
    ['账单10月', 'bill month=10月'],
    ['查账单', 'bill'],
    ['客户查华为', 'customer find text=华为'],
    ['查找客户华为', 'customer find text=华为'],
    ['客户', 'verbs of customer find, customer show'],
    ['客户华为', 'verbs of customer find, customer show'],
    ['余额云上科技', 'balance customer=云上科技'],
    // Months of two words, customers of several
    ['bill last month', 'bill month=last month'],
    ['bill oct 2026 acme', 'bill month=oct 2026 customer=acme'],
    ['bill acme cloud technology last', 'bill month=last customer=acme cloud technology'],
    ['customer find acme cloud 上海', 'customer find text=acme cloud 上海'],
    ['bill "last"', 'bill customer=last'],
    ['bill --customer may', 'bill customer=may'],
    ['bill 2026-13', 'bill month=2026-13'],
    // Slack's own marks
    ['bill R&amp;D', 'bill customer=R&D'],
    ['customer find <https://acme.cn|acme.cn>', 'customer find text=acme.cn'],
    ['customer find <mailto:li@acme.cn|li@acme.cn>', 'customer find text=li@acme.cn'],
    // Options by a value, by a label, and for a command with pairs
    ['bill --service', 'bill by=service'],
    ['bill --按', '! unknownOption'],
    ['bill --by', 'bill by='],
    ['bill --by --csv', 'bill by= csv=true'],
    ['api X --limit=10 --offset 2', 'api operation=X parameters=limit=10 offset=2'],
    ['api X name="a b"', 'api operation=X parameters=name="a b"'],
    ['api list service types', 'api operation=list service types'],
    // Days and numbers of days
    ['log 2026-11-20', 'log from=2026-11-20'],
    ['log acme 昨天', 'log from=昨天 customer=acme'],
    ['log --within 7d acme', 'log customer=acme within=7d'],
    ['log "today"', 'log customer=today'],
    // Slips
    ['bil last', '? bill'],
    ['帐单', '? bill'],
    ['blance', '? balance'],
    ['customer fnd acme', '? customer find'],
    ['custmer find acme', '? customer find'],
    ['customer', 'verbs of customer find, customer show'],
    ['customer acme', 'verbs of customer find, customer show'],
    ['bill --bye service', '! unknownOptionNear bill --by service'],
    ['bill acme --xslx last', '! unknownOptionNear bill acme --xlsx last'],
    ['bill --colour red', '! unknownOption'],
    ['balance --customer acme cloud', '! extraWord'],
    ['bill 上月 本月', '! extraWord'],
    ['bill 上月 "may"', 'bill month=上月 customer=may'],
    ['qwertyuiop', '?'],
  ])('%j is read as %j', (typed, meant) => {
    expect(meaning(typed)).toBe(meant);
  });

  it('for a command of another site is told apart from a slip', () => {
    const abroad = catalogueOf(commands, 'intl');
    expect(readLine(abroad, 'balance me', now).kind).toBe('elsewhere');
    expect(readLine(abroad, '余额', now).kind).toBe('elsewhere');
  });

  it('never throws, whatever it holds', () => {
    const scraps = fc.constantFrom(
      ...[
        'bill',
        '账单',
        '客户',
        'api',
        '--by',
        '—',
        '"',
        "'",
        '=',
        '<@U1|',
        '&amp;',
        '上月',
        '2026-',
        ' ',
        '\\',
        'toString',
        '__proto__',
        'constructor',
      ],
    );
    const anyLine = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(scraps, fc.string()), { maxLength: 8 }).map((parts) => parts.join(' ')),
      fc.array(scraps, { maxLength: 8 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(anyLine, (text) => {
        meaning(text);
      }),
    );
  });
});

describe('a line made of values', () => {
  const value = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.constantFrom('last', 'acme cloud', '上月', '--by', '—x', 'a=b', 'it\'s "so"', 'me', '\\', '"'),
  );

  it('gives the same values when it is read', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('last', '2026-10', ''),
        fc.option(value, { nil: '' }),
        fc.constantFrom('service', 'day', ''),
        fc.boolean(),
        (month, text, by, csv) => {
          const customer = text.normalize('NFKC').trim();
          fc.pre(normalisedAlready(customer));
          const given = { month, customer, by, csv: csv ? 'true' : '' };
          const line = readLine(catalogue, lineOf(sampleBill, given, now), now);
          if (line.kind !== 'command') throw new Error(line.kind);
          expect(line.assigned.fault).toBeUndefined();
          expect({ month: '', customer: '', by: '', csv: '', ...line.assigned.given }).toEqual(given);
        },
      ),
    );
  });

  const normalisedAlready = (text: string) => {
    const line = readLine(catalogue, lineOf(sampleFind, { text }, now), now);
    return line.kind === 'command' && (line.assigned.given['text'] ?? '') === text;
  };

  it('gives the same days when it is read', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('2026-11-20', 'yesterday', '今天', ''),
        fc.constantFrom('acme', 'today', '2026-11-20', '7d', ''),
        fc.constantFrom('7d', '30', '7天', ''),
        (from, customer, within) => {
          const line = readLine(catalogue, lineOf(sampleLog, { from, customer, within }, now), now);
          if (line.kind !== 'command') throw new Error(line.kind);
          expect(line.assigned.fault).toBeUndefined();
          const read = { from: '', customer: '', within: '', ...line.assigned.given };
          expect(read).toEqual({ from, customer, within });
        },
      ),
    );
  });

  test.each([
    [{ month: 'last', customer: 'acme' }, 'bill last acme'],
    [{ customer: 'acme cloud', csv: 'true' }, 'bill "acme cloud" --csv'],
    [{ customer: 'last' }, 'bill --customer last'],
    [{ month: '2026-10', by: 'service' }, 'bill 2026-10 --by service'],
  ])('%j reads as a person would type it', (given, line) => {
    expect(lineOf(sampleBill, given, now)).toBe(line);
  });
});
