import { describe, expect, it } from 'vitest';
import { bold, mrkdwn, textObject } from './mrkdwn.ts';

describe('text from outside in markup', () => {
  it('a customer called `<!channel>` is only a name', () => {
    expect(mrkdwn(['Customer ', { bold: '<!channel>' }, ' & <@U012>'], 100)).toBe(
      'Customer *&lt;!channel&gt;* &amp; &lt;@U012&gt;',
    );
  });

  it('marks that would format are shown as they are, in code', () => {
    expect(mrkdwn(['*acme* ', { bold: 'x' }], 100)).toBe('`*acme*`\u200B*x*');
    expect(mrkdwn(['> not a quote', { code: 'a' }], 100)).toBe('`&gt; not a quote`\u200B`a`');
    expect(bold('a*b')).toBe('`a*b`');
  });

  it('marks inside a word format nothing and are left alone', () => {
    expect(mrkdwn(['hw_acme_01 ', { bold: '5*4' }], 100)).toBe('hw_acme_01 `5*4`');
  });

  it('a backtick cannot end the code it stands in', () => {
    expect(mrkdwn([{ code: 'a`b' }], 100)).toBe('`aˋb`');
  });

  it('what is bold stays on one line, and bold beside Chinese needs a gap nobody sees', () => {
    expect(mrkdwn([{ bold: 'two\nlines' }], 100)).toBe('*two lines*');
    expect(mrkdwn(['共', { bold: '5' }, '元'], 100)).toBe('共\u200B*5*\u200B元');
  });

  it('links lead to the web and nowhere else', () => {
    expect(mrkdwn([{ link: 'docs|here', url: 'https://example.com/a|b?x=1&y=2' }], 100)).toBe(
      '<https://example.com/a%7Cb?x=1&amp;y=2|docs|here>',
    );
    expect(mrkdwn([{ link: 'click', url: 'javascript:alert(1)' }], 100)).toBe('click');
  });

  it('a moment is shown in each reader’s own zone, with words for clients that cannot', () => {
    const at = new Date('2026-11-23T10:05:00Z');
    expect(mrkdwn([{ at, fallback: '2026-11-23 18:05' }], 100)).toBe(
      '<!date^1795428300^{date_num} {time}|2026-11-23 18:05>',
    );
    expect(mrkdwn([{ at: new Date(Number.NaN), fallback: 'unknown' }], 100)).toBe('unknown');
  });

  it('a group is called only by a Slack id, else named', () => {
    expect(mrkdwn([{ group: 'S0EXAMPLE1', name: 'Approvers' }], 100)).toBe('<!subteam^S0EXAMPLE1>');
    expect(mrkdwn([{ group: 'S1> <!channel', name: 'All <!here>' }], 100)).toBe('All &lt;!here&gt;');
  });

  it('a person is named only by a Slack id', () => {
    expect(mrkdwn([{ person: 'U0EXAMPLE1' }], 100)).toBe('<@U0EXAMPLE1>');
    expect(mrkdwn([{ person: 'U1> <!channel' }], 100)).toBe('U1&gt; &lt;!channel');
  });

  it('is cut between characters, and never through an entity or a link', () => {
    expect(mrkdwn(['&&&&'], 12)).toBe('&amp;&amp;…');
    expect(mrkdwn(['see ', { link: 'docs', url: 'https://example.com' }], 10)).toBe('see …');
  });
});

describe('text without markup', () => {
  it('is sent as plain text, where nothing needs escaping', () => {
    expect(textObject('*a* <!channel> :x:', 100)).toEqual({
      type: 'plain_text',
      text: '*a* <!channel> :x:',
      emoji: false,
    });
  });

  it('is nothing when there is nothing to read', () => {
    expect(textObject(' \u0007\n', 100)).toBeUndefined();
  });
});
