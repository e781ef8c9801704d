import type { JSX } from 'preact';
import type { TextObject } from '../../blocks/text.ts';
import { useDesk } from '../desk.ts';
import { fillDate, fullTime } from '../times.ts';
import { type Inline, parseMrkdwn, webAddress } from './mrkdwn.ts';

/** Words of cards and people, always as text nodes. */

export const Words = ({ of }: { of: TextObject }): JSX.Element =>
  of.type === 'plain_text' ? <div class="words">{of.text}</div> : <Mrkdwn text={of.text} />;

export const Mrkdwn = ({ text }: { text: string }): JSX.Element => (
  <div class="words">
    {parseMrkdwn(text).map((paragraph, index) => {
      if (paragraph.kind === 'code') return <pre key={index}>{paragraph.text}</pre>;
      const inside = <Inlines of={paragraph.inside} />;
      return paragraph.kind === 'quote' ? (
        <blockquote key={index}>{inside}</blockquote>
      ) : (
        <div key={index}>{inside}</div>
      );
    })}
  </div>
);

const Inlines = ({ of }: { of: readonly Inline[] }): JSX.Element => (
  <>
    {of.map((node, index) => (
      <Piece key={index} node={node} />
    ))}
  </>
);

function Piece({ node }: { node: Inline }): JSX.Element {
  switch (node.kind) {
    case 'text':
      return <>{node.text}</>;
    case 'bold':
      return (
        <b>
          <Inlines of={node.inside} />
        </b>
      );
    case 'italic':
      return (
        <i>
          <Inlines of={node.inside} />
        </i>
      );
    case 'strike':
      return (
        <s>
          <Inlines of={node.inside} />
        </s>
      );
    case 'code':
      return <code>{node.text}</code>;
    case 'link':
      return <Link url={node.url}>{node.label || node.url.replace(/^mailto:/, '')}</Link>;
    case 'person':
      return <PersonChip id={node.id} label={node.label} />;
    case 'channel':
      return <ChannelChip id={node.id} label={node.label} />;
    case 'mention':
      return <span class="chip">{node.label}</span>;
    case 'date':
      return <Moment {...node} />;
  }
}

export function Link({ url, children }: { url: string; children: string }): JSX.Element {
  const address = webAddress(url);
  if (address === undefined) return <>{children}</>;
  return (
    <a href={address} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

export function PersonChip({ id, label = '' }: { id: string; label?: string }): JSX.Element {
  const { boot } = useDesk();
  const name = id === boot.botUserId ? boot.botName : boot.people.find((person) => person.id === id)?.name;
  return <span class="chip">@{name ?? (label || id)}</span>;
}

export function ChannelChip({ id, label = '' }: { id: string; label?: string }): JSX.Element {
  const { channels } = useDesk();
  return <span class="chip">#{channels.find((channel) => channel.id === id)?.name ?? (label || id)}</span>;
}

interface MomentProps {
  readonly seconds: number;
  readonly pattern: string;
  readonly fallback: string;
  readonly url?: string;
}

export function Moment({ seconds, pattern, fallback, url }: MomentProps): JSX.Element {
  const { me, t } = useDesk();
  const at = seconds * 1000;
  if (!Number.isFinite(at)) return <>{fallback}</>;
  const words = fillDate(pattern, at, me, t, Date.now());
  return (
    <time dateTime={new Date(at).toISOString()} title={fullTime(me, at)}>
      {url === undefined ? words : <Link url={url}>{words}</Link>}
    </time>
  );
}
