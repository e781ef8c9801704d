import { describe, expect, it } from 'vitest';
import { examples } from '../examples.ts';
import { hintsFor, understand } from './typing.ts';

const boot = { slash: '/hw', botName: 'Partner Desk', botUserId: 'U0DESKBOT1', examples };

describe('a line typed', () => {
  it('is a command, words, or nothing', () => {
    expect(understand('  /hw bill last ', boot)).toEqual({ is: 'command', line: 'bill last' });
    expect(understand('/hw', boot)).toEqual({ is: 'command', line: '' });
    expect(understand('/hwx bill', boot)).toEqual({ is: 'unknown-command' });
    expect(understand(' \n', boot)).toEqual({ is: 'nothing' });
  });

  it('carries a mention of the bot as its id, and other signs escaped', () => {
    expect(understand('@Partner Desk a < b & c', boot)).toEqual({
      is: 'words',
      text: '<@U0DESKBOT1> a &lt; b &amp; c',
    });
  });
});

describe('hints', () => {
  const lines = (typed: string) => hintsFor(typed, boot).map((example) => example.line);

  it('are all there from the slash on, and none for words', () => {
    for (const typed of ['/', '/h', '/hw']) expect(lines(typed)).toHaveLength(examples.length);
    expect(lines('hello /hw')).toEqual([]);
    expect(lines('/other')).toEqual([]);
  });

  it('go on from what was typed first, then hold it somewhere, in either language', () => {
    expect(lines('/hw bal')[0]).toBe('balance me');
    expect(lines('/hw 余额')).toContain('balance me');
    expect(lines('/hw zzz')).toEqual([]);
  });

  it('leave when nothing is left to add', () => {
    expect(lines('/hw customer show')).toEqual([]);
  });
});
